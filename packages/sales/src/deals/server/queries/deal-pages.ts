import { CONTACT } from '@socle/core/contract';
import type { Filter, ListQuery } from '@socle/plugin-sdk';
import { type Ctx, exportPath, memberNames } from '@socle/plugin-sdk/server';
import { DEAL, type DealStage, type DealStatus } from '../../contract';

/** One line of the deal list. Amounts are minor units as text. */
export interface DealListRow {
  id: string;
  name: string;
  contactId: string;
  contactName: string;
  /** Null where it is hidden. */
  amount: string | null;
  currency: string;
  stage: DealStage;
  status: DealStatus;
  expectedCloseOn: string | null;
  ownerName: string | null;
  updatedAt: Date;
}

export interface DealListState {
  q: string;
  status: string;
  stage: string;
}

const toRow = (
  row: Record<string, unknown>,
  names: ReadonlyMap<string, string>,
  owners: ReadonlyMap<string, string>,
): DealListRow =>
  ({
    ...row,
    contactName: names.get(`${CONTACT} ${String(row.contactId)}`) ?? '',
    ownerName: owners.get(String(row.ownerId)) ?? null,
  }) as unknown as DealListRow;

/** One page of deals with their contacts' names, in three statements. */
export async function dealListPage(ctx: Ctx, state: DealListState, cursor: string | null) {
  const filters: Filter[] = [];
  if (state.status) filters.push({ field: 'status', op: 'eq', value: state.status });
  if (state.stage) filters.push({ field: 'stage', op: 'eq', value: state.stage });
  const query: ListQuery = {
    ...(state.q ? { q: state.q } : {}),
    ...(filters.length > 0 ? { filter: { and: filters } } : {}),
  };
  const page = await ctx.records.list(DEAL, { ...query, ...(cursor ? { cursor } : {}) });
  const names = await ctx.records.titles(
    page.rows.map((row) => ({ type: CONTACT, id: String(row.contactId) })),
  );
  const owners = await memberNames(
    ctx,
    page.rows.map((row) => row.ownerId as string | null),
  );
  return {
    ...page,
    exportHref: exportPath(ctx, DEAL, query),
    rows: page.rows.map((row) => toRow(row, names, owners)),
  };
}

/** A deal with its contact's name. Throws notFound. */
export async function dealPage(ctx: Ctx, id: string) {
  const row = await ctx.records.get(DEAL, id);
  const names = await ctx.records.titles([{ type: CONTACT, id: String(row.contactId) }]);
  const owners = await memberNames(ctx, [row.ownerId as string | null]);
  return {
    ...toRow(row, names, owners),
    version: row.version,
    archivedAt: row.archivedAt,
    lossReason: String(row.lossReason ?? ''),
    ownerId: (row.ownerId ?? null) as string | null,
    canUpdate: ctx.reaches('sales.deal.update', DEAL, row),
  };
}

/** Open deals of a contact, newest first, with what they add up to per currency. */
export async function contactDeals(ctx: Ctx, contactId: string) {
  const deals = await ctx.query<
    Pick<DealListRow, 'id' | 'name' | 'amount' | 'currency' | 'stage' | 'status'>
  >(
    `select id, name, amount, currency, stage, status from sales_deal
     where workspace_id = $1 and contact_id = $2 and archived_at is null order by status <> 'open', created_at desc, id desc limit 10`,
    [ctx.workspace.id, contactId],
  );
  return { deals: ctx.mask(DEAL, deals), canCreate: ctx.can('sales.deal.create') };
}
