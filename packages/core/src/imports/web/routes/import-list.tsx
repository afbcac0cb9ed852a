import { useLoaderData } from '@remix-run/react';
import {
  ButtonLink,
  DataTable,
  EmptyState,
  PageHeader,
  Pager,
  Time,
  useLocale,
  useT,
} from '@socle/plugin-sdk/web';
import { Upload } from 'lucide-react';
import { pageLoader } from '../../../routes.server';
import { importListPage } from '../../server/queries/import-list';
import { ImportStatusBadge } from '../components/import-status';

export const loader = pageLoader('core.contact.import', async ({ ctx, url }) => ({
  ...(await importListPage(ctx, url.searchParams.get('before'))),
  title: ctx.t('core.import.screen.title'),
}));

export const meta = ({ data }: { data?: { title?: string } }) => [
  { title: `${data?.title ?? ''} – Socle` },
];

export const handle = { live: ['socle.job'] };

/** Every import of the workspace, newest first. */
export default function ImportList() {
  const t = useT();
  const { locale } = useLocale();
  const { rows, next } = useLoaderData<typeof loader>();
  const number = new Intl.NumberFormat(locale);
  const counted = (key: 'created' | 'updated' | 'rejected') => ({
    key,
    header: t(`core.import.screen.column.${key}`),
    align: 'end' as const,
    render: (row: (typeof rows)[number]) => number.format(row.counts[key]),
  });
  return (
    <>
      <PageHeader
        title={t('core.import.screen.title')}
        breadcrumb={[{ to: '/contacts', label: t('core.contact.many') }]}
        actions={
          <ButtonLink to="/imports/new" variant="primary" icon={Upload}>
            {t('core.import.screen.newAct')}
          </ButtonLink>
        }
      />
      <DataTable
        caption={t('core.import.screen.title')}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `/imports/${row.id}`}
        isFilling
        columns={[
          {
            key: 'file',
            header: t('core.import.screen.column.file'),
            render: (row) => row.fileName,
          },
          {
            key: 'status',
            header: t('core.import.screen.column.status'),
            render: (row) => <ImportStatusBadge status={row.status} />,
          },
          {
            key: 'rows',
            header: t('core.import.screen.column.rows'),
            align: 'end',
            render: (row) => (row.rowCount === null ? null : number.format(row.rowCount)),
          },
          counted('created'),
          counted('updated'),
          counted('rejected'),
          {
            key: 'date',
            header: t('core.import.screen.column.date'),
            render: (row) => <Time at={row.createdAt} />,
          },
          {
            key: 'user',
            header: t('core.import.screen.column.user'),
            render: (row) => row.userName,
          },
        ]}
        empty={
          <EmptyState
            icon={Upload}
            title={t('core.import.screen.empty.title')}
            text={t('core.import.screen.empty.text')}
            actions={
              <ButtonLink to="/imports/new" variant="primary" icon={Upload}>
                {t('core.import.screen.newAct')}
              </ButtonLink>
            }
          />
        }
      />
      {rows.length > 0 && (
        <Pager shown={rows.length} nextHref={next ? `/imports?before=${next}` : undefined} />
      )}
    </>
  );
}
