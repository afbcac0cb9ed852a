import type { Transitions } from '@socle/plugin-sdk/primitives';
import { zId, zOptionalId, zRequiredText, zText } from '@socle/plugin-sdk/validation';
import { z } from 'zod';
import { TICKET_PRIORITIES, type TicketSnapshot, type TicketStatus } from '../contract';

/** What may be done to a ticket in each state. */
export const ticketMachine: Transitions<TicketStatus, 'solve' | 'reopen'> = {
  open: { solve: 'solved' },
  solved: { reopen: 'open' },
};

/** The number people read and quote: `T-12`. */
export const ticketNumber = (count: number): string => `T-${count}`;

/** The number somebody means by `T-12`, `t12` or `#12`; null when the text is something else. */
export function readTicketNumber(text: string): string | null {
  const digits = /^\s*(?:t\s*-?|#)\s*0*([1-9]\d{0,9})\s*$/i.exec(text)?.[1];
  return digits === undefined ? null : `T-${digits}`;
}

const description = zText(20_000);

const fields = {
  subject: zRequiredText(200),
  contactId: zId(),
  priority: z.enum(TICKET_PRIORITIES),
  assigneeId: zOptionalId(),
  customFields: z.record(z.string(), z.unknown()),
};

/** What opens a ticket. */
export const ticketInput = z.object({
  ...fields,
  description: description.default(''),
  priority: fields.priority.default('normal'),
  customFields: fields.customFields.default({}),
});
export type TicketInput = z.output<typeof ticketInput>;

/** Changes to a ticket; what is left out stays. Solving and reopening are acts of their own. */
export const ticketPatch = z.strictObject({
  subject: fields.subject.optional(),
  contactId: fields.contactId.optional(),
  description: description.optional(),
  priority: fields.priority.optional(),
  assigneeId: z.optional(fields.assigneeId),
  customFields: fields.customFields.optional(),
});
export type TicketPatch = z.output<typeof ticketPatch>;

/** A note for colleagues. */
export const noteInput = z.object({ text: zRequiredText(10_000) });

export const toSnapshot = (ticket: TicketSnapshot): TicketSnapshot => ({
  id: ticket.id,
  number: ticket.number,
  subject: ticket.subject,
  contactId: ticket.contactId,
  status: ticket.status,
  priority: ticket.priority,
  assigneeId: ticket.assigneeId,
});
