import { type CellValue, HucreError, type Sheet } from 'hucre';
import { readOds } from 'hucre/ods';
import { readXlsx, streamXlsxRows } from 'hucre/xlsx';
import { checkCells } from './csv-reader.ts';
import { ImportFileError, toImportFileError } from './import-file-error.ts';
import type { TabularLimits, TabularRow } from './tabular.ts';
import { guardArchive, readSmallPart, type ZipEntry } from './zip-guard.ts';

// The only file that knows the spreadsheet library.

export type SpreadsheetFormat = 'xlsx' | 'ods';

const STYLES_MAX_BYTES = 32 * 1024 * 1024;
/** Above this a sheet is always streamed; number formats with leading zeros are then not applied. */
const FORMATTED_SHEET_MAX_BYTES = 96 * 1024 * 1024;

/** Names of the sheets, in order. Throws ImportFileError (`encrypted`, `corrupt`, `archiveTooLarge`). */
export async function readSheetNames(
  bytes: Buffer,
  format: SpreadsheetFormat,
  limits: TabularLimits,
): Promise<string[]> {
  guardArchive(bytes, limits.maxUnpackedBytes);
  const names: string[] = [];
  const noBody = (info: { name: string }): boolean => {
    names.push(info.name);
    return false;
  };
  try {
    if (format === 'xlsx') await readXlsx(bytes, { sheets: noBody });
    else await readOds(bytes, { sheets: noBody });
  } catch (error) {
    throw typed(error);
  }
  return names;
}

/**
 * Rows of one sheet as text: dates in ISO 8601, numbers in plain decimal notation with at most the
 * 15 digits Excel keeps, `true`/`false`, the cached result of formulas. Blank rows are left out.
 */
export async function* readSheetRows(
  bytes: Buffer,
  format: SpreadsheetFormat,
  sheet: number,
  limits: TabularLimits,
): AsyncGenerator<TabularRow> {
  const entries = guardArchive(bytes, limits.maxUnpackedBytes);
  try {
    const source =
      format === 'ods'
        ? wholeSheetRows(await readOds(bytes, { sheets: [sheet] }))
        : await openXlsx(bytes, entries, sheet);
    for await (const { index, values } of source) {
      const cells = values.map(cellText);
      if (cells.every((cell) => cell.trim() === '')) continue;
      checkCells(cells, index + 1, limits);
      yield { line: index + 1, cells };
    }
  } catch (error) {
    throw typed(error);
  }
}

type ValueRow = { index: number; values: readonly CellValue[] };

async function openXlsx(
  bytes: Buffer,
  entries: Map<string, ZipEntry>,
  sheet: number,
): Promise<AsyncIterable<ValueRow> | Iterable<ValueRow>> {
  const styles = readSmallPart(bytes, entries.get('xl/styles.xml'), STYLES_MAX_BYTES);
  const largest = Math.max(
    0,
    ...[...entries.values()].filter((e) => e.name.includes('worksheets/')).map((e) => e.unpacked),
  );
  // A postcode typed as the number 1000 under the format 00000 shows 01000, and means it.
  const hasPaddedFormat = /formatCode="0{2,}"/.test(styles);
  if (hasPaddedFormat && largest <= FORMATTED_SHEET_MAX_BYTES) {
    return wholeSheetRows(await readXlsx(bytes, { sheets: [sheet], readStyles: true }));
  }
  return streamXlsxRows(bytes, { sheet });
}

function* wholeSheetRows(workbook: { sheets: Sheet[] }): Generator<ValueRow> {
  const sheet = workbook.sheets[0];
  if (!sheet) return;
  for (const [index, row] of sheet.rows.entries()) {
    const values = row.map((value, column) => {
      if (typeof value !== 'number' || !sheet.cells) return value;
      return padded(value, sheet.cells.get(`${index},${column}`)?.style?.numFmt);
    });
    yield { index, values };
  }
}

function padded(value: number, format: string | undefined): CellValue {
  if (!format || !/^0{2,}$/.test(format) || !Number.isInteger(value) || value < 0) return value;
  return numberText(value).padStart(format.length, '0');
}

function cellText(value: CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '') : value;
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return dateText(value);
}

/** A number as Excel means it: 15 significant digits, never an exponent. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return '';
  const rounded = Number(value.toPrecision(15));
  const text = String(rounded);
  if (!text.includes('e')) return text;
  const [mantissa = '', exponent = '0'] = text.split('e');
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const shift = Number(exponent);
  const digits = whole + fraction;
  if (shift < 0) return `${sign}0.${'0'.repeat(-shift - whole.length)}${digits}`;
  return sign + digits.padEnd(whole.length + shift, '0');
}

function dateText(value: Date): string {
  if (Number.isNaN(value.getTime())) return '';
  const iso = value.toISOString();
  // Serial numbers below 1 are times of day; libraries place them in the last days of 1899.
  if (iso.startsWith('1899-12-3') || iso.startsWith('1904-01-01T')) return iso.slice(11, 19);
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19);
}

function typed(error: unknown): Error {
  if (error instanceof HucreError && error.name === 'EncryptedFileError') {
    return new ImportFileError('encrypted', {}, error);
  }
  return toImportFileError(error, 'corrupt');
}
