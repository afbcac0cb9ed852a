import type { CustomField, RecordField, RecordRow } from '@socle/plugin-sdk';
import type { RegisteredRecord } from '@socle/plugin-sdk/kernel';
import { type ErrorParams, moneyToDecimalString } from '@socle/plugin-sdk/primitives';
import { type Ctx, memberNames } from '@socle/plugin-sdk/server';

/** A column of the file: a field of the record type, or one of the workspace's own. */
export interface ExportColumn {
  header: string;
  field: Pick<RecordField, 'type' | 'to' | 'options'>;
  value(row: RecordRow): unknown;
}

/** The columns the caller may see, in the order of the manifest, then the workspace's own. */
export async function exportColumns(
  ctx: Ctx,
  record: RegisteredRecord,
  t: (key: string, params?: ErrorParams) => string,
): Promise<ExportColumn[]> {
  const own: readonly CustomField[] = record.customFields
    ? await ctx.customFields.list(record.type)
    : [];
  const isShown = (name: string): boolean => ctx.fieldRule(record.type, name) !== 'hidden';
  return [
    { header: 'ID', field: { type: 'text' }, value: (row) => row.id },
    ...Object.entries(record.fields)
      .filter(([name]) => isShown(name))
      .map(([name, field]) => ({
        header: t(field.label),
        field,
        value: (row: RecordRow) => row[name],
      })),
    ...own
      .filter(({ key }) => isShown(`customFields.${key}`))
      .map(({ key, label, type }) => ({
        header: label,
        field: { type },
        value: (row: RecordRow) => row.customFields[key],
      })),
    { header: t('ui.createdAt'), field: { type: 'instant' }, value: (row) => row.createdAt },
    { header: t('ui.updatedAt'), field: { type: 'instant' }, value: (row) => row.updatedAt },
  ];
}

/** The rows as cells: names instead of ids, figures as the reader's spreadsheet takes them. */
export async function exportCells(
  ctx: Ctx,
  columns: readonly ExportColumn[],
  rows: readonly RecordRow[],
): Promise<string[][]> {
  const ofType = (type: RecordField['type']): ExportColumn[] =>
    columns.filter(({ field }) => field.type === type);
  const members = await memberNames(
    ctx,
    ofType('user').flatMap(({ value }) => rows.map((row) => value(row) as string | null)),
  );
  const titles = await ctx.records.titles(
    ofType('reference').flatMap(({ field, value }) =>
      rows.flatMap((row) =>
        field.to && value(row) ? [{ type: field.to, id: String(value(row)) }] : [],
      ),
    ),
  );
  const cell = ({ field, value }: ExportColumn, row: RecordRow): string => {
    const given = value(row);
    if (given === null || given === undefined || given === '') return '';
    const text = String(given);
    switch (field.type) {
      case 'user':
        return members.get(text) ?? '';
      case 'reference':
        return titles.get(`${field.to} ${text}`) ?? '';
      case 'money':
        return figure(ctx, amount(text, String(row.currency ?? ctx.workspace.currency)));
      case 'number':
        return figure(ctx, text);
      case 'instant':
        return localTime(new Date(given as string | Date), ctx.timeZone);
      case 'boolean':
        return ctx.t(given === true ? 'ui.yes' : 'ui.no');
      default:
        return words(ctx, field, given);
    }
  };
  return rows.map((row) => columns.map((column) => cell(column, row)));
}

const amount = (minor: string, currency: string): string =>
  /^-?\d+$/.test(minor) ? moneyToDecimalString({ minor: BigInt(minor), currency }) : minor;

const figure = (ctx: Ctx, text: string): string =>
  ctx.locale === 'fr' ? text.replace('.', ',') : text;

function words(ctx: Ctx, field: ExportColumn['field'], given: unknown): string {
  const option = (one: unknown): string => {
    const label = field.options?.find(({ value }) => value === one)?.label;
    return label ? ctx.t(label) : String(one);
  };
  if (Array.isArray(given)) return given.map((one) => leaf(one) ?? option(one)).join(', ');
  return leaf(given) ?? option(given);
}

// `{ value, label }` is what a contact's numbers and addresses are made of.
function leaf(given: unknown): string | null {
  if (typeof given !== 'object' || given === null) return null;
  const { label: _, ...parts } = given as Record<string, unknown>;
  return Object.values(parts).filter(Boolean).map(String).join(' ');
}

// `2026-03-12 14:30:05`: sorts as text, and spreadsheets of every language read it.
const localTime = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone }).format(
    at,
  );
