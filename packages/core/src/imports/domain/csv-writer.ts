import { CSV_MARK, csvDelimiter, csvLine, safeCell } from '@socle/plugin-sdk/primitives';

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
  const delimiter = csvDelimiter(locale);
  yield CSV_MARK + csvLine([...headers, reasonHeader].map(safeCell), delimiter);
  for await (const row of rows) {
    // Short rows are filled so that the reason stays in its column; extra cells come after it.
    const filled = headers.map((_, column) => row.cells[column] ?? '');
    const cells = [...filled, row.reasons.join(' '), ...row.cells.slice(headers.length)];
    yield csvLine(cells.map(safeCell), delimiter);
  }
}
