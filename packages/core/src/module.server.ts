import { defineServerModule, providePort, searchText, timeline } from '@socle/plugin-sdk/server';
import {
  CONTACT,
  contactArchived,
  contactCreated,
  contactDirectory,
  contactRestored,
  contactUpdated,
  noteAdded,
} from './contacts/contract';
import { searchWords } from './contacts/domain/contact';
import {
  Contact,
  ContactKeyEntity,
  ContactLink,
  type ContactRow,
  Note,
} from './contacts/server/entities';
import { contactMigrations } from './contacts/server/migrations';
import { createContactDirectory } from './contacts/server/queries/contact-directory';
import { contactResource } from './contacts/server/rest';
import { seedDemo } from './demo/seed-demo';
import { importCommand } from './imports/server/command';
import { importMigrations } from './imports/server/migrations';
import { importEntities, importJobs } from './imports/server/module-parts';
import { manifest } from './manifest';

const ofContact = { permission: 'core.contact.read' } as const;
const subject = (id: string) => ({ type: CONTACT, id });

export const serverModule = defineServerModule({
  manifest,
  entities: [Contact, ContactKeyEntity, ContactLink, Note, ...importEntities] as never[],
  migrations: [...contactMigrations, ...importMigrations],
  jobs: importJobs as never[],
  ports: [providePort(contactDirectory, createContactDirectory)],
  resources: [contactResource],
  commands: [importCommand],
  demo: seedDemo,
  search: { [CONTACT]: searchText<ContactRow>(searchWords) },
  timeline: [
    timeline(contactCreated, {
      ...ofContact,
      message: 'core.timeline.contact.created',
      icon: 'plus',
      // A file of thousands is told on the import's own page, not thousands of times.
      entries: ({ payload }) =>
        payload.importId ? [] : [{ subject: subject(payload.contact.id), data: {} }],
    }),
    timeline(contactUpdated, {
      ...ofContact,
      message: 'core.timeline.contact.updated',
      icon: 'pencil',
      entries: ({ payload }) => [
        { subject: subject(payload.contact.id), data: { fields: payload.changed.join(', ') } },
      ],
    }),
    timeline(contactArchived, {
      ...ofContact,
      message: 'core.timeline.contact.archived',
      icon: 'archive',
      entries: ({ payload }) => [{ subject: subject(payload.contact.id), data: {} }],
    }),
    timeline(contactRestored, {
      ...ofContact,
      message: 'core.timeline.contact.restored',
      icon: 'archive',
      entries: ({ payload }) => [{ subject: subject(payload.contact.id), data: {} }],
    }),
    timeline(noteAdded, {
      ...ofContact,
      message: 'core.timeline.note',
      icon: 'note',
      entries: ({ payload }) => [
        { subject: subject(payload.contactId), data: { body: payload.text } },
      ],
    }),
  ],
});
