import { AppError, invalid } from '@socle/plugin-sdk/primitives';
import type { Ctx } from '@socle/plugin-sdk/server';
import { findMember } from '@socle/plugin-sdk/server';
import { TICKET, ticketAssigned } from '../../contract';
import { type TicketPatch, toSnapshot } from '../../domain/ticket';
import { Ticket, type TicketRow } from '../entities';
import { requireActiveContact } from './require-contact';

/** Changes a ticket's facts. With `version`, refuses when someone else was faster (stale). */
export async function updateTicket(
  ctx: Ctx,
  id: string,
  patch: TicketPatch,
  version: number | null,
): Promise<void> {
  ctx.require('ticketing.ticket.update');
  const ticket = await ctx.repo(Ticket).lock({ id });
  if (version !== null && ticket.version !== version) throw new AppError('stale', 'error.stale');
  const changes = changesOf(ticket, ctx.writable(TICKET, patch));
  if (Object.keys(changes).length === 0) return;
  if (changes.contactId) await requireActiveContact(ctx, changes.contactId);
  const assignee = changes.assigneeId ? await findMember(ctx, changes.assigneeId) : null;
  if (changes.assigneeId && !assignee)
    throw invalid([{ field: 'assigneeId', code: 'ticketing.ticket.error.unknownMember' }]);
  const changed = await ctx.repo(Ticket).update(ticket, changes);
  if (changes.assigneeId === undefined) return;
  await ctx.publish(ticketAssigned, {
    record: { type: TICKET, id },
    payload: { ticket: toSnapshot(changed), assigneeName: assignee?.name ?? null },
  });
}

/** Gives a ticket to a member, or to nobody. */
export const assignTicket = (ctx: Ctx, id: string, assigneeId: string | null): Promise<void> =>
  updateTicket(ctx, id, { assigneeId }, null);

function changesOf(ticket: TicketRow, patch: TicketPatch): Partial<TicketRow> {
  return Object.fromEntries(
    Object.entries(patch).filter(
      ([name, value]) =>
        value !== undefined &&
        (name === 'customFields' || value !== ticket[name as keyof TicketRow]),
    ),
  );
}
