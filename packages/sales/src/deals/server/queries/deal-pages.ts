import { CONTACT } from '@socle/core/contract';
import type { Filter } from '@socle/plugin-sdk';
import type { Ctx } from '@socle/plugin-sdk/server';
import { DEAL, type DealStage, type DealStatus } from '../../contract';

/** One line of the deal list. Amounts are minor units as text. */
export interface DealListRow {
  id: string;
  name: string;
  contactId: string;
  contactName: string;
  amount: string;
  currency: string;
  stage: DealStage;
  status: DealStatus;
  expectedCloseOn: string | null;
  updatedAt: Date;
}

export interface DealListState {
  q: string;
  status: string;
  stage: string;
}

const toRow = (row: Record<string, unknown>, names: ReadonlyMap<string, string>): DealListRow =>
  ({
    ...row,
    contactName: names.get(`${CONTACT} ${String(row.contactId)}`) ?? '',
  }) as unknown as DealListRow;

/** One page of deals with their contacts' names, in two statements. */
export async function dealListPage(ctx: Ctx, state: DealListState, cursor: string | null) {
  const filters: Filter[] = [];
  if (state.status) filters.push({ field: 'status', op: 'eq', value: state.status });
  if (state.stage) filters.push({ field: 'stage', op: 'eq', value: state.stage });
  const page = await ctx.records.list(DEAL, {
    ...(state.q ? { q: state.q } : {}),
    ...(filters.length > 0 ? { filter: { and: filters } } : {}),
    ...(cursor ? { cursor } : {}),
  });
  const names = await ctx.records.titles(
    page.rows.map((row) => ({ type: CONTACT, id: String(row.contactId) })),
  );
  return { ...page, rows: page.rows.map((row) => toRow(row, names)) };
}

/** A deal with its contact's name. Throws notFound. */
export async function dealPage(ctx: Ctx, id: string) {
  const row = await ctx.records.get(DEAL, id);
  const names = await ctx.records.titles([{ type: CONTACT, id: String(row.contactId) }]);
  return {
    ...toRow(row, names),
    version: row.version,
    archivedAt: row.archivedAt,
    lossReason: String(row.lossReason),
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
  return { deals, canCreate: ctx.can('sales.deal.create') };
}
