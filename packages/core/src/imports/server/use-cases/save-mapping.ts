import { type FieldError, invalid } from '@socle/plugin-sdk/primitives';
import type { Ctx } from '@socle/plugin-sdk/server';
import { CONTACT } from '../../../contacts/contract';
import { workspaceTarget } from '../../domain/custom-target';
import type { ImportOptions } from '../../domain/import-options';
import { afterAct } from '../../domain/import-status';
import {
  type ColumnMapping,
  type ImportField,
  type ImportTarget,
  manualMapping,
} from '../../domain/import-target';
import { parseTargetValue, targetValue } from '../../domain/target-value';
import { Import, type ImportRow } from '../entities';
import { lockImport } from './find-import';

/** What is to be done with the file: columns by their place in it, then the other choices. */
export interface PlanInput {
  /** 0-based column → what it feeds, as `targetValue` writes it; columns left out keep what they have. */
  columns: Readonly<Record<number, string>>;
  options: ImportOptions;
}

/** Saves the mapping and the options. Throws invalid naming the column when two feed one field. */
export async function saveMapping(ctx: Ctx, id: string, input: PlanInput): Promise<void> {
  const row = await lockImport(ctx, id);
  const target = workspaceTarget(await ctx.customFields.list(CONTACT));
  const mapping = row.mapping.map((entry) => chosen(entry, input.columns[entry.column], target));
  const errors = [...clashes(mapping, target), ...namelessness(mapping, row)];
  if (errors.length > 0) throw invalid(errors);
  await ctx.repo(Import).update(row, {
    status: afterAct(row.status, 'edit'),
    mapping,
    options: input.options,
    check: null,
  });
}

function chosen(
  entry: ColumnMapping,
  value: string | undefined,
  target: ImportTarget,
): ColumnMapping {
  if (value === undefined || value === targetValue(entry)) return entry;
  const wanted = parseTargetValue(value);
  const isKnown = target.fields.some((field) => field.key === wanted?.fieldKey);
  if (value !== '' && !isKnown)
    throw invalid([{ field: `columns.${entry.column}`, code: 'error.wrong' }]);
  return {
    ...manualMapping(entry.column, entry.header, wanted?.fieldKey ?? null, wanted?.place ?? null),
    slot: wanted?.slot ?? 1,
  };
}

function clashes(mapping: readonly ColumnMapping[], target: ImportTarget): FieldError[] {
  const fields = new Map<string, ImportField>(target.fields.map((field) => [field.key, field]));
  const seen = new Map<string, ColumnMapping>();
  const errors: FieldError[] = [];
  for (const entry of mapping) {
    const field = fields.get(entry.fieldKey ?? '');
    if (!field || field.multiple) continue;
    const first = seen.get(targetValue(entry));
    if (!first) seen.set(targetValue(entry), entry);
    else
      errors.push({
        field: `columns.${entry.column}`,
        code: 'core.import.screen.error.sameField',
        params: { column: entry.header, other: first.header },
      });
  }
  return errors;
}

const NAMING = ['firstName', 'lastName', 'name', 'companyName', 'email'];

function namelessness(mapping: readonly ColumnMapping[], row: ImportRow): FieldError[] {
  const isNamed = mapping.some((entry) => NAMING.includes(entry.fieldKey ?? ''));
  return isNamed || row.mapping.length === 0
    ? []
    : [{ field: 'columns.0', code: 'core.import.screen.error.noName' }];
}
