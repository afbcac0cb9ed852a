/** A whole file: its path on disk, or its bytes. */
export type TabularSource = string | Buffer;

export type TabularFormat = 'csv' | 'xlsx' | 'ods';
export type DateOrder = 'dmy' | 'mdy' | 'ymd';
export type DecimalSign = ',' | '.';

/** How a file is to be read. Plain JSON: it is stored with the import so that a resumed job reads the same way. */
export interface TabularDetection {
  format: TabularFormat;
  /** An iconv-lite name (`utf-8`, `windows-1252`, `shift_jis`, `utf-16le`…). Meaningless for spreadsheets. */
  encoding: string;
  /** Each character of it separates cells; more than one for files that mix tabs and commas. */
  delimiter: string;
  /** The quoting character, or an empty string when the file does not quote. */
  quote: string;
  /** 0-based row of the header, or of the first data row when there is no header. */
  headerRow: number;
  hasHeader: boolean;
  /** Names of the sheets of a spreadsheet, in order; empty for a CSV. */
  sheetNames: string[];
  /** 0-based sheet to read. */
  sheet: number;
  dateOrder: DateOrder;
  /** False when no value of the sample settles the order of day and month. */
  isDateOrderSure: boolean;
  decimal: DecimalSign;
}

/** What a user may correct on the first screen of an import. */
export type TabularOverrides = Partial<
  Pick<
    TabularDetection,
    | 'encoding'
    | 'delimiter'
    | 'quote'
    | 'headerRow'
    | 'hasHeader'
    | 'sheet'
    | 'dateOrder'
    | 'decimal'
  >
>;

/** One row. `line` is 1-based and counts rows as a spreadsheet shows them: a multi-line cell is one row, a blank row counts. */
export interface TabularRow {
  line: number;
  cells: string[];
}

/** Bounds that keep a hostile file from exhausting the process. Bytes, characters and counts. */
export interface TabularLimits {
  maxFileBytes: number;
  maxColumns: number;
  maxCellChars: number;
  /** Longest row, all cells together; what a quote that is never closed runs into. */
  maxRowChars: number;
  /** Sum of the sizes a spreadsheet's archive unpacks to. */
  maxUnpackedBytes: number;
}

export const DEFAULT_LIMITS: TabularLimits = {
  maxFileBytes: 512 * 1024 * 1024,
  maxColumns: 500,
  maxCellChars: 100_000,
  maxRowChars: 1_000_000,
  maxUnpackedBytes: 1024 * 1024 * 1024,
};
