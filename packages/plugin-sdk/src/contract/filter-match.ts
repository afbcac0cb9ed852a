import type { Filter } from './filter';
import {
  type FilterField,
  type FilterFields,
  type FilterKind,
  type ReadComparison,
  type ReadFilter,
  readFilter,
} from './filter-read';

/** A record by its API names, custom values under `customFields`. */
export type FilterRow = Readonly<Record<string, unknown>>;

/** The record a reference leads to; null when there is none or the caller does not reach it. */
export type RelatedRow = (type: string, id: string) => FilterRow | null | undefined;

/**
 * Whether a record matches a filter: the same answer as SQL gives. Throws `invalid` for what SQL refuses.
 * Relative values must be resolved before. Texts contain each other whatever their case (Unicode's default
 * mapping, as ICU's root locale has it), are equal to the letter, and are in the order of their code points;
 * none of it depends on a language.
 */
export const matchesFilter = (
  filter: Filter,
  row: FilterRow,
  target: FilterFields,
  related?: RelatedRow,
): boolean => compileFilter(filter, target)(row, related);

/** The same for many records: the filter is read once. */
export function compileFilter(
  filter: Filter,
  target: FilterFields,
): (row: FilterRow, related?: RelatedRow) => boolean {
  const read = readFilter(filter, target);
  return (row, related = () => null) => matches(read, row, related);
}

function matches(filter: ReadFilter, row: FilterRow, related: RelatedRow): boolean {
  if ('and' in filter) return filter.and.every((part) => matches(part, row, related));
  if ('or' in filter) return filter.or.some((part) => matches(part, row, related));
  if ('not' in filter) return !matches(filter.not, row, related);
  const record = follow(filter.at, row, related);
  return record !== null && compare(filter, storedValue(filter.at, record));
}

function follow({ hops }: FilterField, row: FilterRow, related: RelatedRow): FilterRow | null {
  let at = row;
  for (const { name, to } of hops) {
    const id = at[name];
    const next = typeof id === 'string' ? related(to, id) : null;
    if (!next) return null;
    at = next;
  }
  return at;
}

function storedValue({ name, isCustom }: FilterField, row: FilterRow): unknown {
  if (!isCustom) return row[name] ?? null;
  const values = (row.customFields ?? {}) as Record<string, unknown>;
  return (Object.hasOwn(values, name) ? values[name] : null) ?? null;
}

function compare({ at: { kind }, op, values }: ReadComparison, stored: unknown): boolean {
  if (op === 'empty') return isEmpty(kind, stored);
  if (op === 'notEmpty') return !isEmpty(kind, stored);
  if (kind === 'tags') return compareTags(op, values, Array.isArray(stored) ? stored : []);
  const text = stored === null ? null : spelledAs(kind, stored);
  const [given = ''] = values;
  if (op === 'ne') return text === null || order(kind, text, given) !== 0;
  if (text === null) return false;
  switch (op) {
    case 'in':
      return values.some((value) => order(kind, text, value) === 0);
    case 'contains':
      return text.toLowerCase().includes(given.toLowerCase());
    case 'startsWith':
      return text.toLowerCase().startsWith(given.toLowerCase());
    case 'gt':
      return order(kind, text, given) > 0;
    case 'gte':
      return order(kind, text, given) >= 0;
    case 'lt':
      return order(kind, text, given) < 0;
    case 'lte':
      return order(kind, text, given) <= 0;
    default:
      return order(kind, text, given) === 0;
  }
}

function compareTags(op: string, values: readonly string[], stored: readonly unknown[]): boolean {
  const hasAny = values.some((value) => stored.includes(value));
  return op === 'ne' ? !hasAny : hasAny;
}

function isEmpty(kind: FilterKind, stored: unknown): boolean {
  if (stored === null) return true;
  if (kind === 'text') return stored === '';
  if (kind === 'tags') return Array.isArray(stored) && stored.length === 0;
  if (kind !== 'json') return false;
  return stored === '' || (typeof stored === 'object' && Object.keys(stored).length === 0);
}

function spelledAs(kind: FilterKind, stored: unknown): string {
  if (stored instanceof Date)
    return kind === 'date' ? stored.toISOString().slice(0, 10) : stored.toISOString();
  if (kind === 'instant') return new Date(String(stored)).toISOString();
  if (typeof stored === 'number') return plainNumber(stored);
  return kind === 'id' ? String(stored).toLowerCase() : String(stored);
}

// 1e21 and 1e-7 as they are written out; Intl keeps every digit the number has.
const plainNumber = (value: number): string =>
  value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 });

function order(kind: FilterKind, a: string, b: string): number {
  if (kind === 'number' || kind === 'money') return orderOfDecimals(a, b);
  return kind === 'text' ? orderOfTexts(a, b) : sign(a, b);
}

const sign = <T extends string | number | bigint>(a: T, b: T): number =>
  a === b ? 0 : a < b ? -1 : 1;

// Both as whole numbers of the smaller step: a float would take two different amounts for one.
function orderOfDecimals(a: string, b: string): number {
  const [wholeA = '', partA = ''] = a.split('.');
  const [wholeB = '', partB = ''] = b.split('.');
  const digits = Math.max(partA.length, partB.length);
  return sign(
    BigInt(wholeA + partA.padEnd(digits, '0')),
    BigInt(wholeB + partB.padEnd(digits, '0')),
  );
}

// JavaScript orders halves of surrogate pairs, PostgreSQL's "C" collation whole code points.
function orderOfTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    if (a[index] !== b[index]) return sign(rank(a.charCodeAt(index)), rank(b.charCodeAt(index)));
  }
  return sign(a.length, b.length);
}

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;
const rank = (unit: number): number => (isSurrogate(unit) ? unit + 0x10000 : unit);
