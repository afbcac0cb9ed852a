import { ImportFileError } from './import-file-error.ts';
import type { TabularLimits, TabularRow } from './tabular.ts';

/** Separators and quote of a CSV, as in TabularDetection. */
export interface CsvDialect {
  delimiter: string;
  quote: string;
}

const CR = 13;
const LF = 10;
const SPACE = 32;
/** No complete cell or row yet: more text is needed. */
const INCOMPLETE = -1;

/**
 * Splits decoded text pushed piece by piece into rows. Written by hand because the messy files are
 * the common ones here: csv-parse builds an error, stack trace included, for every row whose width
 * is not that of the first one (0.1 ms a row: a minute for half a million rows under a title line),
 * and is three times slower on clean files; the tests use it as the oracle.
 *
 * Rows come out through `take()`. Blank rows are counted in `line` and left out. LF, CRLF and CR may
 * be mixed; a quote inside a cell is kept as it is. Failures are ImportFileError.
 */
export class CsvRowParser {
  readonly #limits: TabularLimits;
  readonly #first: number;
  readonly #second: number;
  readonly #quote: string;
  #rows: TabularRow[] = [];
  #text = '';
  #at = 0;
  #cell = '';
  #line = 0;
  #isEnd = false;
  #failure: ImportFileError | null = null;

  constructor(dialect: CsvDialect, limits: TabularLimits) {
    this.#limits = limits;
    this.#first = dialect.delimiter.charCodeAt(0);
    this.#second = (dialect.delimiter[1] ?? dialect.delimiter).charCodeAt(0);
    this.#quote = dialect.quote;
  }

