import { auditLog, recordAct } from '@socle/plugin-sdk/kernel';
import {
  CSV_MARK,
  csvDelimiter,
  csvLine,
  localDateIn,
  safeCell,
} from '@socle/plugin-sdk/primitives';
import { auditFilter } from '../shell/audit-filter.server';
import { auditWords } from '../shell/audit-words.server';
import { hostLoader, type MemberArgs } from '../shell/host-page.server';
import { textStream } from '../shell/text-stream.server';

const BATCH = 500;

/** The log as a file, with the filters of the page; that it was taken away is recorded too. */
export const loader = hostLoader({ permission: 'admin' }, async (args) => {
  const { host, workspaceId, state, session, url } = args;
  const filter = auditFilter(url.searchParams);
  await recordAct(host, workspaceId, {
    userId: session.userId,
    impersonatorId: session.impersonatorId,
    via: 'screen',
    action: 'audit.exported',
    after: Object.keys(filter).length > 0 ? { filters: filter } : null,
  });
  const day = localDateIn(host.clock(), state.info.timeZone);
  return new Response(textStream(csv(args, filter)), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="socle-log-${day}.csv"`,
      'cache-control': 'no-store',
    },
  });
});

async function* csv(
  { host, read, t, locale }: MemberArgs,
  filter: ReturnType<typeof auditFilter>,
): AsyncGenerator<string> {
  const line = (cells: string[]): string => csvLine(cells.map(safeCell), csvDelimiter(locale));
  const names = ['number', 'when', 'who', 'via', 'what', 'kind', 'reference', 'details'];
  yield CSV_MARK + line(names.map((name) => t(`shell.audit.${name}`)));
  // Page by page, each read by itself: a transaction is not held open for a slow line.
  for (let cursor: string | null = null; ; ) {
    const from: string | null = cursor;
    const { lines, next } = await read(async (ctx) => {
      const page = await auditLog(ctx.query, ctx.workspace, filter, { cursor: from, limit: BATCH });
      const words = await auditWords(ctx, host, page.entries);
      return {
        next: page.nextCursor,
        lines: page.entries.map((entry) =>
          line([
            entry.seq ?? '',
            localTime(entry.occurredAt, ctx.timeZone),
            words.actor(entry),
            t(`shell.audit.via.${entry.via}`),
            words.deed(entry),
            words.kind(entry),
            entry.recordId ?? '',
            words
              .changes(entry)
              .map(({ label, before, after }) => `${label}: ${before} → ${after}`)
              .join('\n'),
          ]),
        ),
      };
    });
    yield lines.join('');
    if (!next) return;
    cursor = next;
  }
}

// `2026-03-12 14:30:05`: sorts as text, and spreadsheets of every language read it.
const localTime = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone }).format(
    at,
  );
