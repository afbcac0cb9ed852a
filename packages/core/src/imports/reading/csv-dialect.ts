import { type CsvDialect, parseCsvHead } from './csv-reader.ts';
import type { TabularLimits, TabularRow } from './tabular.ts';

/** A dialect with the rows it gives on the sample, and whether the first row is a `sep=;` line. */
export interface DetectedDialect extends CsvDialect {
  rows: TabularRow[];
}

const CANDIDATES = [',', ';', '\t', '|'] as const;
const SAMPLE_CHARS = 64 * 1024;

/**
 * Finds the separator and the quote of a CSV by parsing its start with each candidate and keeping
 * the one whose rows agree best on their number of cells.
 */
export function detectDialect(
  head: string,
  isWhole: boolean,
  limits: TabularLimits,
  overrides: Partial<CsvDialect>,
): DetectedDialect {
  const text = head.slice(0, SAMPLE_CHARS);
  const isComplete = isWhole && text.length === head.length;
  const quote = overrides.quote ?? detectQuote(text);
  const tryOut = (delimiter: string): DetectedDialect => ({
    delimiter,
    quote,
    rows: parseCsvHead(text, { delimiter, quote }, limits, isComplete),
  });
  const announced = overrides.delimiter ?? separatorLine(text);
  if (announced) return tryOut(announced);
  const best = CANDIDATES.map(tryOut).reduce((a, b) => (score(b.rows) > score(a.rows) ? b : a));
  const mixed = mixedDelimiters(best);
  return mixed ? tryOut(mixed) : best;
}

/** The separator Excel announces in a first line `sep=;`, or null. */
export function separatorLine(text: string): string | null {
  return /^"?sep=([,;|\t])"?[ ]*(?:\r|\n|$)/i.exec(text)?.[1] ?? null;
}

function detectQuote(text: string): string {
  if (text.includes('"')) return '"';
  // 'a','b' is written by some database tools; an apostrophe inside a word is not a quote.
  const singles = text.match(/(?:^|[,;\t|\r\n])'[^'\r\n]*'(?=[,;\t|\r\n]|$)/g)?.length ?? 0;
  const lines = text.split(/\r\n|\r|\n/).length;
  return singles >= Math.max(2, lines) ? "'" : '"';
}

function score(rows: TabularRow[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.cells.length, (counts.get(row.cells.length) ?? 0) + 1);
  let best = 0;
  for (const [width, count] of counts) {
    if (width < 2) continue;
    const agreement = count / rows.length;
    best = Math.max(best, agreement * agreement * (1 + Math.log2(width)));
  }
  return best;
}

// Files glued from two exports hold rows separated by tabs and rows separated by commas.
function mixedDelimiters(best: DetectedDialect): string | null {
  const singles = best.rows.filter((row) => row.cells.length === 1);
  if (singles.length < best.rows.length * 0.2 || singles.length === best.rows.length) return null;
  for (const other of CANDIDATES) {
    if (other === best.delimiter || (other !== '\t' && best.delimiter !== '\t')) continue;
    const split = singles.filter((row) => (row.cells[0] ?? '').split(other).length >= 3);
    if (split.length === singles.length) return best.delimiter + other;
  }
  return null;
}
