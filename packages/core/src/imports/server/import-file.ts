import { createReadStream } from 'node:fs';
import path from 'node:path';
import { AppError } from '@socle/plugin-sdk/primitives';
import type { Ctx, JobProgress, JobView, MemberSession } from '@socle/plugin-sdk/server';
import type { ImportCounts } from '../domain/import-counts';
import type { MatchKey, MatchPolicy } from '../domain/import-options';
import { ImportFileError, type ImportFileErrorCode } from '../reading/import-file-error';
import type { ImportRow } from './entities';
import { findImport } from './use-cases/find-import';
import { saveMapping } from './use-cases/save-mapping';
import { startDryRun, startImport } from './use-cases/start-import';
import { uploadImport } from './use-cases/upload-import';

export interface ImportFileOptions {
  path: string;
  /** Column name → field, or null to leave it out; other columns are mapped automatically. */
  mapping?: Readonly<Record<string, string | null>>;
  matchKey?: MatchKey;
  onMatch?: MatchPolicy;
  /** Counts and checks without writing any contact. */
  dryRun?: boolean;
  onProgress?: (progress: JobProgress) => void;
}

export interface ImportFileResult {
  importId: string;
  counts: ImportCounts;
  /** File of the rejected rows, null when every row was taken. */
  rejectedFileId: string | null;
  /** The first rows refused or read with a warning, with message keys. */
  problems: ImportRow['problems'];
}

/**
 * Imports a file to the end, through the same use-cases and jobs as the screens. Throws ImportFileError
 * when the file cannot be read, AppError when the member may not import or the mapping is wrong.
 */
export async function importFile(
  member: MemberSession,
  options: ImportFileOptions,
): Promise<ImportFileResult> {
  const blob = await member.store(openFile(options.path));
  const id = await member.run(async (ctx) => {
    const name = path.basename(options.path);
    const file = await ctx.files.add(blob, { name, contentType: 'application/octet-stream' });
    return uploadImport(ctx, file);
  });
  await finishJob(member, id, options);
  await member.run((ctx) => saveChoices(ctx, id, options));
  await member.run((ctx) => (options.dryRun ? startDryRun(ctx, id) : startImport(ctx, id)));
  const row = await finishJob(member, id, options);
  return options.dryRun && row.check
    ? { importId: id, ...row.check, rejectedFileId: null }
    : {
        importId: id,
        counts: row.counts,
        problems: row.problems,
        rejectedFileId: row.rejectedFileId,
      };
}

async function* openFile(file: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(file)) yield chunk as Uint8Array;
  } catch (error) {
    throw new ImportFileError('notFound', {}, error);
  }
}

async function saveChoices(ctx: Ctx, id: string, options: ImportFileOptions): Promise<void> {
  const row = await findImport(ctx, id);
  const { mapping = {}, matchKey, onMatch } = options;
  const chosen = row.mapping.filter((entry) => entry.header in mapping);
  await saveMapping(ctx, id, {
    columns: Object.fromEntries(
      chosen.map((entry) => [entry.column, columnValue(mapping[entry.header] ?? null)]),
    ),
    options: {
      ...row.options,
      matchKey: matchKey ?? row.options.matchKey,
      onMatch: onMatch ?? row.options.onMatch,
    },
  });
}

const columnValue = (field: string | null): string =>
  field === null || field.includes('|') ? (field ?? '') : `${field}||1`;

async function finishJob(
  member: MemberSession,
  importId: string,
  options: ImportFileOptions,
): Promise<ImportRow> {
  const { jobId } = await member.run((ctx) => findImport(ctx, importId));
  if (!jobId) throw new AppError('conflict', 'core.import.screen.error.wrongState');
  const job = await member.finishJob(jobId, options.onProgress);
  return outcome(member, importId, job);
}

async function outcome(member: MemberSession, importId: string, job: JobView): Promise<ImportRow> {
  const row = await member.run((ctx) => findImport(ctx, importId));
  if (row.error) throw fileError(row.error);
  if (job.status === 'failed')
    throw new AppError('conflict', job.error?.code ?? 'error.unknown', job.error?.params);
  if (job.status === 'cancelled')
    throw new AppError('conflict', 'core.import.screen.error.stopped');
  return row;
}

function fileError({ code, params }: NonNullable<ImportRow['error']>): ImportFileError {
  return new ImportFileError(
    code.slice('core.import.error.'.length) as ImportFileErrorCode,
    params,
  );
}
