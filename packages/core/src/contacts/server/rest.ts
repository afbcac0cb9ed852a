import { defineAction, defineResource, readTimeline } from '@socle/plugin-sdk/server';
import { z } from 'zod';
import { CONTACT, CONTACT_ROLES } from '../contract';
import { contactInput, contactPatch } from '../domain/contact-input';
import { companiesOf } from './queries/contact-links';
import { addNote, noteInput } from './use-cases/add-note';
import { archiveContact, restoreContact } from './use-cases/archive-contact';
import { createContact } from './use-cases/create-contacts';
import { updateContact } from './use-cases/update-contact';

const labelled = z.array(z.object({ value: z.string(), label: z.string() }));

/** `/api/v1/contacts`. */
export const contactResource = defineResource({
  name: 'contacts',
  record: CONTACT,
  summary: 'People and companies',
  output: z.object({
    kind: z.enum(['person', 'company']),
    name: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    jobTitle: z.string(),
    roles: z.array(z.enum(CONTACT_ROLES)),
    emails: labelled,
    phones: labelled,
    addresses: z.array(
      z.object({
        label: z.string(),
        street: z.string(),
        postalCode: z.string(),
        city: z.string(),
        region: z.string(),
        country: z.string(),
      }),
    ),
    website: z.string().nullable(),
    tags: z.array(z.string()),
    birthday: z.iso.date().nullable(),
    language: z.string().nullable(),
    siren: z.string().nullable(),
    siret: z.string().nullable(),
    vatNumber: z.string().nullable(),
    externalId: z.string().nullable(),
    aliases: z.array(z.string()),
    ownerId: z.uuid().nullable(),
    companies: z.array(
      z.object({
        contactId: z.uuid(),
        role: z.string(),
        from: z.iso.date().nullable(),
        to: z.iso.date().nullable(),
      }),
    ),
  }),
  example: {
    id: '01936f4e-7c1a-7000-8000-000000000001',
    version: 1,
    kind: 'person',
    name: 'Claire Lefèvre',
    firstName: 'Claire',
    lastName: 'Lefèvre',
    jobTitle: 'Directrice des achats',
    roles: ['customer'],
    emails: [{ value: 'claire.lefevre@exemple.fr', label: 'work' }],
    phones: [{ value: '+33612345678', label: 'mobile' }],
    tags: ['VIP'],
    companies: [],
  },
  async expand(ctx, rows) {
    const companies = await companiesOf(
      ctx,
      rows.map((row) => row.id),
    );
    return rows.map((row) => ({ ...row, companies: companies.get(row.id) ?? [] }));
  },
  create: { input: contactInput, run: createContact },
  update: {
    input: contactPatch.refine((patch) => Object.keys(patch).length > 0, {
      error: 'error.required',
    }),
    run: updateContact,
  },
  archive: archiveContact,
  restore: restoreContact,
  actions: {
    notes: defineAction({
      permission: 'core.contact.update',
      summary: 'Write a note on the timeline',
      input: noteInput,
      run: async (ctx, id, input) => void (await addNote(ctx, id, input)),
    }),
  },
  views: {
    timeline: {
      permission: 'core.contact.read',
      summary: 'What happened, newest first',
      output: z.object({
        data: z.array(
          z.object({
            id: z.uuid(),
            kind: z.string(),
            text: z.string(),
            data: z.record(z.string(), z.unknown()),
            occurredAt: z.iso.datetime(),
            userName: z.string().nullable(),
          }),
        ),
        nextCursor: z.string().nullable(),
      }),
      async load(ctx, id, url) {
        const page = await readTimeline(
          ctx,
          { type: CONTACT, id },
          {
            cursor: url.searchParams.get('cursor'),
            kind: url.searchParams.get('kind'),
          },
        );
        return { data: page.entries, nextCursor: page.nextCursor };
      },
    },
  },
});
