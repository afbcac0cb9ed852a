import { useLoaderData, useNavigation } from '@remix-run/react';
import {
  DataTable,
  EmptyState,
  PageBody,
  PageHeader,
  Panel,
  SearchField,
  Stack,
  Toolbar,
  useT,
} from '@socle/plugin-sdk/web';
import { Search } from 'lucide-react';
import { useEffect } from 'react';
import { type FoundRecord, findRecords, readableRecords } from '../shell/found-records.server';
import { hostLoader } from '../shell/host-page.server';
import { titled } from '../shell/page-title';

const PER_TYPE = 8;

export const handle = { live: [] };

export const meta = titled('shell.search.title');

export const loader = hostLoader({}, async ({ host, url, read }) => {
  const q = url.searchParams.get('q')?.trim() ?? '';
  if (q === '') return { q, groups: [] };
  const groups = await read(async (ctx) => {
    const found: { type: string; label: string; records: FoundRecord[] }[] = [];
    // One after the other: a transaction has one connection.
    for (const record of readableRecords(host, ctx)) {
      const records = await findRecords(ctx, record, { q, limit: PER_TYPE });
      if (records.length > 0) found.push({ type: record.type, label: record.labelPlural, records });
    }
    return found;
  });
  return { q, groups };
});

export default function SearchPage() {
  const t = useT();
  const { q, groups } = useLoaderData<typeof loader>();
  const isBusy = useNavigation().formAction?.startsWith('/search') ?? false;
  useEffect(() => {
    document.querySelector<HTMLInputElement>('#main input[type="search"]')?.focus();
  }, []);
  return (
    <>
      <PageHeader title={t('shell.search.title')} />
      <Toolbar>
        <SearchField label={t('shell.search.everything')} defaultValue={q} action="/search" />
      </Toolbar>
      <PageBody>
        {groups.length === 0 && (
          <EmptyState
            icon={Search}
            title={t(q === '' ? 'shell.search.start.title' : 'shell.search.none.title')}
            text={t(q === '' ? 'shell.search.start.text' : 'shell.search.none.text', { q })}
          />
        )}
        <Stack>
          {groups.map((group) => (
            <FoundGroup key={group.type} {...group} isBusy={isBusy} />
          ))}
        </Stack>
      </PageBody>
    </>
  );
}

interface FoundGroupProps {
  label: string;
  records: readonly FoundRecord[];
  isBusy: boolean;
}

function FoundGroup({ label, records, isBusy }: FoundGroupProps) {
  const t = useT();
  return (
    <Panel title={t(label)} isFlush>
      <DataTable
        caption={t(label)}
        isBusy={isBusy}
        rows={records}
        rowKey={(record) => record.id}
        rowHref={(record) => record.to}
        columns={[
          { key: 'title', header: t('shell.search.name'), render: ({ title }) => title },
          {
            key: 'subtitle',
            header: t('shell.search.detail'),
            render: ({ subtitle }) => subtitle ?? null,
          },
        ]}
      />
    </Panel>
  );
}
