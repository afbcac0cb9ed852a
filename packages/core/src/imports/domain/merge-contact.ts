import { type Address, displayName, type LabelledValue } from '../../contacts/domain/contact.ts';
import type { ContactInput } from '../../contacts/domain/contact-input.ts';
import { normalizeText } from './normalize.ts';

/**
 * A stored contact with what a row says added: given values replace, empty ones leave what is there,
 * e-mails, phones, addresses, tags and roles are added to the known ones. Nothing is ever emptied.
 */
export function mergeContact(stored: ContactInput, given: ContactInput): ContactInput {
  const names = mergedNames(stored, given);
  const merged: ContactInput = {
    kind: stored.kind,
    ...names,
    jobTitle: given.jobTitle || stored.jobTitle,
    roles: union(stored.roles, given.roles),
    emails: unionBy(stored.emails, given.emails, (email) => email.value.toLowerCase()),
    phones: unionBy(stored.phones, given.phones, phoneKey),
    addresses: mergedAddresses(stored.addresses, given.addresses),
    website: given.website ?? stored.website,
    tags: union(stored.tags, given.tags),
    birthday: given.birthday ?? stored.birthday,
    language: given.language ?? stored.language,
    siren: given.siren ?? stored.siren,
    siret: given.siret ?? stored.siret,
    vatNumber: given.vatNumber ?? stored.vatNumber,
    externalId: given.externalId ?? stored.externalId,
    aliases: union(stored.aliases, given.aliases),
    ownerId: given.ownerId ?? stored.ownerId,
    customFields: { ...stored.customFields, ...given.customFields },
  };
  return { ...merged, name: displayName(merged) };
}

// A row known only by its address shows that address as its name; it must not rename anybody.
function mergedNames(
  stored: ContactInput,
  given: ContactInput,
): Pick<ContactInput, 'name' | 'firstName' | 'lastName'> {
  const isNamed = given.name !== '' && given.name !== given.emails[0]?.value;
  return {
    name: isNamed ? given.name : stored.name,
    firstName: given.firstName || stored.firstName,
    lastName: given.lastName || stored.lastName,
  };
}

function union<T>(stored: readonly T[], given: readonly T[]): T[] {
  return [...new Set([...stored, ...given])];
}

function unionBy<T>(stored: readonly T[], given: readonly T[], key: (item: T) => string): T[] {
  const known = new Set(stored.map(key));
  return [...stored, ...given.filter((item) => !known.has(key(item)))];
}

const phoneKey = (phone: LabelledValue): string => phone.value.replace(/[^\d+]/g, '');

const PARTS = ['street', 'postalCode', 'city', 'region', 'country'] as const;

// The same place written with more or fewer parts is one address; the fuller one stays.
function mergedAddresses(stored: readonly Address[], given: readonly Address[]): Address[] {
  const merged = [...stored];
  for (const address of given) {
    const at = merged.findIndex((known) => agrees(known, address));
    const known = merged[at];
    if (!known) merged.push(address);
    else merged[at] = fuller(known, address);
  }
  return merged;
}

function agrees(a: Address, b: Address): boolean {
  const isComparable = PARTS.some((part) => a[part] !== '' && b[part] !== '');
  return (
    isComparable &&
    PARTS.every(
      (part) =>
        a[part] === '' || b[part] === '' || normalizeText(a[part]) === normalizeText(b[part]),
    )
  );
}

function fuller(known: Address, given: Address): Address {
  const merged = { ...known };
  for (const part of PARTS) if (merged[part] === '') merged[part] = given[part];
  return merged;
}
