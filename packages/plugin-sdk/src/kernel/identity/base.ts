import type { Act } from '../audit/record-act';
import type { Config } from '../config';
import type { Database } from '../database';
import { CACHE_CHANNEL } from '../realtime';
import type { StateCache } from '../workspace-state';

/** What every part of the identity works with. */
export interface IdentityBase {
  readonly database: Database;
  readonly cache: StateCache;
  readonly clock: () => Date;
  readonly config: Config;
  /** Writes an act into the audit trail of one workspace. */
  record(workspaceId: string, act: Act): Promise<void>;
}

/** Where a request came from. */
export interface Origin {
  address: string;
  userAgent: string;
}

/** Makes every process forget what it keeps of these sessions and keys. */
export async function forget(base: IdentityBase, hashes: readonly string[]): Promise<void> {
  if (hashes.length === 0) return;
  for (const session of hashes) base.cache.invalidate({ session });
  await base.database.systemQuery(
    `select pg_notify($1, json_build_object('session', hash)::text) from unnest($2::text[]) as hash`,
    [CACHE_CHANNEL, hashes],
  );
}

/** Writes an act on an account into the trail of every workspace the account works in. */
export async function recordForUser(
  base: IdentityBase,
  userId: string,
  action: string,
  details: Partial<Pick<Act, 'via' | 'userId' | 'before' | 'after'>> = {},
): Promise<void> {
  const rows = await base.database.systemQuery<{ workspace_id: string; name: string }>(
    `select m.workspace_id, u.name from socle_membership m join socle_user u on u.id = m.user_id
     where m.user_id = $1 and m.deactivated_at is null`,
    [userId],
  );
  for (const { workspace_id, name } of rows) {
    await base.record(workspace_id, {
      userId,
      via: 'screen',
      action,
      subject: { type: 'user', id: userId, title: name },
      ...details,
    });
  }
}
