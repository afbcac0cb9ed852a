import { useLoaderData, useLocation, useNavigation } from '@remix-run/react';
import {
  ButtonLink,
  DataTable,
  EmptyState,
  ExportLink,
  FilterBar,
  FilterSelect,
  PageHeader,
  Pager,
  SearchField,
  Toolbar,
  useT,
} from '@socle/plugin-sdk/web';
import { Plus, Receipt, Search } from 'lucide-react';
import { pageLoader } from '../../../routes.server';
import { PROFILE } from '../../contract';
import {
  type ProfileListState,
  profileListPage,
  sellerState,
} from '../../server/queries/profile-pages';
import { profileColumns } from '../components/profile-columns';
import { useMentions } from '../components/readiness';
import { SellerNotice } from '../components/seller-notice';

export const handle = { live: [PROFILE] };

const READINESS = ['ready', 'incomplete'] as const;

export const loader = pageLoader('billing.profile.read', async ({ ctx, url }) => {
  const readiness = READINESS.find((value) => value === url.searchParams.get('readiness')) ?? '';
  const state: ProfileListState = {
    q: (url.searchParams.get('q') ?? '').trim().slice(0, 200),
    readiness,
  };
  return {
    ...(await profileListPage(ctx, state, url.searchParams.get('cursor'))),
    seller: await sellerState(ctx),
    state,
    canCreate: ctx.can('billing.profile.create'),
    title: ctx.t('billing.profile.list'),
  };
});

export const meta = ({ data }: { data?: { title: string } }) => [
  { title: `${data?.title ?? ''} – Socle` },
];

/** Who can be billed, and what is missing; the URL is the state. */
export default function ProfileList() {
  const t = useT();
  const { rows, seller, state, canCreate, nextCursor, previousCursor, exportHref } =
    useLoaderData<typeof loader>();
  const { pathname, search } = useLocation();
  const mentions = useMentions();
  const isBusy = useNavigation().location?.pathname === pathname;
  const isEmpty = rows.length === 0 && state.q === '' && state.readiness === '';
  const create = canCreate && (
    <ButtonLink to="/billing/profiles/new" variant="primary" icon={Plus}>
      {t('billing.profile.new')}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title={t('billing.profile.list')}
        actions={
          isEmpty ? undefined : (
            <>
              <ExportLink href={exportHref} />
              {create}
            </>
          )
        }
      />
      <SellerNotice seller={seller} />
      {isEmpty ? (
        <EmptyState
          icon={Receipt}
          title={t('billing.profile.empty.title')}
          text={t('billing.profile.empty.text')}
          actions={create}
        />
      ) : (
        <>
          <Filters state={state} />
          <DataTable
            recordType={PROFILE}
            caption={t('billing.profile.list')}
            rows={rows}
            rowKey={(profile) => profile.id}
            rowHref={(profile) => `/billing/profiles/${profile.id}`}
            isFilling
            isBusy={isBusy}
            columns={profileColumns(t, mentions)}
            empty={<NothingFound />}
          />
          <Pager
            shown={rows.length}
            previousHref={cursorHref(pathname, search, previousCursor)}
            nextHref={cursorHref(pathname, search, nextCursor)}
          />
        </>
      )}
    </>
  );
}

function Filters({ state }: { state: ProfileListState }) {
  const t = useT();
  const { pathname } = useLocation();
  return (
    <Toolbar>
      <SearchField label={t('billing.profile.search')} defaultValue={state.q}>
        {state.readiness && <input type="hidden" name="readiness" value={state.readiness} />}
      </SearchField>
      <FilterBar isFiltered={state.readiness !== ''} clearHref={pathname}>
        {state.q && <input type="hidden" name="q" value={state.q} />}
        <FilterSelect
          name="readiness"
          label={t('billing.profile.readiness')}
          value={state.readiness}
          options={READINESS.map((value) => ({ value, label: t(`billing.profile.${value}`) }))}
        />
      </FilterBar>
    </Toolbar>
  );
}

function cursorHref(pathname: string, search: string, cursor: string | null): string | undefined {
  if (!cursor) return undefined;
  const next = new URLSearchParams(search);
  next.set('cursor', cursor);
  return `${pathname}?${next.toString()}`;
}

function NothingFound() {
  const t = useT();
  return (
    <EmptyState
      icon={Search}
      title={t('billing.profile.noResult.title')}
      text={t('billing.profile.noResult.text')}
      actions={<ButtonLink to="/billing/profiles">{t('billing.profile.clearFilters')}</ButtonLink>}
    />
  );
}
