import type { Transitions } from '@socle/plugin-sdk/primitives';
import { moneyFromDecimalString } from '@socle/plugin-sdk/primitives';
import {
  zId,
  zOptionalDate,
  zOptionalId,
  zRequiredText,
  zText,
} from '@socle/plugin-sdk/validation';
import { z } from 'zod';
import { DEAL_STAGES, type DealSnapshot, type DealStatus } from '../contract';

/** What may be done to a deal in each state. */
export const dealMachine: Transitions<DealStatus, 'win' | 'lose' | 'reopen'> = {
  open: { win: 'won', lose: 'lost' },
  won: { reopen: 'open' },
  lost: { reopen: 'open' },
};

// People write 1 234,50 as well as 1234.50.
const amount = z.preprocess(
  (value) =>
    typeof value === 'string'
      ? value.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.') || '0'
      : (value ?? '0'),
  z.string().max(30),
);

const fields = {
  name: zRequiredText(200),
  contactId: zId(),
  amount,
  currency: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z
      .string()
      .regex(/^[A-Z]{3}$/, { error: 'sales.deal.error.currency' })
      .optional(),
  ),
  stage: z.enum(DEAL_STAGES).default('qualification'),
  expectedCloseOn: zOptionalDate(),
  /** Who takes care of it. */
  ownerId: zOptionalId(),
  customFields: z.record(z.string(), z.unknown()).default({}),
};

/** What opens a deal. `amount` is a decimal in `currency`, which is the workspace's unless given. */
export const dealInput = z.object(fields);
export type DealInput = z.output<typeof dealInput>;

/** Changes to a deal; what is left out stays. The stage has its own act. */
export const dealPatch = z.strictObject({
  name: fields.name.optional(),
  amount: amount.optional(),
  expectedCloseOn: z.optional(fields.expectedCloseOn),
  ownerId: z.optional(fields.ownerId),
  customFields: z.record(z.string(), z.unknown()).optional(),
});
export type DealPatch = z.output<typeof dealPatch>;

/** Reads an amount typed by a person; null when it is not one, or is negative. */
export function readAmount(text: string, currency: string): string | null {
  const money = moneyFromDecimalString(text, currency);
  return money && money.minor >= 0n ? money.minor.toString() : null;
}

export const lossInput = z.object({ reason: zText(300).default('') });

export const toSnapshot = (deal: DealSnapshot): DealSnapshot => ({
  id: deal.id,
  name: deal.name,
  contactId: deal.contactId,
  amount: deal.amount,
  currency: deal.currency,
  stage: deal.stage,
  status: deal.status,
});
