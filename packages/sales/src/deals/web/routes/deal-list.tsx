import { useLoaderData } from '@remix-run/react';
import {
  ButtonLink,
  FilterSelect,
  isNarrowed,
  ListFilters,
  ListPage,
  listState,
  titleMeta,
  useT,
} from '@socle/plugin-sdk/web';
import { Handshake, Plus } from 'lucide-react';
import { pageLoader } from '../../../routes.server';
import { DEAL, DEAL_STAGES } from '../../contract';
import { dealListPage } from '../../server/queries/deal-pages';
import { dealColumns } from '../components/deal-columns';

const STATUSES = ['open', 'won', 'lost'] as const;

export const loader = pageLoader('sales.deal.read', async ({ ctx, url }) => {
  const state = listState(url.searchParams, { status: STATUSES, stage: DEAL_STAGES });
  return {
    ...(await dealListPage(ctx, state, url.searchParams.get('cursor'))),
    state,
    canCreate: ctx.can('sales.deal.create'),
    title: ctx.t('sales.deal.many'),
  };
});

export const meta = titleMeta<typeof loader>(({ title }) => title);

/** All deals; the URL is the state. */
export default function DealList() {
  const t = useT();
  const { state, canCreate, ...page } = useLoaderData<typeof loader>();
  return (
    <ListPage
      title={t('sales.deal.many')}
      recordType={DEAL}
      columns={dealColumns(t)}
      page={page}
      rowHref={(deal) => `/deals/${deal.id}`}
      isEmpty={page.rows.length === 0 && !isNarrowed(state)}
      empty={{
        icon: Handshake,
        title: t('sales.deal.empty.title'),
        text: t('sales.deal.empty.text'),
      }}
      actions={
        canCreate && (
          <ButtonLink to="/deals/new" variant="primary" icon={Plus}>
            {t('sales.deal.new')}
          </ButtonLink>
        )
      }
      filters={
        <ListFilters label={t('sales.deal.search')} state={state}>
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
        </ListFilters>
      }
    />
  );
}
