import { useLoaderData } from '@remix-run/react';
import {
  ButtonLink,
  DataTable,
  EmptyState,
  PageHeader,
  Pager,
  SearchField,
  Toolbar,
  titleMeta,
  useT,
} from '@socle/plugin-sdk/web';
import { pageLoader } from '../../../routes.server';
import { GREETING } from '../../contract';
import { listGreetings } from '../../server/queries/greetings';

export const loader = pageLoader('hello.greeting.read', async ({ ctx, url }) => {
  const q = url.searchParams.get('q') ?? '';
  const cursor = url.searchParams.get('cursor');
  const page = await listGreetings(ctx, { q, limit: 50, ...(cursor ? { cursor } : {}) });
  return {
    ...page,
    q,
    canSend: ctx.can('hello.greeting.send'),
    title: ctx.t('hello.greeting.many'),
  };
});

export const meta = titleMeta<typeof loader>(({ title }) => title);

/** All greetings, newest first. */
export default function GreetingList() {
  const t = useT();
  const { greetings, q, canSend, nextCursor, previousCursor } = useLoaderData<typeof loader>();
  const send = canSend && (
    <ButtonLink to="/greetings/new" variant="primary">
      {t('hello.greeting.new')}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t('hello.greeting.many')} actions={send} />
      <Toolbar>
        <SearchField label={t('hello.greeting.search')} defaultValue={q} />
      </Toolbar>
      <DataTable
        caption={t('hello.greeting.many')}
        recordType={GREETING}
        rows={greetings}
        rowKey={(row) => row.id}
        rowHref={(row) => `/greetings/${row.id}`}
        columns={[
          { key: 'text', header: t('hello.greeting.text'), render: (row) => row.text },
          {
            key: 'contact',
            field: 'contactId',
            header: t('hello.greeting.contact'),
            render: (row) => row.contactName,
          },
          { key: 'sentOn', header: t('hello.greeting.sentOn'), render: (row) => row.sentOn },
        ]}
        isFilling
        empty={
          <EmptyState
            title={t('hello.greeting.empty.title')}
            text={t('hello.greeting.empty.text')}
            actions={send}
          />
        }
      />
      {greetings.length > 0 && (
        <Pager shown={greetings.length} previousCursor={previousCursor} nextCursor={nextCursor} />
      )}
    </>
  );
}
