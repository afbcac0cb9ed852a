import { type Ctx, newId, type StoredFile } from '@socle/plugin-sdk/server';
import { CONTACT } from '../../../contacts/contract';
import { manifest } from '../../../manifest';
import { type DetectionForm, overridesOf } from '../../domain/detection-form';
import { NO_COUNTS } from '../../domain/import-counts';
import { afterAct } from '../../domain/import-status';
import { Import } from '../entities';
import { readJob } from '../jobs/read-job';
import { lockImport } from './find-import';

/**
 * Registers an uploaded file as an import and has it read: a job finds out how it is written and maps
 * its columns. Returns the import's id.
 */
export async function uploadImport(ctx: Ctx, file: StoredFile): Promise<string> {
  ctx.require('core.contact.import');
  const id = newId();
  const { defaultCountry } = await ctx.settings(manifest);
  const country = defaultCountry.trim().toUpperCase();
  await ctx.repo(Import).insert({
    id,
    recordType: CONTACT,
    fileId: file.id,
    fileName: file.name,
    fileSize: file.size,
    status: 'reading',
    overrides: {},
    detection: null,
    headers: [],
    preview: [],
    rowCount: null,
    mapping: [],
    options: {
      matchKey: 'none',
      onMatch: 'update',
      defaultCountry: /^[A-Z]{2}$/.test(country) ? country : null,
      defaultKind: 'auto',
      tags: [],
    },
    check: null,
    counts: NO_COUNTS,
    problems: [],
    undo: null,
    error: null,
    jobId: await ctx.jobs.enqueue(readJob, { importId: id }),
    rejectedFileId: null,
    createdAt: ctx.now(),
    createdBy: ctx.actor.userId,
    startedAt: null,
    finishedAt: null,
  });
  return id;
}

/** Says how the file is to be read where the detection was wrong, and has it read and mapped again. */
export async function changeDetection(ctx: Ctx, id: string, form: DetectionForm): Promise<void> {
  const row = await lockImport(ctx, id);
  await ctx.repo(Import).update(row, {
    status: afterAct(row.status, 'reread'),
    overrides: overridesOf(form, row.detection, row.overrides),
    error: null,
    jobId: await ctx.jobs.enqueue(readJob, { importId: id }),
  });
}
