/** One CSV line with its `\r\n`: cells quoted when they must be. No formula protection: see `safeCell`. */
export function csvLine(cells: readonly string[], delimiter: string): string {
  return `${cells.map((cell) => quoteCell(cell, delimiter)).join(delimiter)}\r\n`;
}

/** First bytes of a CSV that spreadsheets then read as UTF-8. */
export const CSV_MARK = '\ufeff';

/** What separates cells: `;` in French, as Excel there expects, and `,` elsewhere. */
export const csvDelimiter = (locale: string): string =>
  locale.toLowerCase().startsWith('fr') ? ';' : ',';

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

function quoteCell(cell: string, delimiter: string): string {
  const mustQuote =
    cell.includes(delimiter) || /["\r\n]/.test(cell) || /^\s|\s$/.test(cell) || cell === CSV_MARK;
  return mustQuote ? `"${cell.replaceAll('"', '""')}"` : cell;
}
