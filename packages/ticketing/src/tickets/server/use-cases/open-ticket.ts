import { invalid } from '@socle/plugin-sdk/primitives';
import type { Ctx } from '@socle/plugin-sdk/server';
import { findMember } from '@socle/plugin-sdk/server';
import { TICKET, ticketOpened } from '../../contract';
import { type TicketInput, ticketNumber, toSnapshot } from '../../domain/ticket';
import { Ticket } from '../entities';
import { requireActiveContact } from './require-contact';

/** Opens a ticket for a contact and gives it the next number; returns its id. Throws invalid naming the field. */
export async function openTicket(ctx: Ctx, input: TicketInput): Promise<string> {
  ctx.require('ticketing.ticket.create');
  await requireActiveContact(ctx, input.contactId);
  if (input.assigneeId && !(await findMember(ctx, input.assigneeId)))
    throw invalid([{ field: 'assigneeId', code: 'ticketing.ticket.error.unknownMember' }]);
  const ticket = await ctx.repo(Ticket).insert({
    number: ticketNumber(await takeNumber(ctx)),
    subject: input.subject,
    description: input.description,
    contactId: input.contactId,
    status: 'open',
    priority: input.priority,
    assigneeId: input.assigneeId,
    solvedAt: null,
    customFields: input.customFields,
  });
  await ctx.publish(ticketOpened, {
    record: { type: TICKET, id: ticket.id },
    payload: { ticket: toSnapshot(ticket) },
  });
  return ticket.id;
}

// The counter's row stays locked until this transaction ends: nobody gets the same number, and one
// that is rolled back is given again.
async function takeNumber(ctx: Ctx): Promise<number> {
  const [counter] = await ctx.query<{ last: string }>(
    `insert into ticketing_counter (workspace_id, name, last) values ($1, 'ticket', 1)
     on conflict (workspace_id, name) do update set last = ticketing_counter.last + 1 returning last`,
    [ctx.workspace.id],
  );
  return Number(counter?.last);
}
