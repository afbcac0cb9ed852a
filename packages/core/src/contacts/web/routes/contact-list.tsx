import { useLoaderData, useLocation, useNavigation } from '@remix-run/react';
import {
  ButtonLink,
  DataTable,
  EmptyState,
  ExportLink,
  PageHeader,
  Pager,
  Toolbar,
  useT,
} from '@socle/plugin-sdk/web';
import { Plus, Search, Upload, Users } from 'lucide-react';
import { pageLoader } from '../../../routes.server';
import { CONTACT } from '../../contract';
import { contactListPage, contactListState, hasContacts } from '../../server/queries/contact-list';
import { contactColumns } from '../components/contact-columns';
import { ContactFilters } from '../components/contact-filters';

export const loader = pageLoader('core.contact.read', async ({ ctx, url }) => {
  const state = contactListState(url.searchParams);
  const page = await contactListPage(ctx, state, url.searchParams.get('cursor'));
  return {
    ...page,
    state,
    isEmpty: page.rows.length === 0 && !(await hasContacts(ctx)),
    can: { create: ctx.can('core.contact.create'), import: ctx.can('core.contact.import') },
    title: ctx.t('core.contact.many'),
  };
});

export const meta = ({ data }: { data?: { title?: string } }) => [
  { title: `${data?.title ?? ''} – Socle` },
];

/** All contacts, searched, filtered and paged; the URL is the state. */
export default function ContactList() {
  const t = useT();
  const { rows, state, isEmpty, can, nextCursor, previousCursor, exportHref } =
    useLoaderData<typeof loader>();
  const { pathname, search } = useLocation();
  const navigation = useNavigation();
  const href = (changes: Record<string, string | null>): string => {
    const next = new URLSearchParams(search);
    next.delete('cursor');
    for (const [key, value] of Object.entries(changes))
      value === null ? next.delete(key) : next.set(key, value);
    const text = next.toString();
    return text ? `${pathname}?${text}` : pathname;
  };
  return (
    <>
      <PageHeader
        title={t('core.contact.many')}
        actions={
          <>
            {!isEmpty && <ExportLink href={exportHref} />}
            {can.import && (
              <ButtonLink to="/imports/new" icon={Upload}>
                {t('core.contact.import')}
              </ButtonLink>
            )}
            {can.create && (
              <ButtonLink to="/contacts/new" variant="primary" icon={Plus}>
                {t('core.contact.new')}
              </ButtonLink>
            )}
          </>
        }
      />
      {isEmpty ? (
        <EmptyState
          icon={Users}
          title={t('core.contact.empty.title')}
          text={t('core.contact.empty.text')}
          actions={
            <>
              {can.import && (
                <ButtonLink to="/imports/new" variant="primary" icon={Upload}>
                  {t('core.contact.import')}
                </ButtonLink>
              )}
              {can.create && (
                <ButtonLink to="/contacts/new" icon={Plus}>
                  {t('core.contact.new')}
                </ButtonLink>
              )}
            </>
          }
        />
      ) : (
        <>
          <Toolbar>
            <ContactFilters state={state} />
          </Toolbar>
          <DataTable
            caption={t('core.contact.many')}
            recordType={CONTACT}
            columns={contactColumns(t, state.sort, (sort) => href({ sort }))}
            rows={rows}
            rowKey={(row) => row.id}
            rowHref={(row) => `/contacts/${row.id}`}
            isFilling
            isBusy={navigation.state === 'loading' && navigation.location.pathname === pathname}
            empty={
              <EmptyState
                icon={Search}
                title={t('core.contact.noResult.title')}
                text={t('core.contact.noResult.text')}
                actions={<ButtonLink to={pathname}>{t('core.contact.clearFilters')}</ButtonLink>}
              />
            }
          />
          {rows.length > 0 && (
            <Pager
              shown={rows.length}
              previousHref={previousCursor ? href({ cursor: previousCursor }) : undefined}
              nextHref={nextCursor ? href({ cursor: nextCursor }) : undefined}
            />
          )}
        </>
      )}
    </>
  );
}
