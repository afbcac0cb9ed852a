import type { ReaderSettings } from './contact-draft.ts';
import type { ColumnReader } from './contact-readers.ts';
import { parseDate } from './dates.ts';
import type { ColumnMapping, ImportFieldType } from './import-target.ts';
import { cleanLine, cleanText, normalizeText } from './normalize.ts';
import { splitTags } from './words.ts';

const TRUE_WORDS = new Set(['true', 'yes', 'oui', 'vrai', '1', 'x', 'o', 'y', 'ja', 'si', 'on']);
const FALSE_WORDS = new Set(['false', 'no', 'non', 'faux', '0', 'n', 'nein', 'off']);

/** Reads a column into a field the workspace defined (`custom.<key>`), converted by the field's type. */
export function customReader(
  mapping: ColumnMapping,
  type: ImportFieldType,
  settings: ReaderSettings,
): ColumnReader {
  const key = (mapping.fieldKey ?? '').replace(/^custom\./, '');
  return (cell, draft) => {
    const value = convert(cell, type, settings);
    if (value !== null) draft.customFields[key] = value;
    else draft.warn(mapping.header, WARNING[type] ?? 'invalidNumber', { value: cell.slice(0, 60) });
  };
}

const WARNING: Partial<Record<ImportFieldType, 'invalidDate' | 'invalidBoolean'>> = {
  date: 'invalidDate',
  boolean: 'invalidBoolean',
};

function convert(
  cell: string,
  type: ImportFieldType,
  settings: ReaderSettings,
): string | number | boolean | string[] | null {
  if (type === 'list') return splitTags(cell);
  if (type === 'longText') return cleanText(cell);
  if (type === 'boolean') return parseBoolean(cell);
  if (type === 'number') return parseNumber(cell);
  if (type !== 'date') return cleanLine(cell);
  const date = parseDate(cell, settings.dateOrder);
  return date.kind === 'date' ? date.value : null;
}

/** `true`/`false` for the usual words of French, English, German and Spanish; null otherwise. */
export function parseBoolean(text: string): boolean | null {
  const word = normalizeText(text);
  if (TRUE_WORDS.has(word)) return true;
  return FALSE_WORDS.has(word) ? false : null;
}

/**
 * A number written the French or the English way (`1 234,56`, `1,234.56`). With one kind of sign
 * only, three digits after it mean thousands when it repeats, decimals otherwise. Null when unreadable.
 */
export function parseNumber(text: string): number | null {
  const compact = text.replace(/[\s\u00a0\u202f'€$£%]/g, '');
  if (!/^[-+]?[\d.,]*\d[\d.,]*$/.test(compact)) return null;
  const comma = compact.lastIndexOf(',');
  const point = compact.lastIndexOf('.');
  const decimal = comma > point ? ',' : '.';
  const other = decimal === ',' ? '.' : ',';
  const whole = compact.replaceAll(other, '');
  const parts = whole.split(decimal);
  const value = Number(parts.length > 2 ? parts.join('') : parts.join('.'));
  return Number.isFinite(value) ? value : null;
}
