import { Badge, DescriptionList, Panel, TextLink, Time, useT } from '@socle/plugin-sdk/web';
import type { ReactNode } from 'react';
import { TICKET, type TicketPriority } from '../../contract';
import { priorityTone } from './ticket-tones';

interface Props {
  ticket: {
    contactId: string;
    contactName: string;
    priority: TicketPriority;
    assigneeName: string | null;
    createdAt: Date | string;
    solvedAt: Date | string | null;
  };
}

/** Who asks, how urgent it is, who takes care of it, and since when. */
export function TicketFacts({ ticket }: Props) {
  const t = useT();
  const fact = (key: string, value: ReactNode, field = key) => ({
    key,
    field,
    label: t(`ticketing.ticket.${key}`),
    value,
  });
  return (
    <Panel title={t('ticketing.ticket.facts')}>
      <DescriptionList
        recordType={TICKET}
        facts={[
          fact(
            'contact',
            <TextLink to={`/contacts/${ticket.contactId}`}>{ticket.contactName}</TextLink>,
            'contactId',
          ),
          fact(
            'priority',
            <Badge tone={priorityTone(ticket.priority)}>
              {t(`ticketing.priority.${ticket.priority}`)}
            </Badge>,
          ),
          fact('assignee', ticket.assigneeName ?? t('ticketing.ticket.unassigned'), 'assigneeId'),
          fact('openedAt', <Time at={ticket.createdAt} />),
          ...(ticket.solvedAt ? [fact('solvedAt', <Time at={ticket.solvedAt} />)] : []),
        ]}
      />
    </Panel>
  );
}
