import type { Tone } from '@socle/plugin-sdk/web';
import type { TicketPriority, TicketStatus } from '../../contract';

const STATUS: Record<TicketStatus, Tone> = { open: 'info', solved: 'success' };
const PRIORITY: Record<TicketPriority, Tone> = {
  low: 'muted',
  normal: 'muted',
  high: 'warning',
  urgent: 'danger',
};

/** The colour of a ticket's state; the word always stands beside it. */
export const statusTone = (status: TicketStatus): Tone => STATUS[status];

/** The colour of a priority; the word always stands beside it. */
export const priorityTone = (priority: TicketPriority): Tone => PRIORITY[priority];
