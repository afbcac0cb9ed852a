import { defineEvent } from '@socle/plugin-sdk';

/** Record type of deals. */
export const DEAL = 'sales.deal';

/** Where an open deal stands, in order. */
export const DEAL_STAGES = ['qualification', 'proposal', 'negotiation'] as const;
export type DealStage = (typeof DEAL_STAGES)[number];

export type DealStatus = 'open' | 'won' | 'lost';

/** A deal as events carry it. `amount` is in minor units of `currency`, as text. */
export interface DealSnapshot {
  id: string;
  name: string;
  contactId: string;
  amount: string;
  currency: string;
  stage: DealStage;
  status: DealStatus;
}

/** A deal was opened with a contact. */
export const dealCreated = defineEvent<{ deal: DealSnapshot }>('sales.deal.created');

/** A deal moved to another stage. */
export const dealMoved = defineEvent<{ deal: DealSnapshot; from: DealStage }>('sales.deal.moved');

/** The contact agreed. */
export const dealWon = defineEvent<{ deal: DealSnapshot }>('sales.deal.won');

/** The deal came to nothing; `reason` is what was noted, possibly empty. */
export const dealLost = defineEvent<{ deal: DealSnapshot; reason: string }>('sales.deal.lost');

/** A won or lost deal was opened again. */
export const dealReopened = defineEvent<{ deal: DealSnapshot }>('sales.deal.reopened');
