import { AppError } from '../../primitives';
import { type Act, recordAct } from '../audit/record-act';
import type { Host } from '../host';
import { type IdentityBase, recordForUser } from './base';

/** Writes what somebody did with their own account into the trail of every workspace they work in. */
export function recordOwnAct(
  host: Host,
  userId: string,
  action: string,
  details: Partial<Pick<Act, 'before' | 'after'>> = {},
): Promise<void> {
  return recordForUser(baseOf(host), userId, action, details);
}

/**
 * Refuses to take away the last way into an account: with one passkey or one link left, there must be
 * a password or a way of the other kind. Throws `conflict`.
 */
export async function requireAnotherWayIn(
  host: Host,
  userId: string,
  from: 'socle_passkey' | 'socle_identity_link',
): Promise<void> {
  const other = from === 'socle_passkey' ? 'socle_identity_link' : 'socle_passkey';
  const [found] = await host.database.systemQuery<{ has_other: boolean }>(
    `select password_hash is not null or exists (select 1 from ${other} o where o.user_id = u.id)
       or (select count(*) from ${from} f where f.user_id = u.id) > 1 as has_other
     from socle_user u where u.id = $1`,
    [userId],
  );
  if (!found?.has_other) throw new AppError('conflict', 'error.lastWayIn');
}

const baseOf = (host: Host): IdentityBase => ({
  database: host.database,
  cache: host.cache,
  clock: host.clock,
  config: host.config,
  record: (workspaceId, act) => recordAct(host, workspaceId, act),
});
