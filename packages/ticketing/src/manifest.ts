import { defineManifest } from '@socle/plugin-sdk';
import { ticketingMessages } from './messages';
import { TICKET, TICKET_PRIORITIES, TICKET_STATUSES } from './tickets/contract';

/** Ticketing: what contacts ask for, until it is solved. */
export const manifest = defineManifest({
  id: 'ticketing',
  version: '0.1.0',
  sdk: '^0.1.0',
  name: 'ticketing.name',
  description: 'ticketing.description',
  icon: 'life-buoy',
  dependsOn: ['core'],
  permissions: {
    'ticketing.ticket.read': {
      label: 'ticketing.permission.ticket.read',
      roles: ['manager', 'member', 'reader'],
    },
    'ticketing.ticket.create': {
      label: 'ticketing.permission.ticket.create',
      roles: ['manager', 'member'],
    },
    'ticketing.ticket.update': {
      label: 'ticketing.permission.ticket.update',
      roles: ['manager', 'member'],
    },
  },
  records: {
    [TICKET]: {
      table: 'ticketing_ticket',
      label: 'ticketing.ticket.one',
      labelPlural: 'ticketing.ticket.many',
      icon: 'life-buoy',
      path: '/tickets/:id',
      title: 'subject',
      subtitle: 'number',
      defaultSort: '-createdAt',
      customFields: true,
      owner: 'assigneeId',
      permissions: {
        read: 'ticketing.ticket.read',
        create: 'ticketing.ticket.create',
        update: 'ticketing.ticket.update',
      },
      fields: {
        number: {
          column: 'number',
          type: 'text',
          label: 'ticketing.ticket.number',
          filter: true,
          required: true,
        },
        subject: {
          column: 'subject',
          type: 'text',
          label: 'ticketing.ticket.subject',
          filter: true,
          required: true,
        },
        description: {
          column: 'description',
          type: 'longText',
          label: 'ticketing.ticket.description',
        },
        contactId: {
          column: 'contact_id',
          type: 'reference',
          label: 'ticketing.ticket.contact',
          filter: true,
          required: true,
          to: 'core.contact',
        },
        status: {
          column: 'status',
          type: 'select',
          label: 'ticketing.ticket.status',
          filter: true,
          required: true,
          options: TICKET_STATUSES.map((status) => ({
            value: status,
            label: `ticketing.status.${status}`,
          })),
        },
        priority: {
          column: 'priority',
          type: 'select',
          label: 'ticketing.ticket.priority',
          filter: true,
          required: true,
          options: TICKET_PRIORITIES.map((priority) => ({
            value: priority,
            label: `ticketing.priority.${priority}`,
          })),
        },
        assigneeId: {
          column: 'assignee_id',
          type: 'user',
          label: 'ticketing.ticket.assignee',
          filter: true,
        },
        solvedAt: {
          column: 'solved_at',
          type: 'instant',
          label: 'ticketing.ticket.solvedAt',
          filter: true,
        },
      },
    },
  },
  navigation: [
    {
      id: 'ticketing.tickets',
      label: 'ticketing.ticket.many',
      icon: 'life-buoy',
      to: '/tickets',
      permission: 'ticketing.ticket.read',
      order: 50,
    },
  ],
  routes: [
    {
      id: 'ticketing.tickets',
      path: 'tickets',
      file: './src/tickets/web/routes/ticket-list.tsx',
    },
    {
      id: 'ticketing.tickets.new',
      path: 'tickets/new',
      file: './src/tickets/web/routes/ticket-new.tsx',
    },
    {
      id: 'ticketing.tickets.record',
      path: 'tickets/:id',
      file: './src/tickets/web/routes/ticket-record.tsx',
    },
    {
      id: 'ticketing.tickets.edit',
      path: 'tickets/:id/edit',
      file: './src/tickets/web/routes/ticket-edit.tsx',
    },
  ],
  messages: ticketingMessages,
});
