import { CsvRowParser } from './csv-reader.ts';
import { createDecoder } from './encoding.ts';
import { ImportFileError, toImportFileError } from './import-file-error.ts';
import { sourceBytes, sourceChunks } from './source.ts';
import { readSheetRows } from './spreadsheet.ts';
import {
  DEFAULT_LIMITS,
  type TabularDetection,
  type TabularLimits,
  type TabularRow,
  type TabularSource,
} from './tabular.ts';

export interface ReadOptions {
  /** Stops between two chunks; the iteration rejects with the signal's reason. */
  signal?: AbortSignal;
  /** First line wanted (1-based, see TabularRow.line): a resumed job passes the one after its last. */
  from?: number;
  /** Rows per chunk, 1,000 by default. */
  chunkSize?: number;
  limits?: Partial<TabularLimits>;
}

/** The column names and the first rows of a file, for mapping and for the preview. */
export interface TabularPreview {
  /** Trimmed names; spreadsheet letters (A, B…) where the file names no column. */
  headers: string[];
  rows: TabularRow[];
}

/**
 * Reads the data rows (never the header) in chunks with bounded memory. Rows keep every cell they
 * have, more or fewer than the header. Throws ImportFileError after the rows before the trouble.
 */
export async function* readRows(
  source: TabularSource,
  detection: TabularDetection,
  options: ReadOptions = {},
): AsyncGenerator<TabularRow[]> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const size = options.chunkSize ?? 1000;
  const firstData = detection.headerRow + (detection.hasHeader ? 2 : 1);
  const from = Math.max(firstData, options.from ?? 0);
  let chunk: TabularRow[] = [];
  try {
    for await (const rows of openRows(source, detection, limits, options.signal)) {
      for (const row of rows) {
        if (row.line < from) continue;
        chunk.push(row);
        if (chunk.length < size) continue;
        yield chunk;
        chunk = [];
        options.signal?.throwIfAborted();
      }
    }
  } catch (error) {
    if (options.signal?.aborted) throw error;
    if (chunk.length > 0) yield chunk;
    throw toImportFileError(error, 'unreadable');
  }
  if (chunk.length > 0) yield chunk;
}

/** Reads the headers and the first `count` data rows. Throws ImportFileError, `noRows` included. */
export async function readPreview(
  source: TabularSource,
  detection: TabularDetection,
  count = 50,
  limits: Partial<TabularLimits> = {},
): Promise<TabularPreview> {
  const everything = { ...detection, hasHeader: false };
  const rows: TabularRow[] = [];
  for await (const chunk of readRows(source, everything, { limits, chunkSize: count + 1 })) {
    rows.push(...chunk);
    break;
  }
  const header = detection.hasHeader ? rows.shift() : undefined;
  if (!header && rows.length === 0) throw new ImportFileError('noRows');
  return { headers: headerNames(header, rows), rows: rows.slice(0, count) };
}

/** Whether a row says anything: spreadsheets write the empty rows below a table as lines of separators. */
export const isFilledRow = (row: TabularRow): boolean =>
  row.cells.some((cell) => cell.trim() !== '');

/** A spreadsheet's name for a 0-based column: A, B, … Z, AA. */
export function columnLetter(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetter(Math.floor(column / 26) - 1) + last;
}

function headerNames(header: TabularRow | undefined, rows: TabularRow[]): string[] {
  const names = (header?.cells ?? []).map((cell) => cell.replace(/\s+/g, ' ').trim());
  while (names.at(-1) === '') names.pop();
  const widths = rows.map((row) => row.cells.length);
  const width = header ? names.length : Math.max(0, ...widths);
  return Array.from({ length: width }, (_, column) => names[column] || columnLetter(column));
}

async function* openRows(
  source: TabularSource,
  detection: TabularDetection,
  limits: TabularLimits,
  signal: AbortSignal | undefined,
): AsyncGenerator<TabularRow[]> {
  if (detection.format === 'csv') {
    yield* csvRows(source, detection, limits, signal);
    return;
  }
  const bytes = await sourceBytes(source);
  for await (const row of readSheetRows(bytes, detection.format, detection.sheet, limits)) {
    yield [row];
  }
}

async function* csvRows(
  source: TabularSource,
  detection: TabularDetection,
  limits: TabularLimits,
  signal: AbortSignal | undefined,
): AsyncGenerator<TabularRow[]> {
  const decoder = createDecoder(detection.encoding);
  const parser = new CsvRowParser(detection, limits);
  for await (const chunk of sourceChunks(source, signal)) {
    parser.push(decoder.write(chunk));
    yield parser.take();
    if (parser.hasFailed) break;
  }
  parser.push(decoder.end());
  parser.end();
  yield parser.take();
  parser.take();
}
