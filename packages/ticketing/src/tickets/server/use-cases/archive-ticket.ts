import type { Ctx } from '@socle/plugin-sdk/server';
import { Ticket } from '../entities';
import { requireActiveContact } from './require-contact';

/** Puts a ticket away. Nothing is deleted. */
export async function archiveTicket(ctx: Ctx, id: string): Promise<void> {
  ctx.require('ticketing.ticket.archive');
  const ticket = await ctx.repo(Ticket).lock({ id });
  if (ticket.archivedAt) return;
  await ctx.repo(Ticket).update(ticket, { archivedAt: ctx.now() });
}

/** Takes a ticket out of the archive; an open one only while its contact is there (conflict). */
export async function restoreTicket(ctx: Ctx, id: string): Promise<void> {
  ctx.require('ticketing.ticket.archive');
  const ticket = await ctx.repo(Ticket).lock({ id });
  if (!ticket.archivedAt) return;
  if (ticket.status === 'open') await requireActiveContact(ctx, ticket.contactId);
  await ctx.repo(Ticket).update(ticket, { archivedAt: null });
}
