import { normalizeText } from '@socle/plugin-sdk/primitives';
import type { ContactKind, ContactRole, ContactSnapshot } from '../contract';

export interface LabelledValue {
  value: string;
  label: string;
}

export interface Address {
  label: string;
  /** Lines separated by `\n`. */
  street: string;
  postalCode: string;
  city: string;
  region: string;
  /** ISO 3166-1 alpha-2 when known. */
  country: string;
}

/** What describes a contact, without where and when it is stored. */
export interface ContactFacts {
  kind: ContactKind;
  name: string;
  firstName: string;
  lastName: string;
  jobTitle: string;
  roles: ContactRole[];
  emails: LabelledValue[];
  phones: LabelledValue[];
  addresses: Address[];
  website: string | null;
  tags: string[];
  birthday: string | null;
  language: string | null;
  siren: string | null;
  siret: string | null;
  vatNumber: string | null;
  externalId: string | null;
  aliases: string[];
  ownerId: string | null;
}

/** The name shown: a company's own, a person's first and last; failing both, the first e-mail. */
export function displayName(
  contact: Pick<ContactFacts, 'kind' | 'name' | 'firstName' | 'lastName' | 'emails'>,
): string {
  const person = `${contact.firstName} ${contact.lastName}`.trim();
  const name = contact.kind === 'person' && person !== '' ? person : contact.name.trim();
  return name !== '' ? name : (contact.emails[0]?.value ?? '');
}

const digits = (phone: string): string[] => {
  const all = phone.replace(/\D/g, '');
  // +33612345678 is also typed 0612345678.
  return phone.startsWith('+33') ? [all, `0${all.slice(2)}`] : [all];
};

/** A phone number as people read it: French ones in pairs, others as they are stored. */
export function displayPhone(phone: string): string {
  const french = /^\+33(\d)(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(phone);
  return french ? `0${french.slice(1).join('\u00a0')}` : phone;
}

/** The words a contact is found by. */
export function searchWords(contact: ContactFacts): string {
  return [
    contact.name,
    contact.jobTitle,
    ...contact.aliases,
    ...contact.emails.map((email) => email.value),
    ...contact.phones.flatMap((phone) => digits(phone.value)),
    ...contact.addresses.flatMap((address) => [address.city, address.postalCode]),
    ...contact.tags,
    contact.siren ?? '',
    contact.siret ?? '',
    contact.vatNumber ?? '',
  ].join(' ');
}

/** How a stored contact is recognised in a mail, a call or an import. */
export interface ContactKey {
  kind: 'email' | 'phone' | 'siret' | 'siren' | 'vat' | 'external' | 'name';
  value: string;
}

/** Every key of a contact, in a comparable form. */
export function contactKeys(contact: ContactFacts): ContactKey[] {
  const keys: ContactKey[] = [
    ...contact.emails.map(
      (email): ContactKey => ({ kind: 'email', value: email.value.toLowerCase() }),
    ),
    ...contact.phones.map(
      (phone): ContactKey => ({ kind: 'phone', value: phone.value.replace(/[^\d+]/g, '') }),
    ),
    { kind: 'siret', value: contact.siret ?? '' },
    { kind: 'siren', value: contact.siren ?? '' },
    { kind: 'vat', value: contact.vatNumber ?? '' },
    { kind: 'external', value: contact.externalId ?? '' },
    { kind: 'name', value: normalizeText(contact.name).slice(0, 300) },
  ];
  const seen = new Set<string>();
  return keys.filter(({ kind, value }) => {
    const id = `${kind} ${value}`;
    if (value === '' || seen.has(id)) return false;
    seen.add(id);
    return true;
  });
}

/** What an event carries of a contact. */
export const toSnapshot = (contact: ContactFacts & { id: string }): ContactSnapshot => ({
  id: contact.id,
  kind: contact.kind,
  name: contact.name,
  roles: contact.roles,
  emails: contact.emails.map((email) => email.value),
  ownerId: contact.ownerId,
});

/** Names of the fields that differ. */
export function changedFields<T extends object>(
  before: T,
  patch: Partial<T>,
): (keyof T & string)[] {
  return (Object.keys(patch) as (keyof T & string)[]).filter(
    (key) => JSON.stringify(before[key] ?? null) !== JSON.stringify(patch[key] ?? null),
  );
}
