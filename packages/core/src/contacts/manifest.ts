import type {
  NavigationEntry,
  PermissionDefinition,
  RecordDefinition,
  RouteDefinition,
} from '@socle/plugin-sdk';
import { CONTACT_ROLES } from './contract';

/** The contacts part of core's manifest. */
export const contactPermissions = {
  'core.contact.read': {
    label: 'core.permission.contact.read',
    roles: ['manager', 'member', 'reader'],
  },
  'core.contact.create': { label: 'core.permission.contact.create', roles: ['manager', 'member'] },
  'core.contact.update': { label: 'core.permission.contact.update', roles: ['manager', 'member'] },
  'core.contact.archive': {
    label: 'core.permission.contact.archive',
    roles: ['manager', 'member'],
  },
  'core.contact.import': { label: 'core.permission.contact.import', roles: ['manager'] },
} as const satisfies Record<string, PermissionDefinition>;

export const contactRecord = {
  table: 'core_contact',
  label: 'core.contact.one',
  labelPlural: 'core.contact.many',
  icon: 'users',
  path: '/contacts/:id',
  title: 'name',
  subtitle: 'jobTitle',
  defaultSort: 'name',
  customFields: true,
  owner: 'ownerId',
  permissions: {
    read: 'core.contact.read',
    create: 'core.contact.create',
    update: 'core.contact.update',
    archive: 'core.contact.archive',
  },
  fields: {
    kind: {
      column: 'kind',
      type: 'select',
      label: 'core.contact.kind',
      filter: true,
      required: true,
      options: [
        { value: 'person', label: 'core.contact.person' },
        { value: 'company', label: 'core.contact.company' },
      ],
    },
    name: {
      column: 'name',
      type: 'text',
      label: 'core.contact.name',
      filter: true,
      sort: true,
      required: true,
    },
    firstName: {
      column: 'first_name',
      type: 'text',
      label: 'core.contact.firstName',
      filter: true,
    },
    lastName: { column: 'last_name', type: 'text', label: 'core.contact.lastName', filter: true },
    jobTitle: { column: 'job_title', type: 'text', label: 'core.contact.jobTitle', filter: true },
    roles: {
      column: 'roles',
      type: 'tags',
      label: 'core.contact.roles',
      filter: true,
      options: CONTACT_ROLES.map((role) => ({ value: role, label: `core.contact.role.${role}` })),
    },
    emails: { column: 'emails', type: 'json', label: 'core.contact.emails' },
    phones: { column: 'phones', type: 'json', label: 'core.contact.phones' },
    addresses: { column: 'addresses', type: 'json', label: 'core.contact.addresses' },
    website: { column: 'website', type: 'url', label: 'core.contact.website', filter: true },
    tags: { column: 'tags', type: 'tags', label: 'core.contact.tags', filter: true },
    birthday: { column: 'birthday', type: 'date', label: 'core.contact.birthday', filter: true },
    language: { column: 'language', type: 'text', label: 'core.contact.language', filter: true },
    siren: { column: 'siren', type: 'text', label: 'core.contact.siren', filter: true },
    siret: { column: 'siret', type: 'text', label: 'core.contact.siret', filter: true },
    vatNumber: {
      column: 'vat_number',
      type: 'text',
      label: 'core.contact.vatNumber',
      filter: true,
    },
    externalId: {
      column: 'external_id',
      type: 'text',
      label: 'core.contact.externalId',
      filter: true,
    },
    aliases: { column: 'aliases', type: 'tags', label: 'core.contact.aliases', filter: true },
    importId: {
      column: 'import_id',
      type: 'reference',
      label: 'core.contact.importId',
      filter: true,
    },
    ownerId: { column: 'owner_id', type: 'user', label: 'core.contact.owner', filter: true },
  },
} as const satisfies RecordDefinition;

export const contactNavigation: readonly NavigationEntry[] = [
  {
    id: 'core.contacts',
    label: 'core.contact.many',
    icon: 'users',
    to: '/contacts',
    permission: 'core.contact.read',
    order: 10,
  },
];

const page = (id: string, path: string, file: string): RouteDefinition => ({
  id: `core.contacts.${id}`,
  path,
  file: `./src/contacts/web/routes/${file}.tsx`,
});

export const contactRoutes: readonly RouteDefinition[] = [
  page('list', 'contacts', 'contact-list'),
  page('new', 'contacts/new', 'contact-new'),
  page('record', 'contacts/:id', 'contact-record'),
  page('edit', 'contacts/:id/edit', 'contact-edit'),
];
