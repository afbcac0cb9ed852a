import type { ContactInput } from './contact-input.ts';
import { normalizeText } from './normalize.ts';

/** Normalised keys two contacts share when they are probably one. */
export interface MatchKeys {
  emails: string[];
  siret: string | null;
  siren: string | null;
  externalId: string | null;
  /** `kind|name|city`, null without a name of its own. */
  nameCity: string | null;
}

/** The keys under which an existing contact may be found again. */
export function matchKeys(input: ContactInput): MatchKeys {
  const emails = input.emails.map((email) => email.value.toLowerCase());
  const name = normalizeText(input.name);
  const isNamed = name !== '' && input.name !== input.emails[0]?.value;
  const city = normalizeText(input.addresses.find((address) => address.city !== '')?.city ?? '');
  return {
    emails: [...new Set(emails)],
    siret: input.siret,
    siren: input.siren,
    externalId: input.externalId,
    nameCity: isNamed ? `${input.kind}|${name}|${city}` : null,
  };
}
