import type { Ctx } from '@socle/plugin-sdk/server';
import { ChunkPlan, type PlannedContact, type PlannedRow } from '../domain/chunk-plan';
import { type ImportCounts, NO_COUNTS, type RowProblem } from '../domain/import-counts';
import { type FoundContacts, findKnown } from './find-known';
import {
  type ImportSettings,
  mayAddEmployers,
  type ReadRow,
  refuseContact,
} from './import-settings';

/** A chunk with what is to become of it. */
export interface PlannedChunk {
  contacts: readonly PlannedContact[];
  known: FoundContacts;
  counts: ImportCounts;
  rejected: ReadRow[];
  problems: RowProblem[];
}

/** Contacts that are planned but not stored. */
export interface PlanMemory {
  /** Adds the companies of earlier chunks to the stored ones. */
  addCompanies(rows: readonly PlannedRow[], known: FoundContacts): void;
  /** What a row about a contact of an earlier chunk does; null when it is about none. */
  recall(row: PlannedRow): 'updated' | 'unchanged' | 'skipped' | null;
}

interface PlanOptions {
  isLocking: boolean;
  /** What earlier chunks of a dry run would have made. */
  memory?: PlanMemory;
}

/** Looks up what a chunk is about and decides row after row. */
export async function planChunk(
  ctx: Ctx,
  settings: ImportSettings,
  rows: readonly ReadRow[],
  { isLocking, memory }: PlanOptions,
): Promise<PlannedChunk> {
  const { importId, options } = settings;
  const readable = rows.flatMap(({ row }) => row ?? []);
  const known = await findKnown(ctx, readable, { importId, options, isLocking });
  memory?.addCompanies(readable, known);
  const plan = new ChunkPlan(options, known, mayAddEmployers(settings));
  const refuse = refuseContact(settings);
  const chunk: PlannedChunk = {
    contacts: plan.contacts,
    known,
    counts: { ...NO_COUNTS },
    rejected: [],
    problems: [],
  };
  for (const read of rows) {
    const outcome = read.row
      ? (memory?.recall(read.row) ?? plan.add(read.row, refuse))
      : read.issues;
    count(chunk, read, outcome);
  }
  chunk.counts.companies = plan.contacts.filter(
    (contact) => contact.id === null && contact.isEmployer,
  ).length;
  return chunk;
}

function count(chunk: PlannedChunk, read: ReadRow, outcome: ReturnType<ChunkPlan['add']>): void {
  const { line, issues } = read;
  if (typeof outcome !== 'string') {
    chunk.counts.rejected += 1;
    chunk.rejected.push({ ...read, issues: outcome });
    chunk.problems.push({ line, isRejected: true, issues: outcome });
    return;
  }
  chunk.counts[outcome] += 1;
  if (issues.length === 0) return;
  chunk.counts.warned += 1;
  chunk.problems.push({ line, isRejected: false, issues });
}
