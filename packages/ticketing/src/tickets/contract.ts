import { defineEvent } from '@socle/plugin-sdk';

/** Record type of tickets. */
export const TICKET = 'ticketing.ticket';

export const TICKET_STATUSES = ['open', 'solved'] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

/** How soon a ticket wants an answer, from the least to the most. */
export const TICKET_PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type TicketPriority = (typeof TICKET_PRIORITIES)[number];

/** A ticket as events carry it. `number` reads `T-12` and never changes. */
export interface TicketSnapshot {
  id: string;
  number: string;
  subject: string;
  contactId: string;
  status: TicketStatus;
  priority: TicketPriority;
  assigneeId: string | null;
}

/** A contact asked for help. */
export const ticketOpened = defineEvent<{ ticket: TicketSnapshot }>('ticketing.ticket.opened');

/** The ticket was given to a member, or to nobody (`assigneeName` is then null). */
export const ticketAssigned = defineEvent<{ ticket: TicketSnapshot; assigneeName: string | null }>(
  'ticketing.ticket.assigned',
);

/** The contact was helped. */
export const ticketSolved = defineEvent<{ ticket: TicketSnapshot }>('ticketing.ticket.solved');

/** A solved ticket was opened again. */
export const ticketReopened = defineEvent<{ ticket: TicketSnapshot }>('ticketing.ticket.reopened');

/** A member wrote a note for colleagues. `text` is plain text and must never reach the contact. */
export const ticketNoted = defineEvent<{ ticketId: string; noteId: string; text: string }>(
  'ticketing.ticket.noted',
);
