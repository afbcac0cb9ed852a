import { AppError, nextState } from '@socle/plugin-sdk/primitives';
import type { Ctx } from '@socle/plugin-sdk/server';
import { TICKET, ticketReopened, ticketSolved } from '../../contract';
import { ticketMachine, toSnapshot } from '../../domain/ticket';
import { Ticket, type TicketRow } from '../entities';
import { requireActiveContact } from './require-contact';

/** Says that the contact was helped. A solved ticket is not solved twice (conflict). */
export async function solveTicket(ctx: Ctx, id: string): Promise<void> {
  const ticket = await act(ctx, id, 'solve');
  await ctx.publish(ticketSolved, {
    record: { type: TICKET, id },
    payload: { ticket: toSnapshot(ticket) },
  });
}

/** Takes a solved ticket up again. An open ticket is not reopened (conflict). */
export async function reopenTicket(ctx: Ctx, id: string): Promise<void> {
  const ticket = await act(ctx, id, 'reopen');
  await ctx.publish(ticketReopened, {
    record: { type: TICKET, id },
    payload: { ticket: toSnapshot(ticket) },
  });
}

const REFUSALS = {
  solve: 'ticketing.ticket.error.alreadySolved',
  reopen: 'ticketing.ticket.error.alreadyOpen',
} as const;

async function act(ctx: Ctx, id: string, name: 'solve' | 'reopen'): Promise<TicketRow> {
  ctx.require('ticketing.ticket.update');
  const ticket = await ctx.repo(Ticket).lock({ id });
  if (ticket.archivedAt) throw new AppError('conflict', 'ticketing.ticket.error.archived');
  const status = nextState(ticketMachine, ticket.status, name);
  if (!status) throw new AppError('conflict', REFUSALS[name]);
  if (status === 'open') await requireActiveContact(ctx, ticket.contactId);
  return ctx
    .repo(Ticket)
    .update(ticket, { status, solvedAt: status === 'solved' ? ctx.now() : null });
}
