import { AppError, type ErrorParams } from '../primitives/app-error';
import { isLocalDate } from '../primitives/local-date';
import { isId } from '../primitives/uuid';
import type { CustomField } from './custom-field';
import type { FieldType, RecordField } from './field';
import type { Filter, FilterComparison, FilterOperator, FilterValue } from './filter';

/** What a filter may ask of a kind of record. What is left out here does not exist for the caller. */
export interface FilterFields {
  fields: Readonly<Record<string, RecordField>>;
  customFields?: ReadonlyMap<string, FilterCustomField>;
  /** The same of the record type a reference leads to; null when the caller may not look at it. */
  related?(type: string): FilterFields | null;
}

/** A custom field as a filter sees it. */
export type FilterCustomField = Pick<CustomField, 'type'> & Partial<Pick<CustomField, 'label'>>;

/** How values of a field compare: several field types share a kind. */
export type FilterKind =
  | 'text'
  | 'number'
  | 'money'
  | 'boolean'
  | 'date'
  | 'instant'
  | 'id'
  | 'tags'
  | 'json';

/** A field a filter names, with the references that lead to it. */
export interface FilterField {
  hops: readonly FilterHop[];
  /** API name on its own record, or the key of a custom field. */
  name: string;
  isCustom: boolean;
  /** Of a custom field, the label is the text itself and the column that of all of them. */
  field: RecordField;
  kind: FilterKind;
}

/** A `reference` field that is followed. */
export interface FilterHop {
  name: string;
  field: RecordField;
  /** Record type it leads to. */
  to: string;
}

/** A comparison that was found to make sense. `eq` and `ne` of nothing are `empty` and `notEmpty`. */
export interface ReadComparison {
  at: FilterField;
  op: FilterOperator;
  /** In the one spelling of their kind: none for `empty`, one for most, any number for `in`. */
  values: readonly string[];
}

/** A filter whose every comparison makes sense. */
export type ReadFilter =
  | { and: ReadFilter[] }
  | { or: ReadFilter[] }
  | { not: ReadFilter }
  | ReadComparison;

/** Most references a path may follow. */
export const MAX_HOPS = 2;

/**
 * Checks a filter against the fields. SQL and the in-memory check both start from here, so they accept and
 * refuse the same. Unknown fields, misplaced operators and wrong values are `invalid`, named `filter.<field>`.
 */
export function readFilter(filter: Filter, target: FilterFields): ReadFilter {
  if ('and' in filter) return { and: filter.and.map((part) => readFilter(part, target)) };
  if ('or' in filter) return { or: filter.or.map((part) => readFilter(part, target)) };
  if ('not' in filter) return { not: readFilter(filter.not, target) };
  return readComparison(filter, target);
}

/** Finds the field a path names; null when it does not exist for the caller or cannot be filtered on. */
export function findFilterField(path: string, target: FilterFields): FilterField | null {
  const hops: FilterHop[] = [];
  const parts = path.split('.');
  let at = target;
  while (parts.length > 1 && parts[0] !== 'customFields') {
    const name = parts.shift() ?? '';
    const field = filterable(at, name);
    if (field?.type !== 'reference' || !field.to || hops.length === MAX_HOPS) return null;
    const next = at.related?.(field.to);
    if (!next) return null;
    hops.push({ name, field, to: field.to });
    at = next;
  }
  if (parts.length > 1) return customField(parts.slice(1).join('.'), hops, at);
  const [name = ''] = parts;
  const field = filterable(at, name);
  return field && { hops, name, isCustom: false, field, kind: kindOf(field.type) };
}

/** The comparisons a type of field takes. */
export const operatorsOf = (type: FieldType): readonly FilterOperator[] => OPERATORS[kindOf(type)];

/** A refusal that names the field of the filter. */
export const wrongFilter = (field: string, code: string, params: ErrorParams = {}): AppError =>
  new AppError('invalid', 'error.invalid', {}, [{ field: `filter.${field}`, code, params }]);

