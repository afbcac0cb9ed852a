import { newId } from '../../primitives/ids';
import type { Actor, Via } from '../../server/ctx';
import type { QueryFn } from '../database';

/** What happened to a record. */
export type RecordChangeAction = 'created' | 'updated' | 'archived' | 'restored' | 'removed';

/** Who changes records, how, and in which transaction. */
export interface AuditScope {
  query: QueryFn;
  workspaceId: string;
  actor: Actor;
  /** Who really acts, when an administrator acts in a member's name. */
  impersonatorId: string | null;
  via: Via;
  requestId: string;
  now(): Date;
}

/** One change of one record; `before` and `after` by API field name, see `diffRecord`. */
export interface RecordChange {
  action: RecordChangeAction;
  recordType: string;
  recordId: string;
  title: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

/** Writes changes of records into the audit trail, in their transaction; one statement, however many. */
export async function recordChanges(
  scope: AuditScope,
  changes: readonly RecordChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ recordType, recordId, ...change }) => ({
    ...change,
    id: newId(),
    record_type: recordType,
    record_id: recordId,
  }));
  await scope.query(
    `insert into socle_audit (workspace_id, id, occurred_at, user_id, impersonator_id, actor_name, via, action,
       record_type, record_id, title, before, after, request_id)
     select $1, r.id, $3, $4, $5, $6, $7, r.action, r.record_type, r.record_id, r.title, r.before, r.after, $8
     from json_to_recordset($2::json) as r
       (id uuid, action text, record_type text, record_id text, title text, before jsonb, after jsonb)`,
    [
      scope.workspaceId,
      JSON.stringify(rows),
      scope.now(),
      scope.actor.userId,
      scope.impersonatorId,
      scope.actor.name,
      scope.via,
      scope.requestId,
    ],
  );
}
