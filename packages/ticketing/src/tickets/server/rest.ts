import { defineAction, defineResource } from '@socle/plugin-sdk/server';
import { z } from 'zod';
import { TICKET, TICKET_PRIORITIES, TICKET_STATUSES } from '../contract';
import { noteInput, ticketInput, ticketPatch } from '../domain/ticket';
import { addNote } from './use-cases/add-note';
import { archiveTicket, restoreTicket } from './use-cases/archive-ticket';
import { openTicket } from './use-cases/open-ticket';
import { reopenTicket, solveTicket } from './use-cases/solve-ticket';
import { updateTicket } from './use-cases/update-ticket';

const nothing = z.object({});
const { description, ...posted } = ticketInput.shape;

/** `/api/v1/tickets`. */
export const ticketResource = defineResource({
  name: 'tickets',
  record: TICKET,
  summary: 'Tickets',
  output: z.object({
    number: z.string(),
    subject: z.string(),
    description: z.string(),
    contactId: z.uuid(),
    status: z.enum(TICKET_STATUSES),
    priority: z.enum(TICKET_PRIORITIES),
    assigneeId: z.uuid().nullable(),
    solvedAt: z.iso.datetime().nullable(),
  }),
  example: {
    number: 'T-12',
    subject: 'Une suspension clignote',
    description: 'La suspension de l’entrée clignote depuis hier.',
    status: 'open',
    priority: 'high',
    assigneeId: null,
    solvedAt: null,
  },
  create: {
    input: z.object({ ...posted, message: description }),
    run: (ctx, { message, ...input }) => openTicket(ctx, { ...input, description: message }),
  },
  update: { input: ticketPatch, run: updateTicket },
  archive: archiveTicket,
  restore: restoreTicket,
  actions: {
    solve: defineAction({
      permission: 'ticketing.ticket.update',
      summary: 'Mark as solved',
      input: nothing,
      run: (ctx, id) => solveTicket(ctx, id),
    }),
    reopen: defineAction({
      permission: 'ticketing.ticket.update',
      summary: 'Open again',
      input: nothing,
      run: (ctx, id) => reopenTicket(ctx, id),
    }),
    notes: defineAction({
      permission: 'ticketing.ticket.update',
      summary: 'Write a note for colleagues',
      input: noteInput,
      run: addNote,
    }),
  },
});
