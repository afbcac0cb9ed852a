import { type Ctx, defineJob, type JobRun } from '@socle/plugin-sdk/server';
import {
  addCounts,
  addProblems,
  countedRows,
  type ImportCounts,
  NO_COUNTS,
  type RowProblem,
} from '../../domain/import-counts';
import { afterAct } from '../../domain/import-status';
import { ImportFileError } from '../../reading/import-file-error';
import { isFilledRow, readRows } from '../../reading/read-rows';
import { Import } from '../entities';
import { FileMemory } from '../file-memory';
import { type ImportSettings, openSettings, readRow } from '../import-settings';
import { planChunk } from '../plan-chunk';
import { CHUNK_ROWS } from './chunk-rows';
import { endImport, type ImportJobInput, openImport, refuseFile } from './import-state';

/** The dry run: counts what an import would do and finds its problems. Writes nothing but its result. */
export const checkJob = defineJob<ImportJobInput>({
  id: 'core.import.check',
  label: 'core.import.screen.job.check',
  maxAttempts: 3,
  async run(job) {
    const settings = await job.step(async (ctx) => {
      const row = await openImport(ctx, job, 'checking');
      return row && openSettings(ctx, row);
    });
    if (!settings) return undefined;
    try {
      const { counts, problems } = await checkRows(job, settings);
      await job.step(async (ctx) => {
        const row = await openImport(ctx, job, 'checking');
        if (!row) return;
        await ctx
          .repo(Import)
          .update(row, { status: afterAct(row.status, 'finish'), check: { counts, problems } });
      });
    } catch (error) {
      if (!(error instanceof ImportFileError)) throw error;
      await job.step((ctx) => refuseFile(ctx, job, error));
    }
    return undefined;
  },
  onEnd: endImport,
});

async function checkRows(
  job: JobRun<ImportJobInput>,
  settings: ImportSettings,
): Promise<{ counts: ImportCounts; problems: RowProblem[] }> {
  const path = await job.localPath(settings.fileId);
  const memory = new FileMemory(settings.options);
  let counts = NO_COUNTS;
  let problems: RowProblem[] = [];
  const reading = { chunkSize: CHUNK_ROWS, signal: job.signal };
  for await (const rows of readRows(path, settings.detection, reading)) {
    const read = rows.filter(isFilledRow).map((row) => readRow(settings, row));
    const chunk = await job.step((ctx: Ctx) =>
      planChunk(ctx, settings, read, { isLocking: false, memory }),
    );
    memory.keep(chunk);
    counts = addCounts(counts, chunk.counts);
    problems = addProblems(problems, chunk.problems);
    await job.progress({ done: countedRows(counts), total: settings.rowCount, counts });
  }
  return { counts, problems };
}
