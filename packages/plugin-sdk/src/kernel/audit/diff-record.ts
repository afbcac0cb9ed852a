import type { FieldType } from '../../contract';
import { Decimal } from '../../primitives/decimal';
import type { RegisteredRecord } from '../registry';

/** Longer texts are cut here; what was cut ends with `CUT_MARK` and cannot be put back. */
export const MAX_AUDITED_TEXT = 10_000;
export const CUT_MARK = ' […]';

/** The fields that differ, by API name; custom ones as `customFields.key`. Null stands for a row that is not. */
export interface RecordDiff {
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

type Row = Record<string, unknown>;

/**
 * Compares two states of a record's row, by entity property; null when no declared field differs. Only
 * fields of the manifest and custom ones enter, so that what a module keeps to itself stays out. A new
 * row (`before` null) or one that goes (`after` null) gives every field that holds something.
 */
export function diffRecord(
  record: RegisteredRecord,
  before: Row | null,
  after: Row | null,
  propertyOfColumn: ReadonlyMap<string, string>,
): RecordDiff | null {
  const old: Row = {};
  const fresh: Row = {};
  const compare = (name: string, type: FieldType, was: unknown, is: unknown): void => {
    const [wasText, isText] = [comparable(type, was), comparable(type, is)];
    if (wasText === isText) return;
    if (before && (after || !EMPTY.has(wasText))) old[name] = plain(was);
    if (after && (before || !EMPTY.has(isText))) fresh[name] = plain(is);
  };
  for (const [name, field] of Object.entries(record.fields)) {
    const property = propertyOfColumn.get(field.column) ?? field.column;
    compare(name, field.type, before?.[property], after?.[property]);
  }
  const [wasCustom, isCustom] = [customOf(before), customOf(after)];
  for (const key of new Set([...Object.keys(wasCustom), ...Object.keys(isCustom)]))
    compare(`customFields.${key}`, 'text', wasCustom[key], isCustom[key]);
  if (Object.keys(old).length === 0 && Object.keys(fresh).length === 0) return null;
  return { before: before ? old : null, after: after ? fresh : null };
}

/** Whether two stored values of a field mean the same. */
export const isSameValue = (type: FieldType, a: unknown, b: unknown): boolean =>
  comparable(type, a) === comparable(type, b);

/** Whether a kept value is only the beginning of what there was. */
export const isCut = (value: unknown): boolean =>
  typeof value === 'string' && value.length > MAX_AUDITED_TEXT && value.endsWith(CUT_MARK);

const NOTHING = 'null';
/** What a field without content reads as. */
const EMPTY = new Set([NOTHING, '""', '[]', '{}']);

const customOf = (row: Row | null): Row => (row?.customFields ?? {}) as Row;

// A figure comes back from the database written otherwise than it was given: 12.50 is 12.5.
function comparable(type: FieldType, value: unknown): string {
  if (value === null || value === undefined) return NOTHING;
  if (type === 'number' || type === 'money') return decimalText(String(value));
  if (type === 'instant') {
    const instant = new Date(value as string | Date);
    if (!Number.isNaN(instant.getTime())) return instant.toISOString();
  }
  return canonical(value);
}

function decimalText(text: string): string {
  try {
    return new Decimal(text).toFixed();
  } catch {
    return text;
  }
}

// The keys of structured data come back in another order than they were given in.
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === 'bigint') return inner.toString();
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  }) ?? NOTHING;

function plain(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string') return cut(value);
  if (typeof value !== 'object') return value;
  const text = canonical(value);
  return text.length > MAX_AUDITED_TEXT ? cut(text) : (JSON.parse(text) as unknown);
}

function cut(text: string): string {
  if (text.length <= MAX_AUDITED_TEXT) return text;
  // Half of a surrogate pair cannot be stored.
  return `${text.slice(0, MAX_AUDITED_TEXT).replace(/[\ud800-\udbff]$/, '')}${CUT_MARK}`;
}
