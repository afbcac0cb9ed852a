import { z } from 'zod';
import {
  type CustomFieldType,
  FILTER_OPERATORS,
  type Filter,
  type FilterOperator,
  type FilterValue,
  type RecordField,
} from '../contract';
import { AppError, isLocalDate } from '../primitives';
import { isId } from '../primitives/ids';

const value = z.union([
  z.string().max(1000),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.union([z.string().max(1000), z.number()])).max(500),
]);

/** The shape of a filter as a client sends it: at most eight levels and a hundred comparisons. */
export const filterSchema: z.ZodType<Filter> = z.lazy(() =>
  z.union([
    z.strictObject({ and: z.array(filterSchema).max(50) }),
    z.strictObject({ or: z.array(filterSchema).max(50) }),
    z.strictObject({ not: filterSchema }),
    z.strictObject({
      field: z.string().max(100),
      op: z.enum(FILTER_OPERATORS),
      value: value.optional(),
    }),
  ]),
);

const MAX_DEPTH = 8;
const MAX_COMPARISONS = 100;

/** Collects query parameters: `add` returns the placeholder of a value. */
export interface Parameters {
  values: unknown[];
  add(value: unknown): string;
}

export function createParameters(): Parameters {
  const values: unknown[] = [];
  return {
    values,
    add(value) {
      values.push(value);
      return `$${values.length}`;
    },
  };
}

const wrong = (field: string, code: string, params: Record<string, string> = {}): AppError =>
  new AppError('invalid', 'error.invalid', {}, [{ field: `filter.${field}`, code, params }]);

/** Compiles a filter to SQL over the record's columns. Unknown fields and misplaced operators are `invalid`. */
export function filterToSql(
  filter: Filter,
  fields: Record<string, RecordField>,
  parameters: Parameters,
  customFields: ReadonlyMap<string, CustomFieldType> = new Map(),
): string {
  let comparisons = 0;
  const compile = (node: Filter, depth: number): string => {
    if (depth > MAX_DEPTH) throw wrong('depth', 'error.filterTooDeep');
    if ('and' in node) return join(node.and, ' and ', 'true', depth);
    if ('or' in node) return join(node.or, ' or ', 'false', depth);
    if ('not' in node) return `(${compile(node.not, depth + 1)}) is not true`;
    comparisons += 1;
    if (comparisons > MAX_COMPARISONS) throw wrong('and', 'error.filterTooLong');
    const field = fieldOf(node.field, fields, customFields);
    if (!field) throw wrong(node.field, 'error.unknownField', { names: node.field });
    return compare(node.field, field, node.op, node.value ?? null, parameters);
  };
  const join = (nodes: Filter[], word: string, empty: string, depth: number): string =>
    nodes.length === 0 ? empty : `(${nodes.map((node) => compile(node, depth + 1)).join(word)})`;
  return compile(filter, 0);
}

function fieldOf(
  name: string,
  fields: Record<string, RecordField>,
  customFields: ReadonlyMap<string, CustomFieldType>,
): RecordField | null {
  const custom = name.startsWith('customFields.') ? name.slice('customFields.'.length) : null;
  if (custom !== null) {
    // Keys are checked against the definitions, whose alphabet is safe inside a quoted SQL string.
    const type = customFields.get(custom);
    if (!type) return null;
    const text = `(custom_fields->>'${custom}')`;
    const cast = { number: '::numeric', boolean: '::boolean', date: '::date' }[type as 'number'];
    return { column: cast ? `(${text}${cast})` : text, type: cast ? type : 'text', label: '' };
  }
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return field?.filter ? field : null;
}

const SQL_TYPE: Partial<Record<RecordField['type'], string>> = {
  number: 'numeric',
  money: 'bigint',
  boolean: 'boolean',
  date: 'date',
  instant: 'timestamptz',
  reference: 'uuid',
  user: 'uuid',
};

function compare(
  name: string,
  field: RecordField,
  op: FilterOperator,
  given: FilterValue,
  parameters: Parameters,
): string {
  const column = field.column.includes('->') ? field.column : `"${field.column}"`;
  const cast = SQL_TYPE[field.type] ? `::${SQL_TYPE[field.type]}` : '';
  const one = (): string => parameters.add(checked(name, field, given)) + cast;
  const isList = field.type === 'tags';
  switch (op) {
    case 'empty':
      return isList
        ? `cardinality(${column}) = 0`
        : isText(field)
          ? `(${column} is null or ${column} = '')`
          : `${column} is null`;
    case 'notEmpty':
      return `not (${compare(name, field, 'empty', null, parameters)})`;
    case 'has':
      if (!isList) throw wrong(name, 'error.filterOperator', { operator: op });
      return `${column} @> array[${one()}]`;
    case 'contains':
    case 'startsWith': {
      if (!isText(field)) throw wrong(name, 'error.filterOperator', { operator: op });
      const text = String(checked(name, field, given)).replace(/[\\%_]/g, '\\$&');
      return `${column} ilike ${parameters.add(op === 'contains' ? `%${text}%` : `${text}%`)}`;
    }
    case 'in':
      if (!Array.isArray(given)) throw wrong(name, 'error.filterList');
      if (isList) return `${column} && ${parameters.add(given.map(String))}::text[]`;
      return `${column} = any(${parameters.add(given.map((item) => checked(name, field, item)))}::${SQL_TYPE[field.type] ?? 'text'}[])`;
    case 'eq':
      return given === null
        ? compare(name, field, 'empty', null, parameters)
        : isList
          ? `${column} @> array[${one()}]`
          : `${column} = ${one()}`;
    case 'ne':
      return given === null
        ? compare(name, field, 'notEmpty', null, parameters)
        : isList
          ? `not (${column} @> array[${one()}])`
          : `${column} is distinct from ${one()}`;
    default:
      if (isList || field.type === 'boolean')
        throw wrong(name, 'error.filterOperator', { operator: op });
      return `${column} ${{ gt: '>', gte: '>=', lt: '<', lte: '<=' }[op]} ${one()}`;
  }
}

const isText = (field: RecordField): boolean =>
  ['text', 'longText', 'email', 'phone', 'url', 'select'].includes(field.type);

// PostgreSQL would answer a wrong value with an error of its own; this one names the field.
function checked(name: string, field: RecordField, given: FilterValue): string | number | boolean {
  if (given === null || Array.isArray(given))
    throw wrong(name, 'error.wrongType', { expected: field.type });
  const text = String(given);
  if (!fitsField(field, text)) throw wrong(name, 'error.wrongType', { expected: field.type });
  return field.type === 'instant' ? new Date(text).toISOString() : text;
}

/** Whether PostgreSQL would read the text as a value of the field's column. */
export function fitsField(field: RecordField, text: string): boolean {
  switch (field.type) {
    case 'number':
      return /^-?\d{1,30}(\.\d{1,30})?$/.test(text);
    case 'money':
      return /^-?\d{1,18}$/.test(text);
    case 'boolean':
      return text === 'true' || text === 'false';
    case 'date':
      return isLocalDate(text);
    case 'instant':
      return !Number.isNaN(Date.parse(text)) && /^\d{4}-/.test(text);
    case 'reference':
    case 'user':
      return isId(text);
    default:
      return true;
  }
}
