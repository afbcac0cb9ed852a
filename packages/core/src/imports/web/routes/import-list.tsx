import { useLoaderData } from '@remix-run/react';
import {
  ButtonLink,
  DataTable,
  EmptyState,
  PageHeader,
  Pager,
  titleMeta,
  useLocale,
  useT,
} from '@socle/plugin-sdk/web';
import { Upload } from 'lucide-react';
import { pageLoader } from '../../../routes.server';
import { importListPage } from '../../server/queries/import-list';
import { importColumns } from '../components/import-columns';

export const loader = pageLoader('core.contact.import', async ({ ctx, url }) => ({
  ...(await importListPage(ctx, url.searchParams.get('before'))),
  title: ctx.t('core.import.screen.title'),
}));

export const meta = titleMeta<typeof loader>(({ title }) => title);

export const handle = { live: ['socle.job'] };

/** Every import of the workspace, newest first. */
export default function ImportList() {
  const t = useT();
  const { locale } = useLocale();
  const { rows, next } = useLoaderData<typeof loader>();
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
        columns={importColumns(t, locale)}
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
      {rows.length > 0 && <Pager shown={rows.length} nextCursor={next} parameter="before" />}
    </>
  );
}
