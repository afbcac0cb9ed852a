/**
 * The kinds of failure the product knows, each mapped once to an HTTP status.
 * `conflict` is a state that forbids the act, `stale` a version that has moved on.
 */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'stale'
  | 'tooLarge'
  | 'tooMany'
  | 'unavailable';

const STATUS: Record<ErrorKind, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  stale: 412,
  tooLarge: 413,
  tooMany: 429,
  unavailable: 503,
};

/** Values a message may interpolate. */
export type ErrorParams = Record<string, string | number>;

/** One wrong field: `field` is the input path (`emails[0].value`), `code` a message key. */
export interface FieldError {
  field: string;
  code: string;
  params?: ErrorParams;
}

/**
 * A failure the caller can act on. `code` is a message key, so one error reads in every language.
 * Anything thrown that is not an AppError is a defect: it is logged and shown as an id only.
 */
export class AppError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly params: ErrorParams;
  readonly fields: FieldError[];

  constructor(kind: ErrorKind, code: string, params: ErrorParams = {}, fields: FieldError[] = []) {
    super(code);
    this.name = 'AppError';
    this.kind = kind;
    this.code = code;
    this.params = params;
    this.fields = fields;
  }

  get status(): number {
    return STATUS[this.kind];
  }
}

/** The one answer for a record that is missing and for a record that is someone else's. */
export const notFound = (): AppError => new AppError('notFound', 'error.notFound');

/** A permission the caller lacks. */
export const forbidden = (permission: string): AppError =>
  new AppError('forbidden', 'error.forbidden', { permission });

/** Input refused, field by field. */
export const invalid = (fields: FieldError[]): AppError =>
  new AppError('invalid', 'error.invalid', {}, fields);
