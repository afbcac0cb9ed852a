import { z } from 'zod';
import { type FieldError, isLocalDate } from '../primitives';

export { filterSchema } from './filter-schema';

/** `['emails', 0, 'value']` → `emails[0].value`: the name of the form field and of the API property. */
function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

/** What a schema found wrong, as field errors whose codes are message keys. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.map((issue) => ({ field: fieldPath(issue.path), ...describe(issue) }));
}

function describe(issue: z.core.$ZodIssue): Omit<FieldError, 'field'> {
  // A schema's own message is a message key when it looks like one.
  if (/^[a-z][\w-]*(\.[\w-]+)+$/i.test(issue.message)) return { code: issue.message };
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? { code: 'error.required' }
        : { code: 'error.wrongType', params: { expected: issue.expected } };
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1
        ? { code: 'error.required' }
        : {
            code: `error.tooSmall.${issue.origin === 'string' || issue.origin === 'array' ? issue.origin : 'number'}`,
            params: { minimum: String(issue.minimum) },
          };
    case 'too_big':
      return {
        code: `error.tooBig.${issue.origin === 'string' || issue.origin === 'array' ? issue.origin : 'number'}`,
        params: { maximum: String(issue.maximum) },
      };
    case 'invalid_format':
      return {
        code: ['email', 'url', 'uuid'].includes(issue.format)
          ? `error.format.${issue.format}`
          : 'error.format.other',
      };
    case 'invalid_value':
      return { code: 'error.notAChoice', params: { choices: issue.values.map(String).join(', ') } };
    case 'unrecognized_keys':
      return { code: 'error.unknownField', params: { names: issue.keys.join(', ') } };
    default:
      return { code: 'error.wrong' };
  }
}

// PostgreSQL text cannot hold NUL, and a lone surrogate is not a character.
const isStorable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

/** A line of text: trimmed, storable, of limited length. */
export const zText = (maxLength = 300) =>
  z.string().trim().max(maxLength).refine(isStorable, { error: 'error.badCharacters' });

/** An optional line of text; empty means none. */
export const zOptionalText = (maxLength = 300) =>
  z.preprocess(
    (value) => (value === '' || value === undefined ? null : value),
    zText(maxLength).nullable(),
  );

/** A required line of text. */
export const zRequiredText = (maxLength = 300) =>
  zText(maxLength).min(1, { error: 'error.required' });

/** An optional calendar date. */
export const zOptionalDate = () =>
  z.preprocess(
    (value) => (value === '' || value === undefined ? null : value),
    z.string().refine(isLocalDate, { error: 'error.format.date' }).nullable(),
  );

/** A record id. */
export const zId = () => z.uuid({ error: 'error.format.uuid' });

/** An optional record id; empty means none. */
export const zOptionalId = () =>
  z.preprocess((value) => (value === '' || value === undefined ? null : value), zId().nullable());

/** A checkbox: present means true. */
export const zCheckbox = () =>
  z.preprocess((value) => value === true || value === 'on' || value === 'true', z.boolean());
