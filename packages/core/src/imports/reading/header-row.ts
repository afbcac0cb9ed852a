import { separatorLine } from './csv-dialect.ts';
import type { TabularRow } from './tabular.ts';

/** Where the table begins in the sample: 0-based row of the header, or of the data when there is none. */
export interface HeaderPosition {
  headerRow: number;
  hasHeader: boolean;
}

const SEARCHED_ROWS = 30;

/**
 * Skips titles and padding above the table and says whether its first row names the columns.
 * `isKnownHeader` recognises column names of the record imported; it settles doubtful rows.
 */
export function findHeader(
  rows: readonly TabularRow[],
  isKnownHeader: (header: string) => boolean = () => false,
): HeaderPosition {
  const candidates = rows
    .slice(0, SEARCHED_ROWS)
    .filter((row) => filled(row) > 0 && separatorLine(row.cells.join(';')) === null);
  const known = candidates.find(
    (row) => countKnown(row, isKnownHeader) >= Math.min(2, filled(row)),
  );
  if (known && countKnown(known, isKnownHeader) > 0 && !hasStrongValue(known)) {
    return { headerRow: known.line - 1, hasHeader: true };
  }
  const width = tableWidth(rows);
  const first = candidates.find((row) => filled(row) >= Math.max(1, width * 0.6)) ?? candidates[0];
  if (!first) return { headerRow: 0, hasHeader: false };
  return { headerRow: first.line - 1, hasHeader: namesColumns(first) };
}

/** True for a cell that can only be a value: an e-mail, a date, a link, a phone number. */
export function isStrongValue(cell: string): boolean {
  const text = cell.trim();
  // Longer text is no such value, and the patterns below would crawl through it.
  if (text === '' || text.length > 320) return false;
  return (
    /^\S+@\S+\.\S+$/.test(text) ||
    /^https?:\/\//i.test(text) ||
    /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T].*)?$/.test(text) ||
    /^\+?\d[\d ().-]{7,}$/.test(text)
  );
}

function filled(row: TabularRow): number {
  return row.cells.reduce((count, cell) => (cell.trim() === '' ? count : count + 1), 0);
}

function countKnown(row: TabularRow, isKnownHeader: (header: string) => boolean): number {
  return row.cells.filter((cell) => cell.trim() !== '' && isKnownHeader(cell)).length;
}

function hasStrongValue(row: TabularRow): boolean {
  return row.cells.some(isStrongValue);
}

// The usual number of filled cells, so that a title with one or two cells is not taken for a header.
function tableWidth(rows: readonly TabularRow[]): number {
  const widths = rows.map(filled).filter((width) => width > 0);
  widths.sort((a, b) => a - b);
  return widths[Math.floor(widths.length / 2)] ?? 0;
}

function namesColumns(row: TabularRow): boolean {
  if (hasStrongValue(row)) return false;
  const cells = row.cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const numbers = cells.filter((cell) => /^[-+]?\d+(?:[.,]\d+)?$/.test(cell)).length;
  return cells.length > 0 && numbers * 2 < cells.length;
}
