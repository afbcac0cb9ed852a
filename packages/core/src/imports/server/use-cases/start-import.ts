import { AppError } from '@socle/plugin-sdk/primitives';
import type { Ctx } from '@socle/plugin-sdk/server';
import { NO_COUNTS } from '../../domain/import-counts';
import { afterAct, canAct } from '../../domain/import-status';
import { Import, type ImportRow } from '../entities';
import { checkJob } from '../jobs/check-job';
import { runImportJob } from '../jobs/run-job';
import { undoJob } from '../jobs/undo-job';
import { findImport, lockImport } from './find-import';

// Each act asked for again while it is at work changes nothing: a double click ends like a single one.

/** Has the whole file gone through without writing any contact: counts and problems. */
export async function startDryRun(ctx: Ctx, id: string): Promise<void> {
  const row = await lockImport(ctx, id);
  if (row.status === 'checking') return;
  await ctx.repo(Import).update(row, {
    status: afterAct(row.status, 'check'),
    check: null,
    jobId: await ctx.jobs.enqueue(checkJob, { importId: id }),
  });
}

/** Starts the import. Who starts it must be allowed to create and to change contacts. */
export async function startImport(ctx: Ctx, id: string): Promise<void> {
  const row = await lockImport(ctx, id);
  if (row.status === 'running') return;
  requireReach(ctx, row);
  await ctx.repo(Import).update(row, {
    status: afterAct(row.status, 'start'),
    counts: NO_COUNTS,
    problems: [],
    error: null,
    startedAt: ctx.now(),
    jobId: await ctx.jobs.enqueue(runImportJob, { importId: id }),
  });
}

// Rows that match a contact out of reach would stop a file half-way: that is said before it begins.
function requireReach(ctx: Ctx, row: ImportRow): void {
  ctx.require('core.contact.create');
  ctx.require('core.contact.update');
  const givesAway = row.mapping.some(({ fieldKey }) => fieldKey === 'ownerEmail');
  if (givesAway && ctx.scope('core.contact.create') !== 'all')
    throw new AppError('forbidden', 'core.import.screen.error.ownOnly');
  if (row.options.matchKey !== 'none' && ctx.scope('core.contact.update') !== 'all')
    throw new AppError('forbidden', 'core.import.screen.error.noMatching');
}

/** Goes on with an import that failed halfway, after the last row that was saved. */
export async function resumeImport(ctx: Ctx, id: string): Promise<void> {
  const row = await lockImport(ctx, id);
  const job = row.jobId ? await ctx.jobs.get(row.jobId) : null;
  if (job?.name !== runImportJob.id || job.status !== 'failed')
    throw new AppError('conflict', 'core.import.screen.error.wrongState');
  await ctx.repo(Import).update(row, { status: afterAct(row.status, 'resume'), error: null });
  await ctx.jobs.retry(job.id);
}

/** Stops the job at work. What it has saved stays, and can be undone. */
export async function cancelImport(ctx: Ctx, id: string): Promise<void> {
  // Not locked: a step of the job holds its job, then the import; the other way round would be a deadlock.
  const row = await findImport(ctx, id);
  if (!row.jobId || !canAct(row.status, 'stop') || row.status === 'undoing')
    throw new AppError('conflict', 'core.import.screen.error.wrongState');
  await ctx.jobs.cancel(row.jobId);
}

/**
 * Takes an import back: contacts it created go, contacts it changed become what they were. Those that
 * others have changed since are left and listed.
 */
export async function undoImport(ctx: Ctx, id: string): Promise<void> {
  const row = await lockImport(ctx, id);
  if (row.status === 'undoing') return;
  ctx.require('core.contact.create');
  ctx.require('core.contact.update');
  await ctx.repo(Import).update(row, {
    status: afterAct(row.status, 'undo'),
    error: null,
    jobId: await ctx.jobs.enqueue(undoJob, { importId: id }),
  });
}
