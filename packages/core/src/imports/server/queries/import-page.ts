import type { Ctx, JobView } from '@socle/plugin-sdk/server';
import { CONTACT } from '../../../contacts/contract';
import { contactFormOptions } from '../../../contacts/server/queries/contact-page';
import { workspaceTarget } from '../../domain/custom-target';
import { detectionValues, ENCODINGS, HEADER_CHOICES } from '../../domain/detection-form';
import { isBusy } from '../../domain/import-status';
import { targetGroups } from '../../domain/target-groups';
import type { ImportRow } from '../entities';
import { findImport } from '../use-cases/find-import';

const SHOWN_KEPT = 50;

/** Everything the page of one import shows. Throws notFound. */
export async function importPage(ctx: Ctx, id: string) {
  const row = await findImport(ctx, id);
  const job = row.jobId ? await ctx.jobs.get(row.jobId) : null;
  return {
    import: shown(row),
    job: job && jobShown(job),
    isBusy: isBusy(row.status),
    reading: reading(row),
    groups: targetGroups(workspaceTarget(await ctx.customFields.list(CONTACT)), row.mapping),
    countries: countries(ctx.locale),
    tags: (await contactFormOptions(ctx)).tags,
    kept: row.undo?.kept ? await keptContacts(ctx, id) : [],
    canResume:
      row.status === 'failed' && job?.status === 'failed' && job.name === 'core.import.run',
  };
}

export type ImportPage = Awaited<ReturnType<typeof importPage>>;

function shown(row: ImportRow) {
  const { workspaceId: _, recordType: _type, fileId: _file, createdBy: _by, ...rest } = row;
  return rest;
}

function reading(row: ImportRow) {
  const values = detectionValues(row.detection);
  return {
    values,
    encodings: [...new Set([...ENCODINGS, values.encoding])].filter((name) => name !== ''),
    isDateOrderSure: (row.detection?.isDateOrderSure ?? true) || !hasDates(row),
    headerChoices: Math.max(HEADER_CHOICES, (row.detection?.headerRow ?? 0) + 1),
  };
}

// Days and months are only in doubt where the file holds dates written with both as numbers.
const hasDates = ({ preview }: ImportRow): boolean =>
  preview.some(({ cells }) => cells.some((cell) => /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}/.test(cell)));

const jobShown = ({ id, status, progress, error, isCancelRequested }: JobView) => ({
  id,
  status,
  progress,
  error,
  isCancelRequested,
});

/** Contacts an undo has left, because somebody else has changed them since. */
async function keptContacts(ctx: Ctx, importId: string): Promise<{ id: string; name: string }[]> {
  return ctx.query(
    `select distinct c.id, c.name from core_import_change ch
     join core_contact c on c.workspace_id = ch.workspace_id and c.id = ch.contact_id
     where ch.workspace_id = $1 and ch.import_id = $2 and ch.undo = 'kept' order by c.name, c.id limit ${SHOWN_KEPT}`,
    [ctx.workspace.id, importId],
  );
}

const REGIONS =
  'FR BE CH LU MC DE ES IT PT NL GB IE AT PL CZ SK HU RO BG GR SE DK FI NO IS EE LV LT SI HR MT CY US CA MA DZ TN SN CI CM GP MQ GF RE YT NC PF BR MX JP CN IN AU NZ ZA AE TR UA RU'.split(
    ' ',
  );

function countries(locale: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([locale], { type: 'region' });
  const compare = new Intl.Collator(locale).compare;
  return REGIONS.map((value) => ({ value, label: names.of(value) ?? value })).sort((a, b) =>
    compare(a.label, b.label),
  );
}
