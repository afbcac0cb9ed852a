import { AppError, invalid, notFound } from '../../primitives';
import { isId, newId } from '../../primitives/ids';
import { recordChanges } from '../audit/record-changes';
import type { Host } from '../host';
import { EVENT_CHANNEL } from '../outbox';
import type { RegisteredRecord, Registry } from '../registry';
import { administer, type By, type Change } from './change';
import { findMember } from './member-changes';

/** How many records of a kind are a member's. */
export interface OwnedCount {
  recordType: string;
  /** Message key, plural. */
  label: string;
  count: number;
}

/** A handover that can be taken back. */
export interface Handover {
  id: string;
  fromName: string;
  toUser: string;
  toName: string;
  records: number;
  createdAt: Date;
}

// Bounds what one statement holds in memory; all of them are one transaction.
const BATCH = 2000;

/** Record types that say whose a record is, with the column that does. */
interface OwnedTable {
  record: RegisteredRecord;
  field: string;
  owner: string;
  title: string;
  table: string;
}

/** What a member is in charge of, by kind of record; kinds without any are left out. */
export async function countOwned(
  host: Host,
  workspaceId: string,
  userId: string,
): Promise<OwnedCount[]> {
  if (!isId(userId)) throw notFound();
  const counts = await Promise.all(
    ownedTables(host.registry).map(async ({ record, owner, table }) => {
      const [row] = await host.database.systemQuery<{ count: number }>(
        `select count(*)::int as count from ${table}
         where workspace_id = $1 and coalesce(${owner}, created_by) = $2`,
        [workspaceId, userId],
      );
      return { recordType: record.type, label: record.labelPlural, count: row?.count ?? 0 };
    }),
  );
  return counts.filter(({ count }) => count > 0);
}

/**
 * Puts another member in charge of everything one is in charge of: all kinds of records, archived
 * ones too, in one transaction. Returns the handover's id, which `undoHandover` takes back.
 */
export async function handOver(
  host: Host,
  by: By,
  input: { fromUser: string; toUser: string },
): Promise<{ id: string; records: number }> {
  const id = newId();
  return administer(host, by, async (step) => {
    const { query, record, now } = step;
    const from = await findMember(query, by, input.fromUser);
    const to = await findMember(query, by, input.toUser).catch(() => null);
    if (!to || to.deactivated_at) throw invalid([{ field: 'toUser', code: 'error.memberUnknown' }]);
    if (to.user_id === from.user_id)
      throw invalid([{ field: 'toUser', code: 'error.handoverSelf' }]);
    await query(
      `insert into socle_handover (workspace_id, id, from_user, to_user, created_by, created_at)
       values ($1, $2, $3, $4, $5, $6)`,
      [by.workspaceId, id, from.user_id, to.user_id, by.userId, now],
    );
    const counts: Record<string, number> = {};
    for (const table of ownedTables(host.registry)) {
      const moved = await moveAll(step, by, table, { id, from: from.user_id, to: to.user_id });
      if (moved > 0) counts[table.record.type] = moved;
    }
    const records = Object.values(counts).reduce((sum, count) => sum + count, 0);
    await query('update socle_handover set records = $3 where workspace_id = $1 and id = $2', [
      by.workspaceId,
      id,
      records,
    ]);
    record({
      action: 'member.recordsHandedOver',
      subject: { type: 'member', id: from.user_id, title: from.name },
      after: { to: to.name, ...counts },
    });
    return { id, records };
  });
}

interface Moved {
  id: string;
  title: string;
  had_owner: boolean;
}

async function moveAll(
  step: Change,
  by: By,
  owned: OwnedTable,
  { id, from, to }: { id: string; from: string; to: string },
): Promise<number> {
  const { table, owner, title, record } = owned;
  for (let total = 0; ; ) {
    const moved = await step.query<Moved>(
      `with target as (
         select id, ${owner} is not null as had_owner from ${table}
         where workspace_id = $1 and coalesce(${owner}, created_by) = $2 limit ${BATCH} for update
       ), moved as (
         update ${table} r set ${owner} = $3, version = version + 1, updated_at = $4
         from target where r.workspace_id = $1 and r.id = target.id
         returning r.id, r.${title}::text as title, target.had_owner
       ), kept as (
         insert into socle_handover_record (workspace_id, handover_id, record_type, record_id, had_owner)
         select $1, $5, $6, id, had_owner from moved
       ) select id, title, had_owner from moved`,
      [by.workspaceId, from, to, step.now, id, record.type],
    );
    await keepHistory(step, by, owned, moved, (row) => ({
      before: row.had_owner ? from : null,
      after: to,
    }));
    total += moved.length;
    if (moved.length < BATCH) {
      if (total > 0) await announce(step, by, record.type);
      return total;
    }
  }
}

