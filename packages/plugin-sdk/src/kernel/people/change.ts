import type { BuiltInRole } from '../../contract';
import { AppError, notFound } from '../../primitives';
import { type Act, recordActIn } from '../audit/record-act';
import { type QueryFn, translateDatabaseError } from '../database';
import type { Host } from '../host';
import { CACHE_CHANNEL } from '../realtime';

/** On whose word people and rights change. */
export interface By {
  workspaceId: string;
  userId: string;
  via: Act['via'];
  /** Set while somebody acts in the member's name: they may not change people and rights. */
  impersonatorId?: string | null;
}

/** One change under way. */
export interface Change {
  query: QueryFn;
  /** Role of the caller as it stands now, whatever their session remembers. */
  role: BuiltInRole;
  name: string;
  now: Date;
  /** Goes into the audit trail together with the change. */
  record(act: Pick<Act, 'action' | 'subject' | 'before' | 'after'>): void;
}

/**
 * Runs one change of people and rights: one transaction, one after the other in a workspace, so that
 * two of them never undo what the other relied on (the last owner, a tree without a circle).
 * Every process knows of it when this returns.
 */
export async function change<T>(
  host: Host,
  by: By,
  work: (change: Change) => Promise<T>,
): Promise<T> {
  if (by.impersonatorId) throw new AppError('forbidden', 'error.notInTheirName');
  const acts: Act[] = [];
  const { userId, via } = by;
  const result = await inSystemTransaction(host, async (query) => {
    // Not `for update`: rows that point at the workspace may be added meanwhile.
    const [workspace] = await query(
      'select id from socle_workspace where id = $1 for no key update',
      [by.workspaceId],
    );
    const [caller] = await query<{ role: BuiltInRole; name: string }>(
      `select m.role, u.name from socle_membership m join socle_user u on u.id = m.user_id
       where m.workspace_id = $1 and m.user_id = $2 and m.deactivated_at is null and u.disabled_at is null`,
      [by.workspaceId, userId],
    );
    if (!workspace || !caller) throw notFound();
    const done = await work({
      query,
      ...caller,
      now: host.clock(),
      record: (act) => void acts.push({ userId, via, ...act }),
    });
    for (const act of acts) await recordActIn(query, host.clock(), by.workspaceId, act);
    await announceRights(query, by.workspaceId);
    return done;
  });
  host.cache.invalidate(rightsMessage(by.workspaceId));
  return result;
}

/** As `change`, for owners and administrators only. */
export function administer<T>(
  host: Host,
  by: By,
  work: (change: Change) => Promise<T>,
): Promise<T> {
  return change(host, by, (step) => {
    if (!isAdministrator(step.role)) throw new AppError('forbidden', 'error.administratorsOnly');
    return work(step);
  });
}

export const isAdministrator = (role: BuiltInRole): boolean => role === 'owner' || role === 'admin';

/** One transaction as the owner of the schema: bound by no policy, so each statement names its workspace. */
export async function inSystemTransaction<T>(
  host: Host,
  work: (query: QueryFn) => Promise<T>,
): Promise<T> {
  const client = await host.database.system.connect().catch((error: unknown) => {
    throw translateDatabaseError(error);
  });
  let isBroken = false;
  try {
    await client.query('begin');
    const result = await work(
      async (text, values) => (await client.query(text, values ? [...values] : [])).rows as never,
    );
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {
      isBroken = true;
    });
    throw translateDatabaseError(error);
  } finally {
    client.release(isBroken);
  }
}

const rightsMessage = (workspaceId: string) => ({ workspace: workspaceId, all: true });

/** Makes every process read sessions and rights anew, as soon as the transaction is committed. */
export async function announceRights(query: QueryFn, workspaceId: string): Promise<void> {
  await query('select pg_notify($1, $2)', [
    CACHE_CHANNEL,
    JSON.stringify(rightsMessage(workspaceId)),
  ]);
}

/** Whether PostgreSQL refused a row because its like is there already. */
export const isDuplicate = (error: unknown): boolean =>
  (error as { code?: unknown }).code === '23505';
