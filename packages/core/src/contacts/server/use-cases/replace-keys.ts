import type { Ctx } from '@socle/plugin-sdk/server';
import { contactKeys } from '../../domain/contact';
import { ContactKeyEntity, type ContactRow } from '../entities';

/** Writes down anew by what contacts are recognised; the same two statements whatever their number. */
export async function replaceKeys(ctx: Ctx, contacts: readonly ContactRow[]): Promise<void> {
  if (contacts.length === 0) return;
  await ctx.query('delete from core_contact_key where workspace_id = $1 and contact_id = any($2)', [
    ctx.workspace.id,
    contacts.map(({ id }) => id),
  ]);
  await ctx
    .repo(ContactKeyEntity)
    .insertMany(
      contacts.flatMap((contact) =>
        contactKeys(contact).map((key) => ({ contactId: contact.id, ...key })),
      ),
    );
}
