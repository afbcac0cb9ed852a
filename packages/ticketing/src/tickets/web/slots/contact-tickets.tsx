import { Badge, ButtonLink, Panel, Stack, Text, TextLink, useT } from '@socle/plugin-sdk/web';
import { Plus } from 'lucide-react';
import type { contactTickets } from '../../server/queries/ticket-pages';
import { priorityTone, statusTone } from '../components/ticket-tones';

interface Props {
  props: { contactId: string };
  data: Awaited<ReturnType<typeof contactTickets>>;
}

/** On a contact's page: what this contact asked for, the open requests first. */
export function ContactTickets({ props, data }: Props) {
  const t = useT();
  return (
    <Panel
      title={t('ticketing.ticket.many')}
      meta={
        data.tickets.length > 0
          ? t('ticketing.ticket.panel.open', { count: data.openCount })
          : undefined
      }
      actions={
        data.canCreate && (
          <ButtonLink
            to={`/tickets/new?contactId=${props.contactId}`}
            size="small"
            variant="ghost"
            icon={Plus}
          >
            {t('ticketing.ticket.panel.new')}
          </ButtonLink>
        )
      }
    >
      {data.tickets.length === 0 ? (
        <Text look="soft">{t('ticketing.ticket.panel.none')}</Text>
      ) : (
        <Stack gap="tight">
          {data.tickets.map((ticket) => (
            <TicketLine key={ticket.id} ticket={ticket} />
          ))}
        </Stack>
      )}
    </Panel>
  );
}

function TicketLine({ ticket }: { ticket: Props['data']['tickets'][number] }) {
  const t = useT();
  const isPressing = ticket.status === 'open' && ['high', 'urgent'].includes(ticket.priority);
  return (
    <div className="flex min-w-0 items-baseline gap-2">
      <Text look="faint" isNumeric>
        {ticket.number}
      </Text>
      <span className="min-w-0 flex-1">
        <TextLink to={`/tickets/${ticket.id}`}>{ticket.subject}</TextLink>
      </span>
      {isPressing ? (
        <Badge tone={priorityTone(ticket.priority)}>
          {t(`ticketing.priority.${ticket.priority}`)}
        </Badge>
      ) : (
        <Badge tone={statusTone(ticket.status)}>{t(`ticketing.status.${ticket.status}`)}</Badge>
      )}
    </div>
  );
}
