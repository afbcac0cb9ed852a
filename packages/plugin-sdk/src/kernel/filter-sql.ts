import type { Filter } from '../contract';
import {
  type FilterField,
  type FilterFields,
  type FilterKind,
  fitsField,
  type ReadComparison,
  type ReadFilter,
  readFilter,
} from '../contract/filter-read';
import { filterSchema } from '../contract/filter-schema';

export { filterSchema, fitsField };

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

/** The tables behind record types: the one that is filtered, and those its references lead to. */
export interface FilterTables {
  own: string;
  of(type: string): string;
}

/**
 * Compiles a resolved filter to SQL over the record's table. Unknown fields, misplaced operators and wrong
 * values are `invalid`. Related records are looked for under row-level security: those out of reach match nothing.
 */
export function filterToSql(
  filter: Filter,
  target: FilterFields,
  parameters: Parameters,
  tables: FilterTables,
): string {
  const compile = (node: ReadFilter): string => {
    if ('and' in node) return join(node.and, ' and ', 'true');
    if ('or' in node) return join(node.or, ' or ', 'false');
    if ('not' in node) return `(${compile(node.not)}) is not true`;
    return follow(node, 0, quoted(tables.own), tables, parameters);
  };
  const join = (nodes: ReadFilter[], word: string, empty: string): string =>
    nodes.length === 0 ? empty : `(${nodes.map(compile).join(word)})`;
  return compile(readFilter(filter, target));
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function follow(
  comparison: ReadComparison,
  depth: number,
  from: string,
  tables: FilterTables,
  parameters: Parameters,
): string {
  const hop = comparison.at.hops[depth];
  if (!hop) return compare(comparison, columnOf(comparison.at, from), parameters);
  const alias = `related_${depth + 1}`;
  const condition = follow(comparison, depth + 1, alias, tables, parameters);
  return `exists (select 1 from ${quoted(tables.of(hop.to))} ${alias}
    where ${alias}.workspace_id = ${from}.workspace_id and ${alias}.id = ${from}.${quoted(hop.field.column)}
      and ${condition})`;
}

const SQL_TYPE: Partial<Record<FilterKind, string>> = {
  number: 'numeric',
  money: 'bigint',
  boolean: 'boolean',
  date: 'date',
  instant: 'timestamptz',
  id: 'uuid',
};

function columnOf({ name, isCustom, field, kind }: FilterField, from: string): string {
  const column = `${from}.${quoted(field.column)}`;
  if (!isCustom) return column;
  // Keys are checked against the definitions, whose alphabet is safe inside a quoted SQL string.
  const text = `(${column}->>'${name}')`;
  return SQL_TYPE[kind] ? `(${text}::${SQL_TYPE[kind]})` : text;
}

const SIGNS = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

function compare(
  { at: { kind }, op, values }: ReadComparison,
  column: string,
  parameters: Parameters,
): string {
  if (op === 'empty') return isEmpty(kind, column);
  if (op === 'notEmpty') return `not ${isEmpty(kind, column)}`;
  if (kind === 'tags') {
    const hasAny = `${column} && ${parameters.add(values)}::text[]`;
    return op === 'ne' ? `(${hasAny}) is not true` : hasAny;
  }
  const type = SQL_TYPE[kind] ?? 'text';
  const one = (): string => `${parameters.add(values[0])}::${type}`;
  switch (op) {
    case 'in':
      return `${column} = any(${parameters.add(values)}::${type}[])`;
    case 'contains':
      return `${column} ${CASELESS} ilike ${parameters.add(`%${literally(values[0])}%`)}`;
    case 'startsWith':
      return `${column} ${CASELESS} ilike ${parameters.add(`${literally(values[0])}%`)}`;
    case 'ne':
      return `${column} is distinct from ${one()}`;
    case 'eq':
    case 'has':
      return `${column} = ${one()}`;
    default:
      return `${column}${kind === 'text' ? ' collate "C"' : ''} ${SIGNS[op]} ${one()}`;
  }
}

// Which letters are each other's capitals, and which text comes first, would else depend on how the
// database was made; these two are the same everywhere, and the same as in memory.
const CASELESS = 'collate "und-x-icu"';

const literally = (text = ''): string => text.replace(/[\\%_]/g, '\\$&');

function isEmpty(kind: FilterKind, column: string): string {
  switch (kind) {
    case 'text':
      return `(${column} is null or ${column} = '')`;
    case 'tags':
      return `(coalesce(cardinality(${column}), 0) = 0)`;
    case 'json':
      return `(${column} is null or ${column}::text in ('null', '""', '[]', '{}'))`;
    default:
      return `(${column} is null)`;
  }
}
