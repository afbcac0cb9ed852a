import type { Ctx } from '@socle/plugin-sdk/server';
import { CONTACT, contactArchived, contactArchiving, contactRestored } from '../../contract';
import { toSnapshot } from '../../domain/contact';
import { Contact } from '../entities';

/** Puts a contact away. Nothing is deleted. Refused (conflict) while another module needs it. */
export async function archiveContact(ctx: Ctx, id: string): Promise<void> {
  ctx.require('core.contact.archive');
  const contact = await ctx.repo(Contact).lock({ id });
  if (contact.archivedAt) return;
  await ctx.guard(contactArchiving, { contactId: id });
  await ctx.repo(Contact).update(contact, { archivedAt: ctx.now() });
  await ctx.publish(contactArchived, {
    record: { type: CONTACT, id },
    payload: { contact: toSnapshot(contact) },
  });
}

/** Takes a contact out of the archive, as it was. */
export async function restoreContact(ctx: Ctx, id: string): Promise<void> {
  ctx.require('core.contact.archive');
  const contact = await ctx.repo(Contact).lock({ id });
  if (!contact.archivedAt) return;
  await ctx.repo(Contact).update(contact, { archivedAt: null });
  await ctx.publish(contactRestored, {
    record: { type: CONTACT, id },
    payload: { contact: toSnapshot(contact) },
  });
}
