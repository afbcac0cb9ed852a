import type { Filter, ListQuery, RecordRow } from '@socle/plugin-sdk';
import type { Host, RegisteredRecord } from '@socle/plugin-sdk/kernel';
import type { Ctx } from '@socle/plugin-sdk/server';

/** A record as search results and choices show it. */
export interface FoundRecord {
  id: string;
  title: string;
  subtitle?: string;
  /** The record's page. */
  to: string;
  updatedAt: Date;
}

/** The record types this caller may look at, in the order of the modules. */
export const readableRecords = (host: Host, ctx: Ctx): RegisteredRecord[] =>
  [...host.registry.records.values()].filter((record) => ctx.can(record.permissions.read));

/** Reads a page of records and keeps what names them. */
export async function findRecords(
  ctx: Ctx,
  record: RegisteredRecord,
  query: ListQuery,
): Promise<FoundRecord[]> {
  const { rows } = await ctx.records.list(record.type, query);
  return rows.map((row) => describeRecord(ctx, record, row));
}

/** One record by its id; null when it is missing or out of reach. */
export async function findRecord(
  ctx: Ctx,
  record: RegisteredRecord,
  id: string,
): Promise<FoundRecord | null> {
  const row = await ctx.records.find(record.type, id);
  return row && describeRecord(ctx, record, row);
}

/** The equality filters of a URL: every parameter named like a field that may be filtered on. */
export function filterOf(
  record: RegisteredRecord,
  parameters: URLSearchParams,
): Filter | undefined {
  const wanted = [...parameters].filter(
    ([name]) => Object.hasOwn(record.fields, name) && record.fields[name]?.filter,
  );
  if (wanted.length === 0) return undefined;
  return { and: wanted.map(([field, value]) => ({ field, op: 'eq', value })) };
}

function describeRecord(ctx: Ctx, record: RegisteredRecord, row: RecordRow): FoundRecord {
  const subtitle = record.subtitle ? fieldText(ctx, record, record.subtitle, row) : '';
  return {
    id: row.id,
    title: fieldText(ctx, record, record.title, row) || ctx.t(record.label),
    ...(subtitle ? { subtitle } : {}),
    to: record.path.replace(':id', row.id),
    updatedAt: row.updatedAt,
  };
}

function fieldText(ctx: Ctx, record: RegisteredRecord, name: string, row: RecordRow): string {
  const value = row[name];
  const option = record.fields[name]?.options?.find((choice) => choice.value === value);
  if (option) return ctx.t(option.label);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
