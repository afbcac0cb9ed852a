import { useLoaderData, useLocation, useNavigation } from '@remix-run/react';
import {
  ButtonLink,
  DataTable,
  EmptyState,
  ExportLink,
  PageHeader,
  Pager,
  useT,
} from '@socle/plugin-sdk/web';
import { LifeBuoy, Plus, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { pageLoader } from '../../../routes.server';
import { TICKET, TICKET_PRIORITIES, TICKET_STATUSES } from '../../contract';
import { type TicketListState, ticketListPage } from '../../server/queries/ticket-pages';
import { ticketColumns } from '../components/ticket-columns';
import { TicketFilters } from '../components/ticket-filters';

export const handle = { live: [TICKET] };

export const loader = pageLoader('ticketing.ticket.read', async ({ ctx, url }) => {
  const one = <T extends string>(name: string, allowed: readonly T[]): T | '' =>
    allowed.find((value) => value === url.searchParams.get(name)) ?? '';
  const state: TicketListState = {
    q: (url.searchParams.get('q') ?? '').trim().slice(0, 200),
    status: one('status', TICKET_STATUSES),
    priority: one('priority', TICKET_PRIORITIES),
    assignee: one('assignee', ['me', 'none']),
  };
  return {
    ...(await ticketListPage(ctx, state, url.searchParams.get('cursor'))),
    state,
    canCreate: ctx.can('ticketing.ticket.create'),
    title: ctx.t('ticketing.ticket.many'),
  };
});

export const meta = ({ data }: { data?: { title: string } }) => [
  { title: `${data?.title ?? ''} – Socle` },
];

/** All tickets; the URL is the state. */
export default function TicketList() {
  const t = useT();
  const { rows, state, canCreate, nextCursor, previousCursor, exportHref } =
    useLoaderData<typeof loader>();
  const { pathname, search } = useLocation();
  const isBusy = useNavigation().location?.pathname === pathname;
  const create = canCreate && (
    <ButtonLink to="/tickets/new" variant="primary" icon={Plus}>
      {t('ticketing.ticket.new')}
    </ButtonLink>
  );
  if (rows.length === 0 && Object.values(state).every((value) => value === ''))
    return <NoTickets create={create} />;
  return (
    <>
      <PageHeader
        title={t('ticketing.ticket.many')}
        actions={
          <>
            <ExportLink href={exportHref} />
            {create}
          </>
        }
      />
      <TicketFilters state={state} />
      <DataTable
        recordType={TICKET}
        caption={t('ticketing.ticket.many')}
        rows={rows}
        rowKey={(ticket) => ticket.id}
        rowHref={(ticket) => `/tickets/${ticket.id}`}
        isFilling
        isBusy={isBusy}
        columns={ticketColumns(t)}
        empty={<NothingFound />}
      />
      <Pager
        shown={rows.length}
        previousHref={cursorHref(pathname, search, previousCursor)}
        nextHref={cursorHref(pathname, search, nextCursor)}
      />
    </>
  );
}

function cursorHref(pathname: string, search: string, cursor: string | null): string | undefined {
  if (!cursor) return undefined;
  const next = new URLSearchParams(search);
  next.set('cursor', cursor);
  return `${pathname}?${next.toString()}`;
}

function NoTickets({ create }: { create: ReactNode }) {
  const t = useT();
  return (
    <>
      <PageHeader title={t('ticketing.ticket.many')} />
      <EmptyState
        icon={LifeBuoy}
        title={t('ticketing.ticket.empty.title')}
        text={t('ticketing.ticket.empty.text')}
        actions={create}
      />
    </>
  );
}

function NothingFound() {
  const t = useT();
  return (
    <EmptyState
      icon={Search}
      title={t('ticketing.ticket.noResult.title')}
      text={t('ticketing.ticket.noResult.text')}
      actions={<ButtonLink to="/tickets">{t('ticketing.ticket.clearFilters')}</ButtonLink>}
    />
  );
}
