import {
  type RecordEntity,
  recordColumns,
  type WorkspaceRow,
  workspaceColumn,
} from '@socle/plugin-sdk/server';
import { EntitySchema } from 'typeorm';
import type { TicketSnapshot } from '../contract';

export interface TicketRow extends RecordEntity, TicketSnapshot {
  id: string;
  description: string;
  solvedAt: Date | null;
}

/** A contact's request for help. */
export const Ticket = new EntitySchema<TicketRow>({
  name: 'ticketing_ticket',
  columns: {
    ...recordColumns,
    number: { type: 'text' },
    subject: { type: 'text' },
    description: { type: 'text', default: '' },
    contactId: { type: 'uuid', name: 'contact_id' },
    status: { type: 'text', default: 'open' },
    priority: { type: 'text', default: 'normal' },
    assigneeId: { type: 'uuid', name: 'assignee_id', nullable: true },
    solvedAt: { type: 'timestamptz', name: 'solved_at', nullable: true },
  },
});

export interface TicketNoteRow extends WorkspaceRow {
  id: string;
  ticketId: string;
  text: string;
  createdAt: Date;
  createdBy: string | null;
}

/** What colleagues tell each other about a ticket. */
export const TicketNote = new EntitySchema<TicketNoteRow>({
  name: 'ticketing_note',
  columns: {
    ...workspaceColumn,
    id: { type: 'uuid', primary: true },
    ticketId: { type: 'uuid', name: 'ticket_id' },
    text: { type: 'text' },
    createdAt: { type: 'timestamptz', name: 'created_at' },
    createdBy: { type: 'uuid', name: 'created_by', nullable: true },
  },
});
