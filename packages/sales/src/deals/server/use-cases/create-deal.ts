import { CONTACT } from '@socle/core/contract';
import { AppError, invalid } from '@socle/plugin-sdk/primitives';
import type { Ctx } from '@socle/plugin-sdk/server';
import { DEAL, dealCreated } from '../../contract';
import { type DealInput, readAmount, toSnapshot } from '../../domain/deal';
import { Deal } from '../entities';
import { requireMember } from './require-member';

/** Opens a deal with a contact; returns its id. Throws invalid naming the field. */
export async function createDeal(ctx: Ctx, input: DealInput): Promise<string> {
  ctx.require('sales.deal.create');
  const contact = await ctx.records.find(CONTACT, input.contactId);
  if (!contact) throw invalid([{ field: 'contactId', code: 'sales.deal.error.unknownContact' }]);
  if (contact.archivedAt) throw new AppError('conflict', 'sales.deal.error.archivedContact');
  await requireMember(ctx, input.ownerId);
  const currency = input.currency ?? ctx.workspace.currency;
  const amount = readAmount(input.amount, currency);
  if (amount === null)
    throw invalid([{ field: 'amount', code: 'sales.deal.error.amount', params: { currency } }]);
  const deal = await ctx.repo(Deal).insert({
    name: input.name,
    contactId: input.contactId,
    amount,
    currency,
    stage: input.stage,
    status: 'open',
    expectedCloseOn: input.expectedCloseOn,
    closedAt: null,
    lossReason: '',
    ownerId: input.ownerId,
    customFields: input.customFields,
  });
  await ctx.publish(dealCreated, {
    record: { type: DEAL, id: deal.id },
    payload: { deal: toSnapshot(deal) },
  });
  return deal.id;
}