const filterable = ({ fields }: FilterFields, name: string): RecordField | null => {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return field?.filter ? field : null;
};

function customField(key: string, hops: FilterHop[], at: FilterFields): FilterField | null {
  const custom = at.customFields?.get(key);
  if (!custom) return null;
  const field = { column: 'custom_fields', type: custom.type, label: custom.label ?? key };
  return { hops, name: key, isCustom: true, field, kind: kindOf(custom.type) };
}

const KINDS: Partial<Record<FieldType, FilterKind>> = {
  number: 'number',
  money: 'money',
  boolean: 'boolean',
  date: 'date',
  instant: 'instant',
  reference: 'id',
  user: 'id',
  tags: 'tags',
  json: 'json',
};
const kindOf = (type: FieldType): FilterKind => KINDS[type] ?? 'text';

const ORDER = ['gt', 'gte', 'lt', 'lte'] as const;
const EMPTINESS = ['empty', 'notEmpty'] as const;
const ORDERED = ['eq', 'ne', 'in', ...ORDER, ...EMPTINESS] as const;
const OPERATORS: Record<FilterKind, readonly FilterOperator[]> = {
  text: ['contains', 'startsWith', ...ORDERED],
  number: ORDERED,
  money: ORDERED,
  date: ORDERED,
  instant: ORDERED,
  id: ORDERED,
  boolean: ['eq', 'ne', 'in', ...EMPTINESS],
  tags: ['has', 'eq', 'ne', 'in', ...EMPTINESS],
  json: EMPTINESS,
};

function readComparison(filter: FilterComparison, target: FilterFields): ReadComparison {
  const { field: path, value = null } = filter;
  const at = findFilterField(path, target);
  if (!at) throw wrongFilter(path, 'error.unknownField', { names: path });
  const op = value === null ? (OF_NOTHING[filter.op] ?? filter.op) : filter.op;
  if (!OPERATORS[at.kind].includes(op))
    throw wrongFilter(path, 'error.filterOperator', { operator: op });
  if (op === 'empty' || op === 'notEmpty') return { at, op, values: [] };
  if (op !== 'in') return { at, op, values: [spelled(path, at, value)] };
  if (!Array.isArray(value)) throw wrongFilter(path, 'error.filterList');
  return { at, op, values: value.map((item) => spelled(path, at, item)) };
}

const OF_NOTHING: Partial<Record<FilterOperator, FilterOperator>> = { eq: 'empty', ne: 'notEmpty' };

// PostgreSQL would answer a wrong value with an error of its own; this one names the field.
function spelled(path: string, { field, kind }: FilterField, given: FilterValue): string {
  const text = typeof given === 'object' ? null : String(given);
  if (text === null || !fitsField(field, text))
    throw wrongFilter(path, 'error.wrongType', { expected: field.type });
  if (kind === 'instant') return new Date(text).toISOString();
  return kind === 'id' ? text.toLowerCase() : text;
}

/** Whether PostgreSQL would read the text as a value of the field's column. */
export function fitsField(field: Pick<RecordField, 'type'>, text: string): boolean {
  switch (kindOf(field.type)) {
    case 'number':
      return /^-?\d{1,30}(\.\d{1,30})?$/.test(text);
    case 'money':
      return /^-?\d{1,18}$/.test(text);
    case 'boolean':
      return text === 'true' || text === 'false';
    case 'date':
      // PostgreSQL has no year nought.
      return isLocalDate(text) && !text.startsWith('0000');
    case 'instant':
      return isInstant(text);
    case 'id':
      return isId(text);
    default:
      return !text.includes('\u0000') && text.isWellFormed();
  }
}

// Without a zone, the same text would be another instant on another server.
const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

function isInstant(text: string): boolean {
  if (!INSTANT.test(text) || Number.isNaN(Date.parse(text))) return false;
  return /^(?!0000)\d{4}-/.test(new Date(text).toISOString());
}
