import { CONTACT } from '@socle/core/contract';
import type { RecordRow } from '@socle/plugin-sdk';
import type { Ctx } from '@socle/plugin-sdk/server';
import { manifest } from '../../../manifest';
import { readSiren, readSiret, readVatNumber } from '../../domain/company-numbers';
import { countryCode } from '../../domain/countries';
import { Profile } from '../entities';

/** The contact a new profile is for, with the profile it has already, if any. */
export async function findBilledContact(ctx: Ctx, contactId: string) {
  const contact = await ctx.records.find(CONTACT, contactId);
  if (!contact) return null;
  const existing = await ctx.repo(Profile).findOne({ contactId });
  return { contact, existingId: existing?.id ?? null };
}

/** What a new profile can take from its contact; wrong numbers are left out. */
export async function prefill(ctx: Ctx, contact: RecordRow | null) {
  const { paymentDays } = await ctx.settings(manifest);
  if (!contact) return { paymentDays };
  const read = (value: unknown, parse: (text: string) => string | null): string | null =>
    typeof value === 'string' ? parse(value) : null;
  const siret = read(contact.siret, readSiret);
  const address = first(contact.addresses);
  return {
    legalName: String(contact.name),
    customerType: contact.kind === 'company' ? ('business' as const) : ('consumer' as const),
    siren: read(contact.siren, readSiren) ?? siret?.slice(0, 9) ?? null,
    siret,
    vatNumber: read(contact.vatNumber, readVatNumber),
    street: text(address.street),
    postalCode: text(address.postalCode),
    city: text(address.city),
    country: countryCode(text(address.country)) ?? 'FR',
    email: text(first(contact.emails).value) || null,
    paymentDays,
  };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function first(list: unknown): Record<string, unknown> {
  const [item] = Array.isArray(list) ? (list as unknown[]) : [];
  return typeof item === 'object' && item !== null ? (item as Record<string, unknown>) : {};
}
