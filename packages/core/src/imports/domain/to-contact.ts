import type { ContactInput } from '../../contacts/domain/contact-input.ts';
import type { ContactInput as ImportedContact, RowIssue } from './contact-input.ts';
import type { ColumnMapping } from './import-target.ts';

/** What a row is given beside its cells. */
export interface RowExtras {
  ownerId: string | null;
  tags: readonly string[];
}

const MAX_TAGS = 50;
const MAX_TAG_CHARS = 60;
const MAX_PHONE_CHARS = 50;

/** A row's contact in the form every write of a contact takes. */
export function toContact(row: ImportedContact, extras: RowExtras): ContactInput {
  const tags = [...new Set([...row.tags, ...extras.tags])];
  return {
    kind: row.kind,
    name: row.name,
    firstName: row.firstName,
    lastName: row.lastName,
    jobTitle: row.jobTitle,
    roles: row.roles,
    emails: row.emails,
    phones: row.phones.map(({ value, label }) => ({
      value: value.slice(0, MAX_PHONE_CHARS),
      label,
    })),
    addresses: row.addresses,
    website: row.website,
    tags: tags.slice(0, MAX_TAGS).map((tag) => tag.slice(0, MAX_TAG_CHARS)),
    birthday: row.birthday,
    language: row.language,
    siren: row.siren,
    siret: row.siret,
    vatNumber: row.vatNumber,
    externalId: row.externalId,
    aliases: row.aliases,
    ownerId: extras.ownerId,
    customFields: storedValues(row.customFields),
  };
}

// Decimals are stored as text: the same number read again must not look like a change.
function storedValues(values: ImportedContact['customFields']): ContactInput['customFields'] {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      typeof value === 'number' ? String(value) : value,
    ]),
  );
}

/** The company that employs people of the file and is not stored yet. */
export function employerContact(name: string, extras: RowExtras): ContactInput {
  return {
    kind: 'company',
    name,
    firstName: '',
    lastName: '',
    jobTitle: '',
    roles: [],
    emails: [],
    phones: [],
    addresses: [],
    website: null,
    tags: [...extras.tags],
    birthday: null,
    language: null,
    siren: null,
    siret: null,
    vatNumber: null,
    externalId: null,
    aliases: [],
    ownerId: null,
    customFields: {},
  };
}

const LIMITS = {
  name: 300,
  firstName: 150,
  lastName: 150,
  jobTitle: 150,
  companyName: 300,
  website: 500,
  externalId: 200,
  language: 20,
} as const;

const ADDRESS_LIMITS = {
  street: 500,
  postalCode: 20,
  city: 120,
  region: 120,
  country: 60,
} as const;

/** Values longer than the form of a contact accepts: stored, they could never be edited again. */
export function lengthIssues(row: ImportedContact, mapping: readonly ColumnMapping[]): RowIssue[] {
  const issues: RowIssue[] = [];
  const check = (key: string, value: string | null, max: number): void => {
    if (value === null || value.length <= max) return;
    const column = mapping.find((entry) => entry.fieldKey === key)?.header ?? null;
    issues.push({
      column,
      code: 'core.import.row.tooLong',
      params: { max, length: value.length },
    });
  };
  for (const [key, max] of entries(LIMITS)) check(key, row[key], max);
  for (const address of row.addresses)
    for (const [key, max] of entries(ADDRESS_LIMITS)) check(key, address[key], max);
  return issues;
}

const entries = <K extends string>(limits: Readonly<Record<K, number>>): [K, number][] =>
  Object.entries(limits) as [K, number][];