  /** Splits a piece of text; a row that it does not finish waits for the next one. */
  push(piece: string): void {
    if (this.#failure || piece === '') return;
    this.#text = this.#text === '' ? piece : this.#text + piece;
    this.#split();
  }

  /** Splits what is left as the last row. */
  end(): void {
    if (this.#failure) return;
    this.#isEnd = true;
    this.#split();
  }

  /** The rows since the last call. Throws the failure when no row is left before it. */
  take(): TabularRow[] {
    const rows = this.#rows;
    this.#rows = [];
    if (rows.length === 0 && this.#failure) throw this.#failure;
    return rows;
  }

  get hasFailed(): boolean {
    return this.#failure !== null;
  }

  #split(): void {
    let start = 0;
    try {
      while (start < this.#text.length) {
        const next = this.#readRow(start);
        if (next === INCOMPLETE) break;
        start = next;
      }
      this.#text = this.#text.slice(start);
      if (this.#text.length > this.#limits.maxRowChars) {
        const params = { line: this.#line + 1, max: this.#limits.maxRowChars };
        throw new ImportFileError('rowTooLong', params);
      }
    } catch (error) {
      if (!(error instanceof ImportFileError)) throw error;
      this.#failure = error;
      this.#text = '';
    }
  }

  /** Reads one row from `start`; the position after it, or INCOMPLETE. */
  #readRow(start: number): number {
    const cells: string[] = [];
    this.#at = start;
    for (;;) {
      if (!this.#readCell()) return INCOMPLETE;
      cells.push(this.#cell);
      if (this.#at >= this.#text.length) return this.#finish(cells);
      const code = this.#text.charCodeAt(this.#at);
      this.#at += 1;
      if (code === LF) return this.#finish(cells);
      if (code !== CR) continue;
      // A CR that ends the piece may be the first half of a CRLF.
      if (this.#at >= this.#text.length && !this.#isEnd) return INCOMPLETE;
      if (this.#text.charCodeAt(this.#at) === LF) this.#at += 1;
      return this.#finish(cells);
    }
  }

  #finish(cells: string[]): number {
    this.#line += 1;
    const isBlank = cells.length === 1 && (cells[0] ?? '').trim() === '';
    if (!isBlank) {
      checkCells(cells, this.#line, this.#limits);
      this.#rows.push({ line: this.#line, cells });
    }
    return this.#at;
  }

  /** Reads one cell into `#cell` and stops on what ends it; false when it is not complete. */
  #readCell(): boolean {
    const start = this.#at;
    if (this.#quote !== '') {
      // ` "quoted after a space"` is common in files written by hand.
      let at = start;
      while (this.#text.charCodeAt(at) === SPACE) at += 1;
      if (this.#text[at] === this.#quote) return this.#readQuoted(at);
    }
    return this.#readPlain(start);
  }

  #readPlain(start: number): boolean {
    const end = this.#nextBreak(start);
    if (end >= this.#text.length && !this.#isEnd) return false;
    this.#cell = this.#text.slice(start, end);
    this.#at = end;
    return true;
  }

  #readQuoted(open: number): boolean {
    const { length } = this.#text;
    let value = '';
    let from = open + 1;
    for (;;) {
      const close = this.#text.indexOf(this.#quote, from);
      if (close < 0 && this.#isEnd) {
        throw new ImportFileError('quoteNotClosed', { line: this.#line + 1 });
      }
      if (close < 0 || (close + 1 >= length && !this.#isEnd)) return false;
      if (this.#text[close + 1] === this.#quote) {
        value += this.#text.slice(from, close + 1);
        from = close + 2;
        continue;
      }
      const after = this.#skipSpaces(close + 1);
      if (after >= length && !this.#isEnd) return false;
      if (this.#isBreak(after)) {
        this.#cell = value + this.#text.slice(from, close);
        this.#at = after;
        return true;
      }
      return this.#readStray(open, value, from, close);
    }
  }

  /** A quote amid a quoted cell: `"He said "hi""` ends at its last quote, `"Acme" Inc` is taken literally. */
  #readStray(open: number, value: string, from: number, stray: number): boolean {
    const lineEnd = this.#lineEnd(stray);
    if (lineEnd >= this.#text.length && !this.#isEnd) return false;
    let at = this.#text.indexOf(this.#quote, stray + 1);
    while (at >= 0 && at < lineEnd && !this.#isDelimiter(at - 1)) {
      if (this.#isBreak(this.#skipSpaces(at + 1))) {
        const rest = this.#text.slice(from, at).replaceAll(this.#quote.repeat(2), this.#quote);
        this.#cell = value + rest;
        this.#at = this.#skipSpaces(at + 1);
        return true;
      }
      at = this.#text.indexOf(this.#quote, at + 1);
    }
    return this.#readPlain(open);
  }

  #nextBreak(start: number): number {
    const text = this.#text;
    const first = this.#first;
    const second = this.#second;
    let at = start;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === first || code === LF || code === CR || code === second) break;
    }
    return at;
  }

  #lineEnd(start: number): number {
    let at = start;
    for (; at < this.#text.length; at += 1) {
      const code = this.#text.charCodeAt(at);
      if (code === LF || code === CR) break;
    }
    return at;
  }

  #skipSpaces(start: number): number {
    let at = start;
    while (this.#text.charCodeAt(at) === SPACE) at += 1;
    return at;
  }

  #isDelimiter(at: number): boolean {
    const code = this.#text.charCodeAt(at);
    return code === this.#first || code === this.#second;
  }

  #isBreak(at: number): boolean {
    if (at >= this.#text.length) return true;
    const code = this.#text.charCodeAt(at);
    return code === LF || code === CR || this.#isDelimiter(at);
  }
}

/** Throws ImportFileError `tooManyColumns` or `cellTooLong`; trailing empty cells do not count as columns. */
export function checkCells(cells: string[], line: number, limits: TabularLimits): void {
  if (cells.length > limits.maxColumns) {
    while (cells.length > 0 && (cells.at(-1) ?? '').trim() === '') cells.pop();
    if (cells.length > limits.maxColumns) {
      throw new ImportFileError('tooManyColumns', { line, max: limits.maxColumns });
    }
  }
  const max = limits.maxCellChars;
  const long = cells.findIndex((cell) => cell.length > max);
  if (long >= 0) throw new ImportFileError('cellTooLong', { line, column: long + 1, max });
}

/** Parses the start of a CSV; a last row cut by the end of `text` is left out unless `isWhole`. */
export function parseCsvHead(
  text: string,
  dialect: CsvDialect,
  limits: TabularLimits,
  isWhole: boolean,
): TabularRow[] {
  const parser = new CsvRowParser(dialect, limits);
  parser.push(text);
  if (isWhole) parser.end();
  // While several dialects are tried, a wrong one failing is an answer, not an error.
  try {
    return parser.take();
  } catch {
    return [];
  }
}
