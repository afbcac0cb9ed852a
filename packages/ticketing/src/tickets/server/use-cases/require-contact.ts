import { CONTACT } from '@socle/core/contract';
import { AppError, invalid } from '@socle/plugin-sdk/primitives';
import type { Ctx } from '@socle/plugin-sdk/server';

/** An open ticket needs a contact who is there: throws invalid for an unknown one, conflict for an archived one. */
export async function requireActiveContact(ctx: Ctx, contactId: string): Promise<void> {
  const contact = await ctx.records.find(CONTACT, contactId);
  if (!contact)
    throw invalid([{ field: 'contactId', code: 'ticketing.ticket.error.unknownContact' }]);
  if (contact.archivedAt) throw new AppError('conflict', 'ticketing.ticket.error.archivedContact');
}
