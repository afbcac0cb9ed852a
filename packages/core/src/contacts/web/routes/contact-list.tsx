import { useLoaderData, useLocation } from '@remix-run/react';
import { ButtonLink, ListPage, titleMeta, useT } from '@socle/plugin-sdk/web';
import { Plus, Upload, Users } from 'lucide-react';
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

export const meta = titleMeta<typeof loader>(({ title }) => title);

/** All contacts, searched, filtered and paged; the URL is the state. */
export default function ContactList() {
  const t = useT();
  const { state, isEmpty, can, ...page } = useLoaderData<typeof loader>();
  const { pathname, search } = useLocation();
  const sortHref = (sort: string): string => {
    const next = new URLSearchParams(search);
    next.delete('cursor');
    next.set('sort', sort);
    return `${pathname}?${next}`;
  };
  // Whoever has no contact yet is best served by the ones of another tool.
  const acts = (
    <>
      {can.import && (
        <ButtonLink to="/imports/new" variant={isEmpty ? 'primary' : 'secondary'} icon={Upload}>
          {t('core.contact.import')}
        </ButtonLink>
      )}
      {can.create && (
        <ButtonLink to="/contacts/new" variant={isEmpty ? 'secondary' : 'primary'} icon={Plus}>
          {t('core.contact.new')}
        </ButtonLink>
      )}
    </>
  );
  return (
    <ListPage
      title={t('core.contact.many')}
      recordType={CONTACT}
      columns={contactColumns(t, state.sort, sortHref)}
      page={page}
      rowHref={(contact) => `/contacts/${contact.id}`}
      isEmpty={isEmpty}
      empty={{
        icon: Users,
        title: t('core.contact.empty.title'),
        text: t('core.contact.empty.text'),
      }}
      actions={acts}
      filters={<ContactFilters state={state} />}
    />
  );
}
