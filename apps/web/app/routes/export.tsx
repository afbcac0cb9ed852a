import { listQuery, recordAct } from '@socle/plugin-sdk/kernel';
import {
  CSV_MARK,
  csvDelimiter,
  csvLine,
  forbidden,
  localDateIn,
  notFound,
  safeCell,
} from '@socle/plugin-sdk/primitives';
import { exportCells, exportColumns } from '../shell/export-rows.server';
import { hostLoader, type MemberArgs } from '../shell/host-page.server';
import { textStream } from '../shell/text-stream.server';

const BATCH = 200;

/** A list as a file, with its filters; only what the caller may export. That it was taken away is recorded. */
export const loader = hostLoader({}, async (args) => {
  const { host, workspaceId, state, session, permissions, url, params, t } = args;
  const record = host.registry.records.get(params.type ?? '');
  if (!record || !state.modulesOn.has(record.moduleId)) throw notFound();
  for (const permission of [record.permissions.read, record.permissions.export])
    if (!permissions.has(permission)) throw forbidden(permission);
  const query = listQuery(record, url.searchParams);
  // Asked once before anything is sent: a wrong filter is a clear answer, not half a file.
  await args.read((ctx) => ctx.records.list(record.type, { ...query, limit: 1 }));
  await recordAct(host, workspaceId, {
    userId: session.userId,
    impersonatorId: session.impersonatorId,
    via: 'screen',
    action: 'records.exported',
    subject: { type: record.type, id: '', title: t(record.labelPlural) },
    after: query.q || query.filter ? { filters: { ...query } } : null,
  });
  const day = localDateIn(host.clock(), state.info.timeZone);
  const name = `${record.type.replace('.', '-')}-${day}.csv`;
  return new Response(textStream(csv(args, record, query)), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  });
});

async function* csv(
  { read, t, locale }: MemberArgs,
  record: Parameters<typeof exportColumns>[1],
  query: ReturnType<typeof listQuery>,
): AsyncGenerator<string> {
  const line = (cells: readonly string[]): string =>
    csvLine(cells.map(safeCell), csvDelimiter(locale));
  const columns = await read((ctx) => exportColumns(ctx, record, t));
  yield CSV_MARK + line(columns.map(({ header }) => header));
  // Page by page, each read by itself: a transaction is not held open for a slow line.
  for (let cursor: string | null = null; ; ) {
    const from: string | null = cursor;
    const { lines, next } = await read(async (ctx) => {
      const page = await ctx.records.list(record.type, {
        ...query,
        limit: BATCH,
        permission: record.permissions.export,
        ...(from ? { cursor: from } : {}),
      });
      const cells = await exportCells(ctx, columns, page.rows);
      return { lines: cells.map(line).join(''), next: page.nextCursor };
    });
    yield lines;
    if (!next) return;
    cursor = next;
  }
}
