import { redirect } from '@remix-run/node';
import { useLoaderData, useLocation, useNavigation } from '@remix-run/react';
import { auditLog, chainState, recordAct, verifyAudit } from '@socle/plugin-sdk/kernel';
import { isId } from '@socle/plugin-sdk/server';
import {
  ButtonLink,
  ChangeList,
  DataTable,
  EmptyState,
  Pager,
  Panel,
  Prose,
  Stack,
  TextLink,
  Time,
  Toolbar,
  useT,
} from '@socle/plugin-sdk/web';
import { Download, ScrollText, Search } from 'lucide-react';
import { z } from 'zod';
import { AuditChainPanel } from '../shell/audit-chain-panel';
import { auditFilter } from '../shell/audit-filter.server';
import { AuditFilters } from '../shell/audit-filters';
import { auditWords, type ShownChange } from '../shell/audit-words.server';
import { hostAction, hostLoader } from '../shell/host-page.server';
import { titled } from '../shell/page-title';
import { SettingsPage } from '../shell/settings-page';

const SHOWN = 50;
const ACT_PREFIX = 'audit.act.';

export const handle = { live: [] };

export const meta = titled('shell.audit.title');

export const loader = hostLoader({ permission: 'admin' }, async ({ host, read, url, t, locale }) =>
  read(async (ctx) => {
    const filter = auditFilter(url.searchParams);
    const page = await auditLog(ctx.query, ctx.workspace, filter, {
      cursor: url.searchParams.get('cursor'),
      limit: SHOWN,
    });
    const words = await auditWords(ctx, host, page.entries);
    return {
      filter,
      rows: page.entries.map((entry) => ({
        id: entry.id,
        at: entry.occurredAt,
        deed: words.deed(entry),
        actor: words.actor(entry),
        via: entry.via,
        changes: words.changes(entry),
        history:
          host.registry.records.has(entry.recordType ?? '') && isId(entry.recordId)
            ? `/history/${entry.recordType}/${entry.recordId}`
            : null,
      })),
      nextCursor: page.nextCursor,
      previousCursor: page.previousCursor,
      chain: await chainState(ctx.query, ctx.workspace.id),
      members: await ctx.query<{ value: string; label: string }>(
        'select user_id as value, name as label from socle_member order by name',
      ),
      kinds: [...host.registry.records.values()].map(({ type, labelPlural }) => ({
        value: type,
        label: t(labelPlural),
      })),
      acts: Object.keys(host.catalog.messages[locale])
        .filter((key) => key.startsWith(ACT_PREFIX))
        .map((key) => ({ value: key.slice(ACT_PREFIX.length), label: t(key, { title: '…' }) })),
    };
  }),
);

export const action = hostAction(
  { permission: 'admin', input: z.object({}) },
  async ({ host, workspaceId, session }) => {
    const { problem } = await verifyAudit(host, workspaceId);
    await recordAct(host, workspaceId, {
      userId: session.userId,
      impersonatorId: session.impersonatorId,
      via: 'screen',
      action: 'audit.checked',
      after: problem ? { problem: `${problem.kind} ${problem.seq}` } : null,
    });
    return redirect('/settings/audit');
  },
);

type Loaded = Awaited<ReturnType<typeof loader>>;

export default function AuditLog() {
  const t = useT();
  const { rows, filter, chain, previousCursor, nextCursor, ...choices } =
    useLoaderData<typeof loader>();
  const { pathname } = useLocation();
  const navigation = useNavigation();
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <SettingsPage actions={<Export filter={filter} />}>
      <Stack>
        <Prose>{t('shell.audit.text')}</Prose>
        <AuditChainPanel chain={chain} />
        <Panel isFlush>
          <Toolbar>
            <AuditFilters filter={filter} {...choices} />
          </Toolbar>
          <LogTable
            rows={rows}
            isFiltered={isFiltered}
            isBusy={navigation.state === 'loading' && navigation.location.pathname === pathname}
          />
          {rows.length > 0 && (
            <Pager shown={rows.length} previousCursor={previousCursor} nextCursor={nextCursor} />
          )}
        </Panel>
      </Stack>
    </SettingsPage>
  );
}

function Export({ filter }: { filter: Loaded['filter'] }) {
  const t = useT();
  const query = new URLSearchParams(filter as Record<string, string>).toString();
  return (
    <ButtonLink to={`/settings/audit/export${query && `?${query}`}`} reloadDocument icon={Download}>
      {t('shell.audit.export')}
    </ButtonLink>
  );
}

function LogTable({
  rows,
  isFiltered,
  isBusy,
}: Pick<Loaded, 'rows'> & { isFiltered: boolean; isBusy: boolean }) {
  const t = useT();
  return (
    <DataTable
      caption={t('shell.audit.title')}
      rows={rows}
      rowKey={(row) => row.id}
      isBusy={isBusy}
      empty={
        <EmptyState
          icon={isFiltered ? Search : ScrollText}
          title={t(isFiltered ? 'shell.audit.none.title' : 'shell.audit.empty.title')}
          text={t(isFiltered ? 'shell.audit.none.text' : 'shell.audit.empty.text')}
          actions={
            isFiltered && <ButtonLink to="/settings/audit">{t('shell.audit.clear')}</ButtonLink>
          }
        />
      }
      columns={[
        {
          key: 'what',
          header: t('shell.audit.what'),
          render: (row) =>
            row.history ? <TextLink to={row.history}>{row.deed}</TextLink> : row.deed,
        },
        { key: 'who', header: t('shell.audit.who'), render: (row) => row.actor },
        {
          key: 'when',
          header: t('shell.audit.when'),
          render: (row) => <Time at={row.at} />,
        },
        {
          key: 'via',
          header: t('shell.audit.via'),
          render: (row) => t(`shell.audit.via.${row.via}`),
        },
        {
          key: 'details',
          header: t('shell.audit.details'),
          render: (row) => <Details changes={row.changes} />,
        },
      ]}
    />
  );
}

function Details({ changes }: { changes: readonly ShownChange[] }) {
  const t = useT();
  if (changes.length === 0) return null;
  return (
    <details className="whitespace-normal">
      <summary className="min-h-6 cursor-pointer rounded-tag py-0.5 whitespace-nowrap text-ink-soft hover:text-ink">
        {t('shell.audit.changes', { count: changes.length })}
      </summary>
      <div className="py-1 sm:min-w-72">
        <ChangeList changes={changes.map((change) => ({ ...change, key: change.name }))} />
      </div>
    </details>
  );
}
