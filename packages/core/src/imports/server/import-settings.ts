import type { CustomField } from '@socle/plugin-sdk';
import { AppError } from '@socle/plugin-sdk/primitives';
import type { Ctx } from '@socle/plugin-sdk/server';
import { CONTACT } from '../../contacts/contract';
import type { ContactInput } from '../../contacts/domain/contact-input';
import type { PlannedRow } from '../domain/chunk-plan';
import { type ContactBuilder, compileContactBuilder } from '../domain/contact-builder';
import { guessKind } from '../domain/contact-identity';
import type { RowIssue } from '../domain/contact-input';
import { customIssues, workspaceTarget } from '../domain/custom-target';
import type { ImportOptions } from '../domain/import-options';
import type { ColumnMapping } from '../domain/import-target';
import { lengthIssues, toContact } from '../domain/to-contact';
import type { TabularDetection, TabularRow } from '../reading/tabular';
import type { ImportRow } from './entities';

/** Everything a job needs to turn rows of the file into contacts, read once per run. */
export interface ImportSettings {
  importId: string;
  fileId: string;
  detection: TabularDetection;
  rowCount: number | null;
  mapping: readonly ColumnMapping[];
  options: ImportOptions;
  customFields: readonly CustomField[];
  /** Lower-case address → member of the workspace. */
  members: ReadonlyMap<string, string>;
  build: ContactBuilder;
}

/** A row of the file as it was understood. */
export interface ReadRow {
  line: number;
  cells: string[];
  /** Null when the row is refused. */
  row: PlannedRow | null;
  /** Why it is refused, or what was left out of it. */
  issues: RowIssue[];
}

/** Prepares a run of an import. */
export async function openSettings(ctx: Ctx, row: ImportRow): Promise<ImportSettings> {
  if (!row.detection) throw new AppError('conflict', 'core.import.screen.error.wrongState');
  const customFields = await ctx.customFields.list(CONTACT);
  const members = await ctx.query<{ email: string; id: string }>(
    'select lower(email) as email, user_id as id from socle_member where workspace_id = $1 and disabled_at is null',
    [ctx.workspace.id],
  );
  const { detection, mapping, options } = row;
  const sample = row.preview.map((line) => line.cells);
  const build = compileContactBuilder(
    mapping,
    {
      defaultCountry: options.defaultCountry,
      dateOrder: detection.dateOrder,
      isDateOrderSure: detection.isDateOrderSure || row.overrides.dateOrder !== undefined,
      defaultKind:
        options.defaultKind === 'auto' ? guessKind(mapping, sample) : options.defaultKind,
    },
    workspaceTarget(customFields),
  );
  return {
    importId: row.id,
    fileId: row.fileId,
    detection,
    rowCount: row.rowCount,
    mapping,
    options,
    customFields,
    members: new Map(members.map((member) => [member.email, member.id])),
    build,
  };
}

/** Understands a row. Pure: the same row always gives the same answer. */
export function readRow(settings: ImportSettings, { line, cells }: TabularRow): ReadRow {
  // The database holds no lone surrogate; one of them would refuse the whole chunk.
  const storable = cells.map((cell) => (cell.isWellFormed() ? cell : cell.toWellFormed()));
  const built = settings.build(storable);
  if (!built.ok) return { line, cells: storable, row: null, issues: [...built.errors] };
  const { value, warnings } = built;
  const tooLong = lengthIssues(value, settings.mapping);
  if (tooLong.length > 0) return { line, cells: storable, row: null, issues: tooLong };
  const ownerId = settings.members.get(value.ownerEmail?.toLowerCase() ?? '') ?? null;
  return {
    line,
    cells: storable,
    row: {
      line,
      facts: toContact(value, { ownerId, tags: settings.options.tags }),
      companyName: value.companyName,
      createdOn: value.createdAt,
      note: value.note,
    },
    issues: [...warnings],
  };
}

/** What the workspace's own fields refuse in a contact as it would be written. */
export const refuseContact =
  (settings: ImportSettings) =>
  (facts: ContactInput): RowIssue[] =>
    settings.customFields.length === 0
      ? []
      : customIssues(settings.customFields, facts.customFields);

/** A company known by its name only could not be saved where a field is required of every contact. */
export const mayAddEmployers = (settings: ImportSettings): boolean =>
  !settings.customFields.some((field) => field.isRequired);
