import { newId } from '../../primitives/ids';
import type { QueryFn } from '../database';
import type { Host } from '../host';

/** An act on the workspace itself, as opposed to a change of a record. */
export interface Act {
  userId: string | null;
  /** Who really acted, when an administrator acts in a member's name. */
  impersonatorId?: string | null;
  via: 'screen' | 'api' | 'commandLine' | 'job' | 'system';
  /** `thing.pastTense`, e.g. `member.invited`. */
  action: string;
  subject?: { type: string; id: string; title: string };
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
}

/** Writes an administrative act into the audit trail. Nothing secret may be handed to it. */
export async function recordAct(host: Host, workspaceId: string, act: Act): Promise<void> {
  await recordActIn(host.database.systemQuery, host.clock(), workspaceId, act);
}

/** As `recordAct`, in a transaction of the schema's owner: done and recorded, or neither. */
export async function recordActIn(
  query: QueryFn,
  now: Date,
  workspaceId: string,
  act: Act,
): Promise<void> {
  const { subject, before, after } = act;
  await query(
    `insert into socle_audit (workspace_id, id, occurred_at, user_id, impersonator_id, actor_name, via, action,
       record_type, record_id, title, before, after)
     values ($1, $2, $3, $4::uuid, $5, coalesce((select name from socle_user where id = $4::uuid), 'Socle'), $6, $7,
       $8, $9, $10, $11, $12)`,
    [
      workspaceId,
      newId(),
      now,
      act.userId,
      act.impersonatorId ?? null,
      act.via,
      act.action,
      subject?.type ?? null,
      subject?.id ?? null,
      subject?.title ?? null,
      before ? JSON.stringify(before) : null,
      after ? JSON.stringify(after) : null,
    ],
  );
}
