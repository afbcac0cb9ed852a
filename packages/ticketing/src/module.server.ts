import { CONTACT, contactArchiving, contactPanels, neededBy } from '@socle/core/contract';
import type { EventDefinition } from '@socle/plugin-sdk';
import {
  defineServerModule,
  fillSlot,
  guard,
  searchText,
  timeline,
} from '@socle/plugin-sdk/server';
import { manifest } from './manifest';
import {
  TICKET,
  type TicketSnapshot,
  ticketAssigned,
  ticketNoted,
  ticketOpened,
  ticketReopened,
  ticketSolved,
} from './tickets/contract';
import { seedTickets } from './tickets/demo/seed-tickets';
import { Ticket, TicketNote, type TicketRow } from './tickets/server/entities';
import { ticketMigrations } from './tickets/server/migrations';
import { openTicketNumbers } from './tickets/server/queries/open-ticket-numbers';
import { contactTickets } from './tickets/server/queries/ticket-pages';
import { ticketResource } from './tickets/server/rest';

const shown = { icon: 'life-buoy', permission: 'ticketing.ticket.read' } as const;
const onTicket = (id: string) => ({ type: TICKET, id });

const toTimelines = <P extends { ticket: TicketSnapshot }>(
  event: EventDefinition<P>,
  message: string,
) =>
  timeline(event, {
    ...shown,
    message,
    entries: ({ payload: { ticket } }) => {
      const data = { number: ticket.number, subject: ticket.subject };
      return [
        { subject: { type: CONTACT, id: ticket.contactId }, data },
        { subject: onTicket(ticket.id), data },
      ];
    },
  });

export const serverModule = defineServerModule({
  manifest,
  entities: [Ticket, TicketNote] as never[],
  migrations: ticketMigrations,
  resources: [ticketResource],
  search: {
    [TICKET]: searchText<TicketRow>(
      ({ number, subject, description }) => `${number} ${subject} ${description}`,
    ),
  },
  slots: [
    fillSlot(contactPanels, {
      id: 'ticketing.contactTickets',
      permission: 'ticketing.ticket.read',
      order: 50,
      load: (ctx, { contactId }) => contactTickets(ctx, contactId),
    }),
  ],
  guards: [
    guard(contactArchiving, (ctx, { contactId }) =>
      neededBy(ctx, () => openTicketNumbers(ctx, contactId), {
        seen: (numbers) => ({ code: 'ticketing.ticket.error.openTickets', params: { numbers } }),
        unseen: { code: 'ticketing.ticket.error.othersTickets' },
      }),
    ),
  ],
  timeline: [
    toTimelines(ticketOpened, 'ticketing.timeline.opened'),
    toTimelines(ticketSolved, 'ticketing.timeline.solved'),
    toTimelines(ticketReopened, 'ticketing.timeline.reopened'),
    timeline(ticketAssigned, {
      ...shown,
      message: 'ticketing.timeline.assigned',
      entries: ({ payload: { ticket, assigneeName } }) => [
        {
          subject: onTicket(ticket.id),
          data: { isAssigned: assigneeName === null ? 'no' : 'yes', name: assigneeName ?? '' },
        },
      ],
    }),
    timeline(ticketNoted, {
      ...shown,
      icon: 'note',
      message: 'ticketing.timeline.noted',
      entries: ({ payload: { ticketId, text } }) => [
        { subject: onTicket(ticketId), data: { body: text } },
      ],
    }),
  ],
  demo: seedTickets,
});
