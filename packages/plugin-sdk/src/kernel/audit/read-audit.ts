import { AppError, addDays, type LocalDate, type RecordRef } from '../../primitives';
import { isId } from '../../primitives/ids';
import type { QueryFn } from '../database';
import type { AuditProblem } from './verify-audit';

/** One row of the trail. */
export interface AuditEntry {
  id: string;
  occurredAt: Date;
  userId: string | null;
  impersonatorId: string | null;
  /** The name at the time. */
  actorName: string;
  via: string;
  action: string;
  recordType: string | null;
  recordId: string | null;
  title: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  /** Its place in the chain, once it has been sealed. */
  seq: string | null;
}

/** One page, newest first. */
export interface AuditPage {
  entries: AuditEntry[];
  /** Towards older entries. */
  nextCursor: string | null;
  previousCursor: string | null;
}

/** What the log of a workspace is narrowed to; all of it must hold. */
export interface AuditFilter {
  /** A member's id, or `system` for what nobody did by hand. */
  who?: string;
  /** A record type, or `administration` for acts on the workspace itself. */
  kind?: string;
  action?: string;
  via?: string;
  /** Calendar days of the workspace, both included. */
  from?: LocalDate;
  to?: LocalDate;
  /** Part of a title or of a name. */
  q?: string;
}

const ENTRY = `id, occurred_at as "occurredAt", user_id as "userId", impersonator_id as "impersonatorId",
  actor_name as "actorName", via, action, record_type as "recordType", record_id as "recordId", title, before, after, seq`;

interface PageQuery {
  cursor: string | null;
  limit: number;
}

/** The history of one record. */
export function recordHistory(
  query: QueryFn,
  workspaceId: string,
  record: RecordRef,
  page: PageQuery,
): Promise<AuditPage> {
  return readPage(
    query,
    ['workspace_id = $1', 'record_id = $2', 'record_type = $3'],
    [workspaceId, record.id, record.type],
    page,
  );
}

/** One entry of a record's history; null when it is not of this record. */
export async function findEntry(
  query: QueryFn,
  workspaceId: string,
  record: RecordRef,
  id: string,
): Promise<AuditEntry | null> {
  if (!isId(id)) return null;
  const [entry] = await query<AuditEntry>(
    `select ${ENTRY} from socle_audit where workspace_id = $1 and id = $2 and record_type = $3 and record_id = $4`,
    [workspaceId, id, record.type, record.id],
  );
  return entry ?? null;
}

/** The log of a workspace. */
export function auditLog(
  query: QueryFn,
  workspace: { id: string; timeZone: string },
  filter: AuditFilter,
  page: PageQuery,
): Promise<AuditPage> {
  const where = ['workspace_id = $1'];
  const values: unknown[] = [workspace.id];
  const add = (condition: (parameter: string) => string, value: unknown): void => {
    values.push(value);
    where.push(condition(`$${values.length}`));
  };
  const day = (parameter: string): string => {
    values.push(workspace.timeZone);
    return `(${parameter}::date::timestamp at time zone $${values.length})`;
  };
  if (filter.who === 'system') where.push('user_id is null');
  else if (filter.who) add((p) => `user_id = ${p}`, filter.who);
  if (filter.kind === 'administration') where.push(`position('.' in action) > 0`);
  else if (filter.kind) add((p) => `record_type = ${p}`, filter.kind);
  if (filter.action) add((p) => `action = ${p}`, filter.action);
  if (filter.via) add((p) => `via = ${p}`, filter.via);
  if (filter.from) add((p) => `occurred_at >= ${day(p)}`, filter.from);
  if (filter.to) add((p) => `occurred_at < ${day(p)}`, addDays(filter.to, 1));
  if (filter.q)
    add(
      (p) => `(title ilike ${p} or actor_name ilike ${p})`,
      `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`,
    );
  return readPage(query, where, values, page);
}

/** Where the chain of a workspace stands; null before its first row was sealed. */
export interface ChainState {
  seq: number;
  hash: string;
  sealedAt: Date;
  checkedAt: Date | null;
  checkedSeq: number | null;
  problem: AuditProblem | null;
}

/** What is known of a workspace's chain without walking it. */
export async function chainState(query: QueryFn, workspaceId: string): Promise<ChainState | null> {
  const [row] = await query<
    Omit<ChainState, 'seq' | 'checkedSeq'> & { seq: string; checkedSeq: string | null }
  >(
    `select seq, hash, sealed_at as "sealedAt", checked_at as "checkedAt", checked_seq as "checkedSeq", problem
     from socle_audit_head where workspace_id = $1`,
    [workspaceId],
  );
  if (!row) return null;
  return {
    ...row,
    seq: Number(row.seq),
    checkedSeq: row.checkedSeq === null ? null : Number(row.checkedSeq),
  };
}

async function readPage(
  query: QueryFn,
  conditions: readonly string[],
  parameters: readonly unknown[],
  { cursor, limit }: PageQuery,
): Promise<AuditPage> {
  const where = [...conditions];
  const values = [...parameters];
  const from = cursor === null ? null : decodeCursor(cursor);
  const isBackward = from?.isBackward ?? false;
  if (from) {
    values.push(from.at, from.id);
    where.push(
      `(occurred_at, id) ${isBackward ? '>' : '<'} ($${values.length - 1}::timestamptz, $${values.length}::uuid)`,
    );
  }
  const direction = isBackward ? 'asc' : 'desc';
  const rows = await query<AuditEntry>(
    `select ${ENTRY} from socle_audit where ${where.join(' and ')}
     order by occurred_at ${direction}, id ${direction} limit ${limit + 1}`,
    values,
  );
  const hasMore = rows.length > limit;
  const entries = rows.slice(0, limit);
  if (isBackward) entries.reverse();
  const [first, last] = [entries[0], entries.at(-1)];
  return {
    entries,
    nextCursor: last && (isBackward || hasMore) ? encodeCursor(last, false) : null,
    previousCursor:
      first && (isBackward ? hasMore : from !== null) ? encodeCursor(first, true) : null,
  };
}

// The clock counts in milliseconds, so an instant read as a Date is the whole of it.
const encodeCursor = (entry: AuditEntry, isBackward: boolean): string =>
  Buffer.from(
    JSON.stringify([entry.occurredAt.toISOString(), entry.id, isBackward ? 1 : 0]),
  ).toString('base64url');

function decodeCursor(text: string): { at: string; id: string; isBackward: boolean } {
  try {
    const [at, id, isBackward] = JSON.parse(
      Buffer.from(text, 'base64url').toString('utf8'),
    ) as unknown[];
    if (typeof at === 'string' && !Number.isNaN(new Date(at).getTime()) && isId(id))
      return { at: new Date(at).toISOString(), id, isBackward: isBackward === 1 };
  } catch {
    // Falls through to the one answer for every cursor we did not make.
  }
  throw new AppError('invalid', 'error.badCursor');
}
