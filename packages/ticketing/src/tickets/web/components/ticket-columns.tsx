import { Badge, type DataTableColumn, Text, Time, type useT } from '@socle/plugin-sdk/web';
import type { TicketListRow } from '../../server/queries/ticket-pages';
import { priorityTone, statusTone } from './ticket-tones';

/** The columns of the ticket list. */
export const ticketColumns = (t: ReturnType<typeof useT>): DataTableColumn<TicketListRow>[] => [
  {
    key: 'subject',
    header: t('ticketing.ticket.subject'),
    width: '36%',
    render: (ticket) => (
      <span className="flex items-baseline gap-2">
        <Text look="faint" isNumeric>
          {ticket.number}
        </Text>
        <span className="min-w-0 truncate">{ticket.subject}</span>
      </span>
    ),
  },
  {
    key: 'contact',
    field: 'contactId',
    header: t('ticketing.ticket.contact'),
    render: (ticket) => ticket.contactName,
  },
  {
    key: 'status',
    header: t('ticketing.ticket.status'),
    render: (ticket) => (
      <Badge tone={statusTone(ticket.status)}>{t(`ticketing.status.${ticket.status}`)}</Badge>
    ),
  },
  {
    key: 'priority',
    header: t('ticketing.ticket.priority'),
    render: (ticket) => (
      <Badge tone={priorityTone(ticket.priority)}>
        {t(`ticketing.priority.${ticket.priority}`)}
      </Badge>
    ),
  },
  {
    key: 'assignee',
    field: 'assigneeId',
    header: t('ticketing.ticket.assignee'),
    render: (ticket) => ticket.assigneeName,
  },
  {
    key: 'createdAt',
    header: t('ticketing.ticket.openedAt'),
    align: 'end',
    render: (ticket) => <Time at={ticket.createdAt} />,
  },
];
