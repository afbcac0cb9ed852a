import type { Ctx, JobRun } from '@socle/plugin-sdk/server';
import { afterAct, canAct, type ImportStatus } from '../../domain/import-status';
import type { ImportFileError } from '../../reading/import-file-error';
import { Import, ImportRejection, type ImportRow } from '../entities';

/** What every job of an import is given. */
export type ImportJobInput = { importId: string };

/** The job's import, locked; null when it is no longer this job's turn, or the import is gone. */
export async function openImport(
  ctx: Ctx,
  job: Pick<JobRun<ImportJobInput>, 'jobId' | 'input'>,
  status: ImportStatus,
): Promise<ImportRow | null> {
  ctx.require('core.contact.import');
  const row = await ctx.repo(Import).lock({ id: job.input.importId });
  return row.status === status && row.jobId === job.jobId ? row : null;
}

/** The file cannot be read as it is: says why, and lets the user say how to read it. */
export async function refuseFile(
  ctx: Ctx,
  job: Pick<JobRun<ImportJobInput>, 'jobId' | 'input'>,
  error: ImportFileError,
): Promise<void> {
  const row = await ctx.repo(Import).lock({ id: job.input.importId });
  if (row.jobId !== job.jobId || !canAct(row.status, 'refuse')) return;
  await ctx.repo(Import).update(row, {
    status: afterAct(row.status, 'refuse'),
    error: { code: error.code, params: { ...error.params } },
  });
}

const REFUSED = {
  cancelled: 'core.import.screen.error.stopped',
  failed: 'core.import.error.unreadable',
} as const;

/** Brings the import to a state its user can go on from once its job was cancelled or gave up. */
export async function endImport(
  ctx: Ctx,
  { importId }: ImportJobInput,
  outcome: 'cancelled' | 'failed',
  jobId: string,
): Promise<void> {
  const row = await ctx.repo(Import).findOne({ id: importId });
  const act = outcome === 'cancelled' ? 'stop' : 'fail';
  if (row?.jobId !== jobId || !canAct(row.status, act)) return;
  const status = afterAct(row.status, act);
  await ctx.repo(Import).update(row, {
    status,
    finishedAt: ctx.now(),
    ...(status === 'refused' ? { error: { code: REFUSED[outcome], params: {} } } : {}),
  });
  if (status === 'cancelled') await ctx.repo(ImportRejection).remove({ importId });
}
