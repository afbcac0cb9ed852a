import { type Ctx, newId, zRequiredText } from '@socle/plugin-sdk/server';
import { z } from 'zod';
import { CONTACT, noteAdded } from '../../contract';
import { Contact, Note } from '../entities';

export const noteInput = z.object({ text: zRequiredText(10_000) });

/** Writes a note on a contact; it appears on the contact's timeline. */
export async function addNote(
  ctx: Ctx,
  contactId: string,
  input: z.output<typeof noteInput>,
): Promise<string> {
  ctx.require('core.contact.update');
  const contact = await ctx.repo(Contact).get({ id: contactId });
  ctx.requireReach('core.contact.update', CONTACT, contact);
  const id = newId();
  await ctx
    .repo(Note)
    .insert({ id, contactId, text: input.text, createdAt: ctx.now(), createdBy: ctx.actor.userId });
  await ctx.publish(noteAdded, {
    record: { type: CONTACT, id: contactId },
    payload: { noteId: id, contactId, text: input.text },
  });
  return id;
}
