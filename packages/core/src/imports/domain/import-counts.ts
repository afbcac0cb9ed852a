import type { RowIssue } from './contact-input.ts';

/** What became of the rows. `companies` counts employers made on the way; they have no row of their own. */
export type ImportCounts = {
  created: number;
  updated: number;
  /** Rows whose contact already said the same. */
  unchanged: number;
  skipped: number;
  rejected: number;
  companies: number;
  /** Rows taken although something in them was left out. */
  warned: number;
};

export const NO_COUNTS: ImportCounts = {
  created: 0,
  updated: 0,
  unchanged: 0,
  skipped: 0,
  rejected: 0,
  companies: 0,
  warned: 0,
};

/** Rows counted so far. */
export const countedRows = (counts: ImportCounts): number =>
  counts.created + counts.updated + counts.unchanged + counts.skipped + counts.rejected;

export function addCounts(a: ImportCounts, b: ImportCounts): ImportCounts {
  return {
    created: a.created + b.created,
    updated: a.updated + b.updated,
    unchanged: a.unchanged + b.unchanged,
    skipped: a.skipped + b.skipped,
    rejected: a.rejected + b.rejected,
    companies: a.companies + b.companies,
    warned: a.warned + b.warned,
  };
}

/** A row worth a look, as the screens list it. */
export type RowProblem = {
  line: number;
  isRejected: boolean;
  issues: RowIssue[];
};

/** How many problems of each kind the screens list; the file of rejected rows holds them all. */
export const SHOWN_PROBLEMS = 50;

/** Adds problems up to the number shown, rejected rows and mere warnings apart. */
export function addProblems(
  known: readonly RowProblem[],
  more: readonly RowProblem[],
): RowProblem[] {
  const kept = [...known];
  for (const isRejected of [true, false]) {
    const free = SHOWN_PROBLEMS - known.filter((row) => row.isRejected === isRejected).length;
    kept.push(...more.filter((row) => row.isRejected === isRejected).slice(0, Math.max(0, free)));
  }
  return kept.sort((a, b) => Number(b.isRejected) - Number(a.isRejected) || a.line - b.line);
}
