import { AppError } from '@socle/plugin-sdk/primitives';
import { type Ctx, defineJob, type JobRun } from '@socle/plugin-sdk/server';
import { CONTACT } from '../../../contacts/contract';
import { isHeaderOf, mapColumns } from '../../domain/column-mapper';
import { workspaceTarget } from '../../domain/custom-target';
import { suggestMatchKey } from '../../domain/import-options';
import { afterAct } from '../../domain/import-status';
import type { ImportTarget } from '../../domain/import-target';
import { detectTabular } from '../../reading/detect-tabular';
import { ImportFileError } from '../../reading/import-file-error';
import { isFilledRow, readPreview, readRows } from '../../reading/read-rows';
import type { TabularDetection, TabularRow } from '../../reading/tabular';
import { Import, type ImportRow } from '../entities';
import { endImport, openImport, refuseFile } from './import-state';

const SAMPLE_ROWS = 100;
const PREVIEW_ROWS = 20;
const PREVIEW_CHARS = 300;

interface ReadFile {
  detection: TabularDetection;
  headers: string[];
  sample: TabularRow[];
  rowCount: number;
}

/** Reads a file for its screens: how it is written, its columns, its first rows, how many there are. */
export const readJob = defineJob<{ importId: string }>({
  id: 'core.import.read',
  label: 'core.import.screen.job.read',
  maxAttempts: 3,
  async run(job) {
    const opened = await job.step(async (ctx) => {
      const row = await openImport(ctx, job, 'reading');
      return row && { row, target: workspaceTarget(await ctx.customFields.list(CONTACT)) };
    });
    if (!opened) return undefined;
    const { row, target } = opened;
    try {
      const file = await readFile(job, row, target);
      await job.step((ctx) => acceptFile(ctx, job, file, target));
    } catch (error) {
      if (!(error instanceof ImportFileError)) throw error;
      await job.step((ctx) => refuseFile(ctx, job, error));
    }
    return undefined;
  },
  onEnd: endImport,
});

async function readFile(
  job: JobRun<{ importId: string }>,
  row: ImportRow,
  target: ImportTarget,
): Promise<ReadFile> {
  const path = await job.localPath(row.fileId);
  const detection = await detectTabular(path, row.fileName, {
    overrides: row.overrides,
    isKnownHeader: isHeaderOf(target),
  });
  const { headers, rows: first } = await readPreview(path, detection, SAMPLE_ROWS);
  const sample = first.filter(isFilledRow);
  let rowCount = 0;
  // To the end: a quote that is never closed is better told now than halfway through the import.
  for await (const rows of readRows(path, detection, { signal: job.signal })) {
    rowCount += rows.filter(isFilledRow).length;
    await job.progress({ done: rowCount, total: null });
  }
  if (rowCount === 0) throw new ImportFileError('noRows');
  return { detection, headers, sample, rowCount };
}

async function acceptFile(
  ctx: Ctx,
  job: JobRun<{ importId: string }>,
  { detection, headers, sample, rowCount }: ReadFile,
  target: ImportTarget,
): Promise<void> {
  const row = await openImport(ctx, job, 'reading');
  if (!row) throw new AppError('conflict', 'core.import.screen.error.wrongState');
  const cells = sample.map((line) => line.cells);
  const mapping = mapColumns(headers, cells, target);
  await ctx.repo(Import).update(row, {
    status: afterAct(row.status, 'accept'),
    detection,
    headers: headers.map(storable),
    preview: sample
      .slice(0, PREVIEW_ROWS)
      .map(({ line, cells: values }) => ({ line, cells: values.map(storable) })),
    mapping: mapping.map((entry) => ({ ...entry, header: storable(entry.header) })),
    options: { ...row.options, matchKey: suggestMatchKey(mapping) },
    rowCount,
    check: null,
    error: null,
  });
}

const storable = (text: string): string => text.slice(0, PREVIEW_CHARS).toWellFormed();
