import { Buffer } from 'node:buffer';
import { type Ctx, defineJob, type JobRun, type StoredBlob } from '@socle/plugin-sdk/server';
import { type RejectedRow, rejectedCsv } from '../../domain/csv-writer';
import {
  addCounts,
  addProblems,
  countedRows,
  type ImportCounts,
  NO_COUNTS,
} from '../../domain/import-counts';
import { afterAct } from '../../domain/import-status';
import { ImportFileError } from '../../reading/import-file-error';
import { isFilledRow, readRows } from '../../reading/read-rows';
import type { TabularRow } from '../../reading/tabular';
import { Import, ImportRejection, type StoredError } from '../entities';
import { type ImportSettings, openSettings, readRow } from '../import-settings';
import { planChunk } from '../plan-chunk';
import { storeChunk } from '../store-chunk';
import { CHUNK_ROWS } from './chunk-rows';
import { endImport, type ImportJobInput, openImport } from './import-state';
import { readRejections } from './rejections';

/** Where a run stands: everything before `nextLine` is committed. */
type RunState = { nextLine: number; counts: ImportCounts };

type ImportRun = JobRun<ImportJobInput, RunState>;

/**
 * The import itself. Each chunk is one transaction that also saves where the job stands: a process that
 * dies at any point leaves whole chunks, and the next run goes on after the last of them.
 */
export const runImportJob = defineJob<ImportJobInput, RunState>({
  id: 'core.import.run',
  label: 'core.import.screen.job.run',
  maxAttempts: 5,
  async run(job) {
    const settings = await job.step(async (ctx) => {
      const row = await openImport(ctx, job, 'running');
      return row && openSettings(ctx, row);
    });
    if (!settings) return undefined;
    let error: StoredError | null = null;
    try {
      await storeRows(job, settings);
    } catch (cause) {
      if (!(cause instanceof ImportFileError)) throw cause;
      error = { code: cause.code, params: { ...cause.params } };
    }
    const rejected = await storeRejected(job, settings);
    await job.step((ctx) => finish(ctx, job, rejected, error));
    return undefined;
  },
  onEnd: endImport,
});

async function storeRows(job: ImportRun, settings: ImportSettings): Promise<void> {
  const path = await job.localPath(settings.fileId);
  const reading = {
    from: job.state?.nextLine ?? 0,
    chunkSize: CHUNK_ROWS,
    signal: job.signal,
  };
  for await (const rows of readRows(path, settings.detection, reading))
    await storeRowsOf(job, settings, rows);
}

async function storeRowsOf(
  job: ImportRun,
  settings: ImportSettings,
  rows: readonly TabularRow[],
): Promise<void> {
  const read = rows.filter(isFilledRow).map((row) => readRow(settings, row));
  const nextLine = (rows.at(-1)?.line ?? 0) + 1;
  await job.step(async (ctx, save) => {
    // Two imports of one workspace take turns, chunk by chunk: each sees what the other has added.
    await ctx.query(`select pg_advisory_xact_lock(hashtextextended('core_import ' || $1, 0))`, [
      ctx.workspace.id,
    ]);
    const row = await openImport(ctx, job, 'running');
    if (!row) return;
    const chunk = await planChunk(ctx, settings, read, { isLocking: true });
    await storeChunk(ctx, row.id, chunk.contacts, chunk.known);
    await ctx.repo(ImportRejection).insertMany(
      chunk.rejected.map(({ line, cells, issues }) => ({
        importId: row.id,
        line,
        cells,
        issues,
      })),
    );
    const counts = addCounts(job.state?.counts ?? NO_COUNTS, chunk.counts);
    await ctx
      .repo(Import)
      .update(row, { counts, problems: addProblems(row.problems, chunk.problems) });
    save({ nextLine, counts }, { done: countedRows(counts), total: row.rowCount, counts });
  });
}

/** The rejected rows as a file; null when every row was taken. */
async function storeRejected(
  job: ImportRun,
  { importId }: ImportSettings,
): Promise<{ blob: StoredBlob; name: string } | null> {
  const opened = await job.step(async (ctx) => {
    const row = await ctx.repo(Import).get({ id: importId });
    const base = row.fileName.replace(/\.[^.]*$/, '');
    return {
      headers: row.headers,
      hasAny: row.counts.rejected > 0,
      locale: ctx.locale,
      reason: ctx.t('core.import.rejected.reason'),
      name: ctx.t('core.import.screen.rejectedFile', { name: base }),
    };
  });
  if (!opened.hasAny) return null;
  const lines = rejectedCsv(
    opened.headers,
    rejectedRows(job, importId),
    opened.reason,
    opened.locale,
  );
  return { blob: await job.store(encoded(lines)), name: opened.name };
}

async function* rejectedRows(job: ImportRun, importId: string): AsyncGenerator<RejectedRow> {
  for (let after = 0; ; ) {
    const page = await job.step((ctx) => readRejections(ctx, importId, after));
    yield* page.rows;
    if (page.last === null) return;
    after = page.last;
  }
}

async function* encoded(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const line of lines) yield Buffer.from(line, 'utf8');
}

async function finish(
  ctx: Ctx,
  job: ImportRun,
  rejected: { blob: StoredBlob; name: string } | null,
  error: StoredError | null,
): Promise<void> {
  const row = await openImport(ctx, job, 'running');
  if (!row) return;
  const file = rejected
    ? await ctx.files.add(rejected.blob, { name: rejected.name, contentType: 'text/csv' })
    : null;
  await ctx.repo(ImportRejection).remove({ importId: row.id });
  await ctx.repo(Import).update(row, {
    status: afterAct(row.status, error ? 'fail' : 'finish'),
    rejectedFileId: file?.id ?? null,
    error,
    finishedAt: ctx.now(),
  });
}
