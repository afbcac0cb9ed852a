import { AppError, nextState } from '@socle/plugin-sdk/primitives';
import type { Ctx } from '@socle/plugin-sdk/server';
import { DEAL, type DealStage, dealLost, dealMoved, dealReopened, dealWon } from '../../contract';
import { dealMachine, toSnapshot } from '../../domain/deal';
import { Deal, type DealRow } from '../entities';

/** Moves an open deal to a stage. A closed deal does not move (conflict). */
export async function moveDeal(ctx: Ctx, id: string, stage: DealStage): Promise<void> {
  ctx.require('sales.deal.update');
  const deal = await ctx.repo(Deal).lock({ id });
  refuseArchived(deal);
  if (deal.status !== 'open') throw new AppError('conflict', 'sales.deal.error.closed');
  if (deal.stage === stage) return;
  const moved = await ctx.repo(Deal).update(deal, { stage });
  await ctx.publish(dealMoved, {
    record: { type: DEAL, id },
    payload: { deal: toSnapshot(moved), from: deal.stage },
  });
}

export async function winDeal(ctx: Ctx, id: string): Promise<void> {
  const deal = await close(ctx, id, 'win', '');
  await ctx.publish(dealWon, { record: { type: DEAL, id }, payload: { deal: toSnapshot(deal) } });
}

export async function loseDeal(ctx: Ctx, id: string, reason: string): Promise<void> {
  const deal = await close(ctx, id, 'lose', reason);
  await ctx.publish(dealLost, {
    record: { type: DEAL, id },
    payload: { deal: toSnapshot(deal), reason },
  });
}

export async function reopenDeal(ctx: Ctx, id: string): Promise<void> {
  const deal = await close(ctx, id, 'reopen', '');
  await ctx.publish(dealReopened, {
    record: { type: DEAL, id },
    payload: { deal: toSnapshot(deal) },
  });
}

async function close(
  ctx: Ctx,
  id: string,
  act: 'win' | 'lose' | 'reopen',
  reason: string,
): Promise<DealRow> {
  ctx.require('sales.deal.update');
  const deal = await ctx.repo(Deal).lock({ id });
  refuseArchived(deal);
  const status = nextState(dealMachine, deal.status, act);
  if (!status) throw new AppError('conflict', 'sales.deal.error.closed');
  return ctx
    .repo(Deal)
    .update(deal, { status, closedAt: status === 'open' ? null : ctx.now(), lossReason: reason });
}

function refuseArchived(deal: DealRow): void {
  if (deal.archivedAt) throw new AppError('conflict', 'sales.deal.error.archived');
}

/** Puts a deal away, or takes it out again. */
export async function archiveDeal(ctx: Ctx, id: string, isArchived = true): Promise<void> {
  ctx.require('sales.deal.archive');
  const deal = await ctx.repo(Deal).lock({ id });
  if ((deal.archivedAt !== null) === isArchived) return;
  await ctx.repo(Deal).update(deal, { archivedAt: isArchived ? ctx.now() : null });
}
