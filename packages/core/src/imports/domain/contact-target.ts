import { contactAliases } from './contact-aliases.ts';
import { contactVendors } from './contact-vendors.ts';
import type { ImportField, ImportTarget } from './import-target.ts';

const PLACED = { hasPlace: true } as const;
const ADDRESS = { ...PLACED, group: 'address' } as const;
const MANY = { multiple: true } as const;

function field(
  key: keyof typeof contactAliases,
  type: ImportField['type'],
  example: string,
  more: Partial<ImportField> = {},
): ImportField {
  const aliases = contactAliases[key].split('|').map((alias) => alias.trim());
  return { key, label: `core.import.field.${key}`, type, example, aliases, ...more };
}

const identityFields: readonly ImportField[] = [
  field('kind', 'text', 'person'),
  field('firstName', 'text', 'Élodie'),
  field('middleName', 'text', 'Anne'),
  field('lastName', 'text', 'Martin'),
  field('name', 'text', 'Écully Conseil SARL', {
    beside: { field: 'firstName', becomes: 'lastName' },
  }),
  field('companyName', 'text', 'Groß & Söhne GmbH'),
  field('jobTitle', 'text', 'Directrice'),
  field('aliases', 'list', 'NVK ; Nederlandse Vereniging', MANY),
  field('organisationType', 'list', 'company'),
];

const reachFields: readonly ImportField[] = [
  field('email', 'email', 'elodie@example.fr', { ...PLACED, ...MANY }),
  field('phone', 'phone', '01 99 00 12 34', { ...PLACED, ...MANY }),
  field('website', 'url', 'https://example.fr', { ...PLACED, ...MANY }),
  field('street', 'text', '8 rue de l’Église', { ...ADDRESS, continuation: 'street2' }),
  field('street2', 'text', 'Bâtiment B', { ...ADDRESS, ...MANY }),
  field('city', 'text', 'Lyon', ADDRESS),
  field('region', 'text', 'Auvergne-Rhône-Alpes', ADDRESS),
  field('postalCode', 'postalCode', '69002', ADDRESS),
  field('country', 'country', 'France', ADDRESS),
];

const companyFields: readonly ImportField[] = [
  field('siren', 'siren', '732 829 320'),
  field('siret', 'siret', '732 829 320 00074'),
  field('vatNumber', 'vatNumber', 'FR44732829320'),
];

const otherFields: readonly ImportField[] = [
  field('birthday', 'date', '29/02/1984'),
  field('birthYear', 'number', '1984'),
  field('birthMonth', 'number', '2'),
  field('birthDay', 'number', '29'),
  field('note', 'longText', 'Rappeler après 18 h', MANY),
  field('tags', 'list', 'VIP, Salon 2026', MANY),
  field('roles', 'list', 'client, fournisseur', MANY),
  field('language', 'text', 'fr'),
  field('externalId', 'text', '90102'),
  field('createdAt', 'date', '2024-03-12'),
  field('ownerEmail', 'email', 'ines@example.com'),
];

/** Contacts: people and companies in one list. */
export const contactTarget: ImportTarget = {
  record: 'core.contact',
  fields: [...identityFields, ...reachFields, ...companyFields, ...otherFields],
  vendors: contactVendors,
};
