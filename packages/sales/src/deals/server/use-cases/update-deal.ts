import { AppError, invalid } from '@socle/plugin-sdk/primitives';
import type { Ctx } from '@socle/plugin-sdk/server';
import { DEAL } from '../../contract';
import { type DealPatch, readAmount } from '../../domain/deal';
import { Deal, type DealRow } from '../entities';
import { requireMember } from './require-member';

/** Changes a deal's facts. With `version`, refuses when someone else was faster (stale). */
export async function updateDeal(
  ctx: Ctx,
  id: string,
  patch: DealPatch,
  version: number | null,
): Promise<void> {
  ctx.require('sales.deal.update');
  const deal = await ctx.repo(Deal).lock({ id });
  if (version !== null && deal.version !== version) throw new AppError('stale', 'error.stale');
  const { amount: typed, ...rest } = ctx.writable(DEAL, patch);
  await requireMember(ctx, rest.ownerId);
  const changes: Partial<DealRow> = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== undefined),
  );
  if (typed !== undefined) {
    const amount = readAmount(typed, deal.currency);
    if (amount === null)
      throw invalid([
        { field: 'amount', code: 'sales.deal.error.amount', params: { currency: deal.currency } },
      ]);
    changes.amount = amount;
  }
  await ctx.repo(Deal).update(deal, changes);
}
