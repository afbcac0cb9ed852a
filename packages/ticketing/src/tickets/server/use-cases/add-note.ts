import { type Ctx, newId } from '@socle/plugin-sdk/server';
import type { z } from 'zod';
import { TICKET, ticketNoted } from '../../contract';
import type { noteInput } from '../../domain/ticket';
import { Ticket, TicketNote } from '../entities';

/** Writes a note for colleagues; it appears on the ticket's timeline and nowhere else. */
export async function addNote(
  ctx: Ctx,
  ticketId: string,
  { text }: z.output<typeof noteInput>,
): Promise<void> {
  ctx.require('ticketing.ticket.update');
  const ticket = await ctx.repo(Ticket).get({ id: ticketId });
  ctx.requireReach('ticketing.ticket.update', TICKET, ticket);
  const id = newId();
  await ctx
    .repo(TicketNote)
    .insert({ id, ticketId, text, createdAt: ctx.now(), createdBy: ctx.actor.userId });
  await ctx.publish(ticketNoted, {
    record: { type: TICKET, id: ticketId },
    payload: { ticketId, noteId: id, text },
  });
}
