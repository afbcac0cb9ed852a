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
import { Plus, Receipt } from 'lucide-react';
import { pageLoader } from '../../../routes.server';
import { PROFILE } from '../../contract';
import { profileListPage, sellerState } from '../../server/queries/profile-pages';
import { profileColumns } from '../components/profile-columns';
import { useMentions } from '../components/readiness';
import { SellerNotice } from '../components/seller-notice';

export const handle = { live: [PROFILE] };

const READINESS = ['ready', 'incomplete'] as const;

export const loader = pageLoader('billing.profile.read', async ({ ctx, url }) => {
  const state = listState(url.searchParams, { readiness: READINESS });
  return {
    ...(await profileListPage(ctx, state, url.searchParams.get('cursor'))),
    seller: await sellerState(ctx),
    state,
    canCreate: ctx.can('billing.profile.create'),
    title: ctx.t('billing.profile.list'),
  };
});

export const meta = titleMeta<typeof loader>(({ title }) => title);

/** Who can be billed, and what is missing; the URL is the state. */
export default function ProfileList() {
  const t = useT();
  const mentions = useMentions();
  const { seller, state, canCreate, ...page } = useLoaderData<typeof loader>();
  return (
    <ListPage
      title={t('billing.profile.list')}
      recordType={PROFILE}
      columns={profileColumns(t, mentions)}
      page={page}
      rowHref={(profile) => `/billing/profiles/${profile.id}`}
      isEmpty={page.rows.length === 0 && !isNarrowed(state)}
      empty={{
        icon: Receipt,
        title: t('billing.profile.empty.title'),
        text: t('billing.profile.empty.text'),
      }}
      actions={
        canCreate && (
          <ButtonLink to="/billing/profiles/new" variant="primary" icon={Plus}>
            {t('billing.profile.new')}
          </ButtonLink>
        )
      }
      notice={<SellerNotice seller={seller} />}
      filters={
        <ListFilters label={t('billing.profile.search')} state={state}>
          <FilterSelect
            name="readiness"
            label={t('billing.profile.readiness')}
            value={state.readiness}
            options={READINESS.map((value) => ({ value, label: t(`billing.profile.${value}`) }))}
          />
        </ListFilters>
      }
    />
  );
}
