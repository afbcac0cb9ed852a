import { zCheckbox, zId, zOptionalText, zRequiredText, zText } from '@socle/plugin-sdk/validation';
import { z } from 'zod';
import { CUSTOMER_TYPES, type ProfileSnapshot, VAT_REGIMES } from '../contract';
import {
  readSiren,
  readSiret,
  readVatNumber,
  sirenOfSiret,
  sirenOfVatNumber,
} from './company-numbers';
import { COUNTRIES } from './countries';
import { termProblem } from './payment-terms';

/** An optional number that is stored the way it is written in registers. */
const registered = (read: (text: string) => string | null, code: string) =>
  zOptionalText(40).transform((text, issues) => {
    const value = text === null ? null : read(text);
    if (text === null || value !== null) return value;
    issues.addIssue({ code: 'custom', message: code });
    return z.NEVER;
  });

const email = zOptionalText(254).refine(
  (text) => text === null || /^[^\s@"(),:;<>[\]\\]+@[^\s@.]+(\.[^\s@.]+)+$/u.test(text),
  { error: 'error.format.email' },
);

const days = z.preprocess(
  (value) => (value === '' || value === null ? undefined : value),
  z.coerce
    .number({ error: 'billing.profile.error.days' })
    .int({ error: 'billing.profile.error.days' })
    .min(0, { error: 'billing.profile.error.days' })
    .max(10_000, { error: 'billing.profile.error.days' })
    .optional(),
);

const country = z.enum(COUNTRIES as [string, ...string[]], {
  error: 'billing.profile.error.country',
});

const fields = {
  legalName: zRequiredText(300),
  customerType: z.enum(CUSTOMER_TYPES),
  siren: registered(readSiren, 'billing.profile.error.siren'),
  siret: registered(readSiret, 'billing.profile.error.siret'),
  vatNumber: registered(readVatNumber, 'billing.profile.error.vatNumber'),
  street: zText(500),
  postalCode: zText(20),
  city: zText(120),
  country,
  deliveryAddress: zText(600),
  email,
  paymentDays: days,
  isEndOfMonth: zCheckbox(),
  vatRegime: z.enum(VAT_REGIMES),
  needsOrderNumber: zCheckbox(),
  customFields: z.record(z.string(), z.unknown()),
};

/** What makes a billing profile. Without `paymentDays`, the term of the settings applies. */
export const profileInput = z.object({
  ...fields,
  contactId: zId(),
  customerType: fields.customerType.default('business'),
  street: fields.street.default(''),
  postalCode: fields.postalCode.default(''),
  city: fields.city.default(''),
  country: country.default('FR'),
  deliveryAddress: fields.deliveryAddress.default(''),
  vatRegime: fields.vatRegime.default('standard'),
  customFields: fields.customFields.default({}),
});
export type ProfileInput = z.output<typeof profileInput>;

/** Changes to a billing profile; what is left out stays. It stays the profile of its contact. */
export const profilePatch = z.strictObject({
  legalName: fields.legalName.optional(),
  customerType: fields.customerType.optional(),
  siren: z.optional(fields.siren),
  siret: z.optional(fields.siret),
  vatNumber: z.optional(fields.vatNumber),
  street: fields.street.optional(),
  postalCode: fields.postalCode.optional(),
  city: fields.city.optional(),
  country: country.optional(),
  deliveryAddress: fields.deliveryAddress.optional(),
  email: z.optional(fields.email),
  paymentDays: z.optional(fields.paymentDays),
  isEndOfMonth: z.optional(fields.isEndOfMonth),
  vatRegime: fields.vatRegime.optional(),
  needsOrderNumber: z.optional(fields.needsOrderNumber),
  customFields: fields.customFields.optional(),
});
export type ProfilePatch = z.output<typeof profilePatch>;

/** A profile as its form posts it: an unticked box sends nothing, and means no. */
export const profileForm = profileInput.omit({ contactId: true, customFields: true });

type Facts = Pick<
  ProfileSnapshot,
  'customerType' | 'siren' | 'siret' | 'vatNumber' | 'paymentDays' | 'isEndOfMonth' | 'vatRegime'
>;

/** What contradicts itself or the law in a whole profile: field and message key. */
export function contradictions(facts: Facts): { field: string; code: string }[] {
  const found: { field: string; code: string }[] = [];
  const refuse = (field: string, code: string) => found.push({ field, code });
  if (facts.siren && facts.siret && sirenOfSiret(facts.siret) !== facts.siren)
    refuse('siret', 'billing.profile.error.otherSiret');
  const inVat = facts.vatNumber ? sirenOfVatNumber(facts.vatNumber) : null;
  if (facts.siren && inVat && inVat !== facts.siren)
    refuse('vatNumber', 'billing.profile.error.otherVatNumber');
  const term = termProblem(facts.paymentDays, facts.isEndOfMonth);
  if (term) refuse('paymentDays', term);
  if (facts.vatRegime === 'reverse_charge' && facts.customerType === 'consumer')
    refuse('vatRegime', 'billing.profile.error.consumerReverseCharge');
  return found;
}

export const toSnapshot = (profile: ProfileSnapshot): ProfileSnapshot => ({
  id: profile.id,
  contactId: profile.contactId,
  legalName: profile.legalName,
  customerType: profile.customerType,
  siren: profile.siren,
  siret: profile.siret,
  vatNumber: profile.vatNumber,
  street: profile.street,
  postalCode: profile.postalCode,
  city: profile.city,
  country: profile.country,
  email: profile.email,
  paymentDays: profile.paymentDays,
  isEndOfMonth: profile.isEndOfMonth,
  vatRegime: profile.vatRegime,
  needsOrderNumber: profile.needsOrderNumber,
  missing: profile.missing,
});
