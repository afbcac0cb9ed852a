/** One CSV line with its `\r\n`: cells quoted when they must be. No formula protection: see `safeCell`. */
export function csvLine(cells: readonly string[], delimiter: string): string {
  return `${cells.map((cell) => quoteCell(cell, delimiter)).join(delimiter)}\r\n`;
}

const RISKY = /^[=+\-@\t\r]/;
// "+33 1 99 00 12 34" and "-12,5" are what they look like; "+33*cmd" is not.
const HARMLESS = /^[+-]?[\d\s\u00a0().,/-]*$/;

/** The cell with an apostrophe before a sign that would make a spreadsheet run it as a formula. */
export function safeCell(cell: string): string {
  return RISKY.test(cell) && !isHarmless(cell) ? `'${cell}` : cell;
}

function isHarmless(cell: string): boolean {
  return /^[+-]/.test(cell) && HARMLESS.test(cell) && /\d/.test(cell);
}

/** A refused row: what the file had, and why it was refused, in the user's words. */
export interface RejectedRow {
  cells: readonly string[];
  reasons: readonly string[];
}

/**
 * The refused rows as a CSV to correct and import again, chunk by chunk: UTF-8 with a byte order
 * mark, `;` in French (as Excel there expects) and `,` elsewhere, the original columns and one more.
 */
export async function* rejectedCsv(
  headers: readonly string[],
  rows: AsyncIterable<RejectedRow> | Iterable<RejectedRow>,
  reasonHeader: string,
  locale: string,
): AsyncGenerator<string> {
  const delimiter = locale.toLowerCase().startsWith('fr') ? ';' : ',';
  yield `\ufeff${csvLine([...headers, reasonHeader].map(safeCell), delimiter)}`;
  for await (const row of rows) {
    // Short rows are filled so that the reason stays in its column; extra cells come after it.
    const filled = headers.map((_, column) => row.cells[column] ?? '');
    const cells = [...filled, row.reasons.join(' '), ...row.cells.slice(headers.length)];
    yield csvLine(cells.map(safeCell), delimiter);
  }
}

function quoteCell(cell: string, delimiter: string): string {
  const mustQuote =
    cell.includes(delimiter) || /["\r\n]/.test(cell) || /^\s|\s$/.test(cell) || cell === '\ufeff';
  return mustQuote ? `"${cell.replaceAll('"', '""')}"` : cell;
}
