import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { findEntry, recordHistory } from '@socle/plugin-sdk/kernel';
import { AppError, notFound } from '@socle/plugin-sdk/primitives';
import { idParam } from '@socle/plugin-sdk/server';
import {
  Button,
  Callout,
  ChangeList,
  EmptyState,
  PageBody,
  PageHeader,
  Pager,
  Stack,
  Timeline,
  type TimelineEntry,
  type Tone,
  titleMeta,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { Archive, ArchiveRestore, History, Pencil, Plus, Trash2, Undo2 } from 'lucide-react';
import { z } from 'zod';
import { auditWords, type ShownChange } from '../shell/audit-words.server';
import { hostAction, hostLoader } from '../shell/host-page.server';
import { restorableFields, restoreField } from '../shell/restore-value.server';

const SHOWN = 30;

export const loader = hostLoader({}, async ({ host, params, url, read }) => {
  const { type, id } = recordParam(host, params);
  return read(async (ctx) => {
    const row = await ctx.records.get(type.type, id);
    const record = { type: type.type, id };
    const page = await recordHistory(ctx.query, ctx.workspace.id, record, {
      cursor: url.searchParams.get('cursor'),
      limit: SHOWN,
    });
    const words = await auditWords(ctx, host, page.entries);
    const restorable = await restorableFields(ctx, host, type, row, page.entries);
    const entries = page.entries.map((entry) => ({
      id: entry.id,
      action: entry.action,
      via: entry.via,
      at: entry.occurredAt,
      actor: words.actor(entry),
      changes: words.changes(entry).map((change) => ({
        ...change,
        canRestore: restorable.get(entry.id)?.has(change.name) ?? false,
      })),
    }));
    return {
      title: String(row[type.title] ?? ''),
      kind: ctx.t(type.labelPlural),
      heading: ctx.t('shell.history.title'),
      path: type.path.replace(':id', id),
      // A change of what the reader may not see is none to the reader.
      entries: entries.filter(({ action, changes }) => action !== 'updated' || changes.length > 0),
      nextCursor: page.nextCursor,
      previousCursor: page.previousCursor,
    };
  });
});

export const action = hostAction(
  // A member's own work, which one who acts in their name may do too.
  { isInTheirName: true, input: z.object({ entry: z.string(), field: z.string() }) },
  async ({ host, params, url, write, input }) => {
    const { type, id } = recordParam(host, params);
    await write(async (ctx) => {
      const row = await ctx.records.get(type.type, id);
      const record = { type: type.type, id };
      const entry = await findEntry(ctx.query, ctx.workspace.id, record, input.entry);
      if (!entry) throw notFound();
      const isDone = await restoreField(ctx, host, type, row, entry, input.field);
      if (!isDone) throw new AppError('conflict', 'shell.history.cannotRestore');
    });
    return redirect(url.pathname);
  },
);

function recordParam(
  host: Parameters<Parameters<typeof hostLoader>[1]>[0]['host'],
  params: Record<string, string | undefined>,
) {
  const type = host.registry.records.get(params.type ?? '');
  if (!type) throw notFound();
  return { type, id: idParam(params) };
}

export const meta = titleMeta<typeof loader>(({ heading, title }) => `${heading} – ${title}`);

/** All that was ever changed on one record, newest first. */
export default function RecordHistory() {
  const t = useT();
  const { title, kind, path, entries, ...page } = useLoaderData<typeof loader>();
  const refusal = useRefusal(useActionData<typeof action>());
  const messages = [...refusal.formErrors, ...Object.values(refusal.errors ?? {})];
  return (
    <>
      <PageHeader
        title={t('shell.history.title')}
        subtitle={kind}
        breadcrumb={[{ to: path, label: title }]}
      />
      <PageBody>
        <Stack>
          {messages.map((text) => (
            <Callout key={text} tone="danger" isLive title={t('shell.history.notRestored')}>
              {text}
            </Callout>
          ))}
          {entries.length === 0 ? (
            <EmptyState
              icon={History}
              title={t('shell.history.empty.title')}
              text={t('shell.history.empty.text')}
            />
          ) : (
            <>
              <Entries entries={entries} />
              {(page.previousCursor ?? page.nextCursor) && (
                <Pager
                  shown={entries.length}
                  previousCursor={page.previousCursor}
                  nextCursor={page.nextCursor}
                />
              )}
            </>
          )}
        </Stack>
      </PageBody>
    </>
  );
}

interface Entry {
  id: string;
  action: string;
  via: string;
  at: Date;
  actor: string;
  changes: (ShownChange & { canRestore: boolean })[];
}

const LOOKS: Record<string, { icon: TimelineEntry['icon']; tone: Tone }> = {
  created: { icon: Plus, tone: 'success' },
  updated: { icon: Pencil, tone: 'info' },
  archived: { icon: Archive, tone: 'warning' },
  restored: { icon: ArchiveRestore, tone: 'success' },
  removed: { icon: Trash2, tone: 'danger' },
};

function Entries({ entries }: { entries: readonly Entry[] }) {
  const t = useT();
  return (
    <Timeline
      label={t('shell.history.title')}
      entries={entries.map((entry) => ({
        key: entry.id,
        ...(LOOKS[entry.action] ?? { icon: History, tone: 'muted' as const }),
        actor: entry.actor,
        title: `${t(`shell.history.did.${entry.action}`)} · ${t(`shell.audit.via.${entry.via}`)}`,
        at: entry.at,
        body:
          entry.changes.length > 0 ? (
            <ChangeList
              changes={entry.changes.map((change) => ({
                ...change,
                key: change.name,
                action: change.canRestore && <Restore entry={entry} change={change} />,
              }))}
            />
          ) : undefined,
      }))}
    />
  );
}

function Restore({ entry, change }: { entry: Entry; change: ShownChange }) {
  const t = useT();
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="entry" value={entry.id} />
      <input type="hidden" name="field" value={change.name} />
      <Button
        type="submit"
        size="small"
        variant="ghost"
        icon={Undo2}
        aria-label={t('shell.history.restoreNamed', {
          field: change.label,
          value: change.before || t('ui.change.empty'),
        })}
      >
        {t('shell.history.restore')}
      </Button>
    </Form>
  );
}
