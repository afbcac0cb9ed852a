import type { RecordRef } from '../primitives';
import type { Ctx } from './ctx';

/** One line of a record's history, told in the reader's language. */
export interface TimelineEntry {
  id: string;
  kind: string;
  icon: string;
  text: string;
  data: Record<string, unknown>;
  record: RecordRef;
  occurredAt: Date;
  userName: string | null;
}

export interface TimelinePage {
  entries: TimelineEntry[];
  nextCursor: string | null;
}

// An entry tells of a record: whoever does not see the record does not read what happened to it. The
// policies of the tables decide; only types the caller sees in part need to be asked.
function visibleRecords(ctx: Ctx): string {
  const parts = ctx.records
    .partlyVisible()
    .map(
      ({ type, table }) =>
        `(t.record_type <> '${type}' or exists (select 1 from "${table}" r where r.workspace_id = t.workspace_id and r.id = t.record_id))`,
    );
  return parts.length > 0 ? parts.join(' and ') : 'true';
}

interface Row extends Omit<TimelineEntry, 'text' | 'record'> {
  message: string;
  recordType: string;
  recordId: string;
}

/**
 * What happened to a record, newest first, limited to what the reader may see. `kind` keeps only one
 * kind of entry. Pages by keyset: a long history costs no more than a short one.
 */
export async function readTimeline(
  ctx: Ctx,
  subject: RecordRef,
  options: { cursor?: string | null; limit?: number; kind?: string | null } = {},
): Promise<TimelinePage> {
  const limit = Math.min(options.limit ?? 30, 100);
  const [before, beforeId] = (options.cursor ?? '').split('_');
  const isCursor =
    before !== undefined &&
    beforeId !== undefined &&
    /^\d{1,16}$/.test(before) &&
    /^[\da-f-]{36}$/.test(beforeId);
  const rows = await ctx.query<Row>(
    `select t.id, t.kind, t.icon, t.message, t.data, t.record_type as "recordType", t.record_id as "recordId",
       t.occurred_at as "occurredAt", m.name as "userName"
     from socle_timeline t left join socle_member m on m.user_id = t.user_id
     where t.workspace_id = $1 and t.subject_type = $2 and t.subject_id = $3 and t.permission = any($4)
       and ${visibleRecords(ctx)}
       and ($5::text is null or t.kind = $5)
       and ($6::timestamptz is null or (t.occurred_at, t.id) < ($6, $7::uuid))
     order by t.occurred_at desc, t.id desc limit ${limit + 1}`,
    [
      ctx.workspace.id,
      subject.type,
      subject.id,
      ctx.grants(),
      options.kind ?? null,
      isCursor ? new Date(Number(before)).toISOString() : null,
      isCursor ? beforeId : null,
    ],
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    entries: page.map(({ message, recordType, recordId, ...row }) => ({
      ...row,
      record: { type: recordType, id: recordId },
      text: ctx.t(message, row.data as Record<string, string>),
    })),
    nextCursor: last && rows.length > limit ? `${last.occurredAt.getTime()}_${last.id}` : null,
  };
}
