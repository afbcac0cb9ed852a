import { useLoaderData } from '@remix-run/react';
import {
  ButtonLink,
  isNarrowed,
  ListPage,
  listState,
  titleMeta,
  useT,
} from '@socle/plugin-sdk/web';
import { LifeBuoy, Plus } from 'lucide-react';
import { pageLoader } from '../../../routes.server';
import { TICKET, TICKET_PRIORITIES, TICKET_STATUSES } from '../../contract';
import { ticketListPage } from '../../server/queries/ticket-pages';
import { ticketColumns } from '../components/ticket-columns';
import { TicketFilters } from '../components/ticket-filters';

export const handle = { live: [TICKET] };

export const loader = pageLoader('ticketing.ticket.read', async ({ ctx, url }) => {
  const state = listState(url.searchParams, {
    status: TICKET_STATUSES,
    priority: TICKET_PRIORITIES,
    assignee: ['me', 'none'],
  });
  return {
    ...(await ticketListPage(ctx, state, url.searchParams.get('cursor'))),
    state,
    canCreate: ctx.can('ticketing.ticket.create'),
    title: ctx.t('ticketing.ticket.many'),
  };
});

export const meta = titleMeta<typeof loader>(({ title }) => title);

/** All tickets; the URL is the state. */
export default function TicketList() {
  const t = useT();
  const { state, canCreate, ...page } = useLoaderData<typeof loader>();
  return (
    <ListPage
      title={t('ticketing.ticket.many')}
      recordType={TICKET}
      columns={ticketColumns(t)}
      page={page}
      rowHref={(ticket) => `/tickets/${ticket.id}`}
      isEmpty={page.rows.length === 0 && !isNarrowed(state)}
      empty={{
        icon: LifeBuoy,
        title: t('ticketing.ticket.empty.title'),
        text: t('ticketing.ticket.empty.text'),
      }}
      actions={
        canCreate && (
          <ButtonLink to="/tickets/new" variant="primary" icon={Plus}>
            {t('ticketing.ticket.new')}
          </ButtonLink>
        )
      }
      filters={<TicketFilters state={state} />}
    />
  );
}
