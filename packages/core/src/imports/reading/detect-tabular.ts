import { open, stat } from 'node:fs/promises';
import { detectDialect } from './csv-dialect.ts';
import { createDecoder, detectEncoding, encodingFromBom, Utf8Probe } from './encoding.ts';
import { assertText, detectFormat } from './file-format.ts';
import { findHeader } from './header-row.ts';
import { ImportFileError, toImportFileError } from './import-file-error.ts';
import { sourceBytes } from './source.ts';
import { readSheetNames, readSheetRows } from './spreadsheet.ts';
import {
  DEFAULT_LIMITS,
  type TabularDetection,
  type TabularLimits,
  type TabularOverrides,
  type TabularRow,
  type TabularSource,
} from './tabular.ts';
import { detectValueFormat } from './value-format.ts';

/** What may be told to the detection beside the file. */
export interface DetectOptions {
  /** Settled by the user; everything else is detected consistently with them. */
  overrides?: TabularOverrides;
  limits?: Partial<TabularLimits>;
  /** Recognises column names of the record imported (see `isHeaderOf` of the target). */
  isKnownHeader?: (header: string) => boolean;
}

const HEAD_BYTES = 256 * 1024;
const SAMPLE_ROWS = 200;

/**
 * Says how to read a file: format, encoding, separators, sheet, header row, date order.
 * A file on disk is scanned whole for its encoding, because a first accent may come late.
 * Throws ImportFileError and nothing else.
 */
export async function detectTabular(
  source: TabularSource,
  fileName: string,
  options: DetectOptions = {},
): Promise<TabularDetection> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  try {
    const size = await sourceSize(source);
    if (size === 0) throw new ImportFileError('empty');
    if (size > limits.maxFileBytes) {
      throw new ImportFileError('tooLarge', { size, max: limits.maxFileBytes });
    }
    const head = await readHead(source);
    const format = detectFormat(head, fileName);
    return format === 'csv'
      ? await detectCsv(source, head, head.length === size, limits, options)
      : await detectSpreadsheet(source, format, limits, options);
  } catch (error) {
    throw toImportFileError(error, 'unreadable');
  }
}

async function detectCsv(
  source: TabularSource,
  head: Buffer,
  isWhole: boolean,
  limits: TabularLimits,
  options: DetectOptions,
): Promise<TabularDetection> {
  const overrides = options.overrides ?? {};
  const encoding = overrides.encoding ?? (await wholeEncoding(source, head, isWhole));
  const decoder = createDecoder(encoding);
  const text = decoder.write(head);
  assertText(text);
  const dialect = detectDialect(text, isWhole, limits, overrides);
  return describe(dialect.rows.slice(0, SAMPLE_ROWS), options, {
    format: 'csv',
    encoding,
    delimiter: dialect.delimiter,
    quote: dialect.quote,
    sheetNames: [],
    sheet: 0,
  });
}

async function detectSpreadsheet(
  source: TabularSource,
  format: 'xlsx' | 'ods',
  limits: TabularLimits,
  options: DetectOptions,
): Promise<TabularDetection> {
  const bytes = await sourceBytes(source);
  const sheetNames = await readSheetNames(bytes, format, limits);
  if (sheetNames.length === 0) throw new ImportFileError('corrupt');
  const wanted = options.overrides?.sheet;
  if (wanted !== undefined && !sheetNames[wanted]) {
    throw new ImportFileError('sheetNotFound', { sheet: wanted + 1, count: sheetNames.length });
  }
  const { sheet, rows } = await firstFilledSheet(bytes, format, limits, sheetNames.length, wanted);
  return describe(rows, options, {
    format,
    encoding: 'utf-8',
    delimiter: '',
    quote: '',
    sheetNames,
    sheet,
  });
}

// Workbooks often open on a cover sheet without a single value.
async function firstFilledSheet(
  bytes: Buffer,
  format: 'xlsx' | 'ods',
  limits: TabularLimits,
  count: number,
  wanted: number | undefined,
): Promise<{ sheet: number; rows: TabularRow[] }> {
  const candidates =
    wanted === undefined ? Array.from({ length: Math.min(count, 20) }, (_, i) => i) : [wanted];
  for (const sheet of candidates) {
    const rows: TabularRow[] = [];
    for await (const row of readSheetRows(bytes, format, sheet, limits)) {
      rows.push(row);
      if (rows.length >= SAMPLE_ROWS) break;
    }
    if (rows.length > 0) return { sheet, rows };
  }
  throw new ImportFileError('empty');
}

type Described = Pick<
  TabularDetection,
  'format' | 'encoding' | 'delimiter' | 'quote' | 'sheetNames' | 'sheet'
>;

function describe(rows: TabularRow[], options: DetectOptions, known: Described): TabularDetection {
  const overrides = options.overrides ?? {};
  const found = findHeader(rows, options.isKnownHeader);
  const headerRow = overrides.headerRow ?? found.headerRow;
  const data = rows.filter((row) => row.line - 1 >= headerRow);
  const values = detectValueFormat(data, known.delimiter);
  return {
    ...known,
    headerRow,
    hasHeader: overrides.hasHeader ?? (overrides.headerRow === undefined ? found.hasHeader : true),
    dateOrder: overrides.dateOrder ?? values.dateOrder,
    isDateOrderSure: overrides.dateOrder !== undefined || values.isDateOrderSure,
    decimal: overrides.decimal ?? values.decimal,
  };
}

async function sourceSize(source: TabularSource): Promise<number> {
  if (typeof source !== 'string') return source.length;
  const info = await stat(source).catch(() => null);
  if (!info?.isFile()) throw new ImportFileError('notFound');
  return info.size;
}

async function readHead(source: TabularSource): Promise<Buffer> {
  if (typeof source !== 'string') return source.subarray(0, HEAD_BYTES);
  const file = await open(source, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function wholeEncoding(
  source: TabularSource,
  head: Buffer,
  isWhole: boolean,
): Promise<string> {
  const fromHead = detectEncoding(head);
  if (isWhole || fromHead !== 'utf-8' || encodingFromBom(head)) return fromHead;
  const probe = new Utf8Probe();
  if (typeof source !== 'string') {
    probe.add(source);
    return probe.isUtf8() ? 'utf-8' : 'windows-1252';
  }
  const file = await open(source, 'r');
  for await (const chunk of file.createReadStream({ highWaterMark: 1024 * 1024 })) {
    if (Buffer.isBuffer(chunk)) probe.add(chunk);
  }
  return probe.isUtf8() ? 'utf-8' : 'windows-1252';
}
