import { defineEvent } from '@socle/plugin-sdk';

/** Record type of billing profiles: how a contact is billed. */
export const PROFILE = 'billing.profile';

/** A company or a sole trader is a business; a private person is a consumer. */
export const CUSTOMER_TYPES = ['business', 'consumer'] as const;
export type CustomerType = (typeof CUSTOMER_TYPES)[number];

/** How VAT is applied to what the customer buys. */
export const VAT_REGIMES = ['standard', 'exempt', 'reverse_charge'] as const;
export type VatRegime = (typeof VAT_REGIMES)[number];

/** What French law wants on an invoice about the customer, and may be missing. */
export const MENTIONS = ['legalName', 'siren', 'address', 'vatNumber'] as const;
export type Mention = (typeof MENTIONS)[number];

/** A billing profile as events carry it. `country` is ISO 3166-1 alpha-2; `missing` is empty when it is ready. */
export interface ProfileSnapshot {
  id: string;
  contactId: string;
  legalName: string;
  customerType: CustomerType;
  siren: string | null;
  siret: string | null;
  vatNumber: string | null;
  street: string;
  postalCode: string;
  city: string;
  country: string;
  email: string | null;
  paymentDays: number;
  isEndOfMonth: boolean;
  vatRegime: VatRegime;
  needsOrderNumber: boolean;
  missing: Mention[];
}

/** Somebody wrote down how a contact is billed. */
export const profileCreated = defineEvent<{ profile: ProfileSnapshot }>('billing.profile.created');

/** How a contact is billed changed; `changed` names the fields. */
export const profileUpdated = defineEvent<{ profile: ProfileSnapshot; changed: string[] }>(
  'billing.profile.updated',
);
