import { moneyToDecimalString } from '@socle/plugin-sdk/primitives';
import { defineAction, defineResource } from '@socle/plugin-sdk/server';
import { z } from 'zod';
import { DEAL, DEAL_STAGES } from '../contract';
import { dealInput, dealPatch, lossInput } from '../domain/deal';
import { createDeal } from './use-cases/create-deal';
import { archiveDeal, loseDeal, moveDeal, reopenDeal, winDeal } from './use-cases/move-deal';
import { updateDeal } from './use-cases/update-deal';

const nothing = z.object({});

/** `/api/v1/deals`. */
export const dealResource = defineResource({
  name: 'deals',
  record: DEAL,
  summary: 'Deals',
  output: z.object({
    name: z.string(),
    contactId: z.uuid(),
    amount: z.string(),
    currency: z.string(),
    stage: z.enum(DEAL_STAGES),
    status: z.enum(['open', 'won', 'lost']),
    expectedCloseOn: z.iso.date().nullable(),
    closedAt: z.iso.datetime().nullable(),
    lossReason: z.string(),
    ownerId: z.uuid().nullable(),
  }),
  example: {
    name: 'Éclairage de l’accueil',
    amount: '12500.00',
    currency: 'EUR',
    stage: 'proposal',
    status: 'open',
    expectedCloseOn: '2027-01-31',
  },
  expand: async (_ctx, rows) =>
    rows.map((row) => ({
      ...row,
      // Null where the caller may not see it.
      amount:
        row.amount === null
          ? null
          : moneyToDecimalString({
              minor: BigInt(String(row.amount)),
              currency: String(row.currency),
            }),
    })),
  create: { input: dealInput, run: createDeal },
  update: { input: dealPatch, run: updateDeal },
  archive: (ctx, id) => archiveDeal(ctx, id),
  restore: (ctx, id) => archiveDeal(ctx, id, false),
  actions: {
    move: defineAction({
      permission: 'sales.deal.update',
      summary: 'Move to a stage',
      input: z.object({ stage: z.enum(DEAL_STAGES) }),
      run: (ctx, id, { stage }) => moveDeal(ctx, id, stage),
    }),
    win: defineAction({
      permission: 'sales.deal.update',
      summary: 'Mark as won',
      input: nothing,
      run: (ctx, id) => winDeal(ctx, id),
    }),
    lose: defineAction({
      permission: 'sales.deal.update',
      summary: 'Mark as lost',
      input: lossInput,
      run: (ctx, id, { reason }) => loseDeal(ctx, id, reason),
    }),
    reopen: defineAction({
      permission: 'sales.deal.update',
      summary: 'Open again',
      input: nothing,
      run: (ctx, id) => reopenDeal(ctx, id),
    }),
  },
});
