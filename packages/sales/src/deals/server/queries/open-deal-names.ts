import type { Ctx } from '@socle/plugin-sdk/server';
import { IsNull } from 'typeorm';
import { Deal } from '../entities';

/** The names of a contact's first open deals, three at the most. */
export async function openDealNames(ctx: Ctx, contactId: string): Promise<string[]> {
  const deals = await ctx
    .repo(Deal)
    .find({ contactId, status: 'open', archivedAt: IsNull() }, { createdAt: 'ASC' }, 3);
  return deals.map((deal) => deal.name);
}
