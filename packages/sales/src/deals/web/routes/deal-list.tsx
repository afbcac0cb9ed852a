import { useLoaderData, useLocation, useNavigation } from '@remix-run/react';
import {
  Badge,
  ButtonLink,
  DataTable,
  EmptyState,
  ExportLink,
  FilterBar,
  FilterSelect,
  Money,
  PageHeader,
  Pager,
  SearchField,
  Text,
  Time,
  Toolbar,
  useT,
} from '@socle/plugin-sdk/web';
import { Handshake, Plus, Search } from 'lucide-react';
import { pageLoader } from '../../../routes.server';
import { DEAL, DEAL_STAGES } from '../../contract';
import { dealListPage } from '../../server/queries/deal-pages';
import { statusTone } from '../components/deal-status';

const STATUSES = ['open', 'won', 'lost'];

export const loader = pageLoader('sales.deal.read', async ({ ctx, url }) => {
  const one = (name: string, allowed: readonly string[]): string => {
    const value = url.searchParams.get(name) ?? '';
    return allowed.includes(value) ? value : '';
  };
  const state = {
    q: (url.searchParams.get('q') ?? '').slice(0, 200),
    status: one('status', STATUSES),
    stage: one('stage', DEAL_STAGES),
  };
  return {
    ...(await dealListPage(ctx, state, url.searchParams.get('cursor'))),
    state,
    canCreate: ctx.can('sales.deal.create'),
    title: ctx.t('sales.deal.many'),
  };
});

export const meta = ({ data }: { data?: { title: string } }) => [
  { title: `${data?.title ?? ''} – Socle` },
];

/** All deals; the URL is the state. */
export default function DealList() {
  const t = useT();
  const { rows, state, canCreate, nextCursor, previousCursor, exportHref } =
    useLoaderData<typeof loader>();
  const { pathname, search } = useLocation();
  const isBusy = useNavigation().location?.pathname === pathname;
  const isFiltered = Object.values(state).some((value) => value !== '');
  const cursorHref = (cursor: string): string => {
    const next = new URLSearchParams(search);
    next.set('cursor', cursor);
    return `${pathname}?${next.toString()}`;
  };
  const create = canCreate && (
    <ButtonLink to="/deals/new" variant="primary" icon={Plus}>
      {t('sales.deal.new')}
    </ButtonLink>
  );
  if (rows.length === 0 && !isFiltered) {
    return (
      <>
        <PageHeader title={t('sales.deal.many')} />
        <EmptyState
          icon={Handshake}
          title={t('sales.deal.empty.title')}
          text={t('sales.deal.empty.text')}
          actions={create}
        />
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={t('sales.deal.many')}
        actions={
          <>
            <ExportLink href={exportHref} />
            {create}
          </>
        }
      />
      <Toolbar>
        <SearchField label={t('sales.deal.search')} defaultValue={state.q}>
          {state.status && <input type="hidden" name="status" value={state.status} />}
          {state.stage && <input type="hidden" name="stage" value={state.stage} />}
        </SearchField>
        <FilterBar isFiltered={`${state.status}${state.stage}` !== ''} clearHref={pathname}>
          {state.q && <input type="hidden" name="q" value={state.q} />}
          <FilterSelect
            name="status"
            label={t('sales.deal.status')}
            value={state.status}
            options={STATUSES.map((value) => ({ value, label: t(`sales.status.${value}`) }))}
          />
          <FilterSelect
            name="stage"
            label={t('sales.deal.stage')}
            value={state.stage}
            options={DEAL_STAGES.map((value) => ({ value, label: t(`sales.stage.${value}`) }))}
          />
        </FilterBar>
      </Toolbar>
      <DataTable
        recordType={DEAL}
        caption={t('sales.deal.many')}
        rows={rows}
        rowKey={(deal) => deal.id}
        rowHref={(deal) => `/deals/${deal.id}`}
        isFilling
        isBusy={isBusy}
        columns={[
          {
            key: 'name',
            header: t('sales.deal.name'),
            width: '28%',
            render: (deal) => <Text>{deal.name}</Text>,
          },
          {
            key: 'contact',
            field: 'contactId',
            header: t('sales.deal.contact'),
            render: (deal) => deal.contactName,
          },
          {
            key: 'owner',
            field: 'ownerId',
            header: t('sales.deal.owner'),
            isHiddenOnCards: true,
            render: (deal) => deal.ownerName,
          },
          {
            key: 'amount',
            header: t('sales.deal.amount'),
            align: 'end',
            render: (deal) => <Money amount={deal.amount} currency={deal.currency} />,
          },
          {
            key: 'stage',
            header: t('sales.deal.stage'),
            render: (deal) => t(`sales.stage.${deal.stage}`),
          },
          {
            key: 'status',
            header: t('sales.deal.status'),
            render: (deal) => (
              <Badge tone={statusTone(deal.status)}>{t(`sales.status.${deal.status}`)}</Badge>
            ),
          },
          {
            key: 'updatedAt',
            header: t('sales.deal.updatedAt'),
            align: 'end',
            isHiddenOnCards: true,
            render: (deal) => <Time at={deal.updatedAt} />,
          },
        ]}
        empty={
          <EmptyState
            icon={Search}
            title={t('sales.deal.noResult.title')}
            text={t('sales.deal.noResult.text')}
            actions={<ButtonLink to={pathname}>{t('sales.deal.clearFilters')}</ButtonLink>}
          />
        }
      />
      <Pager
        shown={rows.length}
        previousHref={previousCursor ? cursorHref(previousCursor) : undefined}
        nextHref={nextCursor ? cursorHref(nextCursor) : undefined}
      />
    </>
  );
}