/** Gives back what a handover moved and nobody has passed on since. Returns how many records came back. */
export async function undoHandover(host: Host, by: By, id: string): Promise<number> {
  return administer(host, by, async (step) => {
    const { query, record, now } = step;
    const [handover] = isId(id)
      ? await query<{ from_user: string; to_user: string; name: string }>(
          `update socle_handover h set undone_at = $3 from socle_user u
           where h.workspace_id = $1 and h.id = $2 and h.undone_at is null and u.id = h.from_user
           returning h.from_user, h.to_user, u.name`,
          [by.workspaceId, id, now],
        )
      : [];
    if (!handover) throw new AppError('conflict', 'error.handoverOver');
    const ends = { id, from: handover.from_user, to: handover.to_user };
    let returned = 0;
    for (const table of ownedTables(host.registry))
      returned += await returnAll(step, by, table, ends);
    record({
      action: 'member.handoverUndone',
      subject: { type: 'member', id: handover.from_user, title: handover.name },
      after: { records: returned },
    });
    return returned;
  });
}

async function returnAll(
  step: Change,
  by: By,
  owned: OwnedTable,
  { id, from, to }: { id: string; from: string; to: string },
): Promise<number> {
  const { table, owner, title, record } = owned;
  for (let total = 0; ; ) {
    const [{ taken = 0 } = {}, ...returned] = await step.query<Partial<Moved> & { taken?: number }>(
      `with taken as (
         delete from socle_handover_record where (workspace_id, handover_id, record_type, record_id) in (
           select workspace_id, handover_id, record_type, record_id from socle_handover_record
           where workspace_id = $1 and handover_id = $2 and record_type = $3 limit ${BATCH})
         returning record_id, had_owner
       ), returned as (
         update ${table} r set ${owner} = case when t.had_owner then $4::uuid end, version = version + 1, updated_at = $6
         from taken t where r.workspace_id = $1 and r.id = t.record_id and r.${owner} = $5
         returning r.id, r.${title}::text as title, t.had_owner
       ) select null::uuid as id, null as title, null::boolean as had_owner, count(*)::int as taken from taken
         union all select id, title, had_owner, null from returned order by taken nulls last`,
      [by.workspaceId, id, record.type, from, to, step.now],
    );
    await keepHistory(step, by, owned, returned as Moved[], (row) => ({
      before: to,
      after: row.had_owner ? from : null,
    }));
    total += returned.length;
    if (taken < BATCH) {
      if (total > 0) await announce(step, by, record.type);
      return total;
    }
  }
}

/** Handovers of a member's records that can still be taken back, newest first. */
export async function handoversOf(
  host: Host,
  workspaceId: string,
  userId: string,
): Promise<Handover[]> {
  return host.database.systemQuery(
    `select h.id, f.name as "fromName", h.to_user as "toUser", t.name as "toName", h.records, h.created_at as "createdAt"
     from socle_handover h join socle_user f on f.id = h.from_user join socle_user t on t.id = h.to_user
     where h.workspace_id = $1 and h.from_user::text = $2 and h.undone_at is null and h.records > 0
     order by h.created_at desc, h.id desc limit 10`,
    [workspaceId, userId],
  );
}

async function keepHistory(
  step: Change,
  by: By,
  { record, field }: OwnedTable,
  rows: readonly Moved[],
  ends: (row: Moved) => { before: string | null; after: string | null },
): Promise<void> {
  await recordChanges(
    {
      query: step.query,
      workspaceId: by.workspaceId,
      actor: { kind: 'user', userId: by.userId, name: step.name },
      impersonatorId: null,
      via: by.via === 'commandLine' ? 'commandLine' : 'screen',
      requestId: 'handover',
      now: () => step.now,
    },
    rows.map((row) => ({
      action: 'updated',
      recordType: record.type,
      recordId: row.id,
      title: row.title ?? '',
      before: { [field]: ends(row).before },
      after: { [field]: ends(row).after },
    })),
  );
}

/** Open lists look again; there are too many records to name them. */
async function announce(step: Change, by: By, recordType: string): Promise<void> {
  await step.query('select pg_notify($1, $2)', [
    EVENT_CHANNEL,
    JSON.stringify({ w: by.workspaceId, t: recordType, i: [] }),
  ]);
}

function ownedTables(registry: Registry): OwnedTable[] {
  return [...registry.records.values()].flatMap((record) => {
    const field = record.owner;
    const owner = field ? record.fields[field]?.column : undefined;
    const title = record.fields[record.title]?.column;
    if (!field || !owner || !title) return [];
    return [
      {
        record,
        field,
        owner: identifier(owner),
        title: identifier(title),
        table: identifier(record.table),
      },
    ];
  });
}

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
