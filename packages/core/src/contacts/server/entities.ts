import {
  type RecordEntity,
  recordColumns,
  type WorkspaceRow,
  workspaceColumn,
} from '@socle/plugin-sdk/server';
import { EntitySchema } from 'typeorm';
import type { ContactFacts } from '../domain/contact';

export interface ContactRow extends RecordEntity, ContactFacts {
  importId: string | null;
}

const text = (name: string) => ({ type: 'text' as const, name, default: '' });
const optional = (name: string) => ({ type: 'text' as const, name, nullable: true });
const list = (name: string) => ({ type: 'text' as const, array: true, name, default: '{}' });
const json = (name: string) => ({ type: 'jsonb' as const, name, default: [] });

/** A person or a company. */
export const Contact = new EntitySchema<ContactRow>({
  name: 'core_contact',
  columns: {
    ...recordColumns,
    kind: { type: 'text' },
    name: { type: 'text' },
    firstName: text('first_name'),
    lastName: text('last_name'),
    jobTitle: text('job_title'),
    roles: list('roles'),
    emails: json('emails'),
    phones: json('phones'),
    addresses: json('addresses'),
    website: optional('website'),
    tags: list('tags'),
    birthday: { type: 'date', nullable: true },
    language: optional('language'),
    siren: optional('siren'),
    siret: optional('siret'),
    vatNumber: optional('vat_number'),
    externalId: optional('external_id'),
    aliases: list('aliases'),
    ownerId: { type: 'uuid', name: 'owner_id', nullable: true },
    importId: { type: 'uuid', name: 'import_id', nullable: true },
  },
});

export interface ContactKeyRow extends WorkspaceRow {
  contactId: string;
  kind: string;
  value: string;
}

/** How contacts are recognised; one row a key, found by an index that row-level security does not disable. */
export const ContactKeyEntity = new EntitySchema<ContactKeyRow>({
  name: 'core_contact_key',
  columns: {
    ...workspaceColumn,
    contactId: { type: 'uuid', primary: true, name: 'contact_id' },
    kind: { type: 'text', primary: true },
    value: { type: 'text', primary: true },
  },
});

export interface ContactLinkRow extends WorkspaceRow {
  id: string;
  /** The person, or the company that belongs to another. */
  contactId: string;
  companyId: string;
  kind: 'works_at' | 'subsidiary_of' | 'site_of';
  role: string;
  startsOn: string | null;
  endsOn: string | null;
  createdAt: Date;
}

/** A dated link of a person or a company to a company (C-02). */
export const ContactLink = new EntitySchema<ContactLinkRow>({
  name: 'core_contact_link',
  columns: {
    ...workspaceColumn,
    id: { type: 'uuid', primary: true },
    contactId: { type: 'uuid', name: 'contact_id' },
    companyId: { type: 'uuid', name: 'company_id' },
    kind: { type: 'text' },
    role: text('role'),
    startsOn: { type: 'date', name: 'starts_on', nullable: true },
    endsOn: { type: 'date', name: 'ends_on', nullable: true },
    createdAt: { type: 'timestamptz', name: 'created_at' },
  },
});

export interface NoteRow extends WorkspaceRow {
  id: string;
  contactId: string;
  text: string;
  createdAt: Date;
  createdBy: string | null;
}

export const Note = new EntitySchema<NoteRow>({
  name: 'core_note',
  columns: {
    ...workspaceColumn,
    id: { type: 'uuid', primary: true },
    contactId: { type: 'uuid', name: 'contact_id' },
    text: { type: 'text' },
    createdAt: { type: 'timestamptz', name: 'created_at' },
    createdBy: { type: 'uuid', name: 'created_by', nullable: true },
  },
});
