import { type Ctx, newId } from '@socle/plugin-sdk/server';
import { CONTACT, contactCreated } from '../../contract';
import { type ContactFacts, contactKeys, displayName, toSnapshot } from '../../domain/contact';
import type { ContactInput } from '../../domain/contact-input';
import { Contact, ContactKeyEntity, type ContactRow } from '../entities';

/**
 * Adds contacts, in the same few statements for one as for a thousand. Returns the rows in order.
 * Throws forbidden, or invalid naming the field.
 */
export async function createContacts(
  ctx: Ctx,
  inputs: readonly ContactInput[],
  importId: string | null = null,
): Promise<ContactRow[]> {
  ctx.require('core.contact.create');
  const rows = inputs.map((input) => {
    const facts: ContactFacts = { ...input, name: displayName(input) };
    return { ...facts, id: newId(), customFields: input.customFields, importId };
  });
  const created = await ctx.repo(Contact).insertMany(rows);
  await ctx
    .repo(ContactKeyEntity)
    .insertMany(
      created.flatMap((contact) =>
        contactKeys(contact).map((key) => ({ contactId: contact.id, ...key })),
      ),
    );
  await ctx.publishMany(
    contactCreated,
    created.map((contact) => ({
      record: { type: CONTACT, id: contact.id },
      payload: { contact: toSnapshot(contact), importId },
    })),
  );
  return created;
}

/** Adds one contact and returns its id. */
export async function createContact(ctx: Ctx, input: ContactInput): Promise<string> {
  const [created] = await createContacts(ctx, [input]);
  if (!created) throw new Error('A contact was to be created.');
  return created.id;
}
