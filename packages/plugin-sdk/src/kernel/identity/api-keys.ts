import { randomBytes } from 'node:crypto';
import { notFound } from '../../primitives';
import { newId } from '../../primitives/ids';
import { sha256 } from '../config';
import type { Session } from '../workspace-state';
import { forget, type IdentityBase } from './base';
import { toBase32 } from './totp';

/** A key speaks for its user to the API; an app password does so where only a name and a password can be given. */
export type KeyKind = 'key' | 'app';

export interface ApiKeyView {
  id: string;
  kind: KeyKind;
  name: string;
  /** Permissions; null means all the user may do. */
  scopes: string[] | null;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
}

export interface NewKey {
  userId: string;
  workspaceId: string;
  name: string;
  scopes: string[] | null;
  expiresAt: Date | null;
  via?: 'screen' | 'commandLine';
}

/** How exact "last used" is: one write a minute at most. */
const USED_MS = 60_000;

/** Keys for the API and app passwords. Only their hash is kept: 150 random bits need no slow one. */
export function createApiKeys(base: IdentityBase) {
  const { systemQuery } = base.database;
  const create = async (kind: KeyKind, hashed: string, input: NewKey): Promise<void> => {
    const { userId, workspaceId, name, scopes, expiresAt } = input;
    const id = newId();
    await systemQuery(
      `insert into socle_api_key (workspace_id, id, user_id, name, key_hash, scopes, expires_at, kind, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [workspaceId, id, userId, name, sha256(hashed), scopes, expiresAt, kind, base.clock()],
    );
    await base.record(workspaceId, {
      userId,
      via: input.via ?? 'screen',
      action: kind === 'key' ? 'apiKey.created' : 'appPassword.created',
      subject: { type: 'apiKey', id, title: name },
      after: { scopes, expiresAt: expiresAt?.toISOString() ?? null },
    });
  };
  const find = async (kind: KeyKind, hashed: string): Promise<Session | null> => {
    const keyHash = sha256(hashed);
    const session = await base.cache.session(keyHash, () => load(base, kind, keyHash));
    return session?.expiresAt && session.expiresAt <= base.clock() ? null : session;
  };
  return {
    /** Makes a key for the API; the answer is the only time it can be read. */
    async createApiKey(input: NewKey): Promise<string> {
      const key = `socle_${randomBytes(30).toString('base64url')}`;
      await create('key', key, input);
      return key;
    },

    /** Makes an app password, in groups that can be typed; the answer is the only time it can be read. */
    async createAppPassword(input: NewKey): Promise<string> {
      const password = toBase32(randomBytes(13)).slice(0, 20).toLowerCase();
      await create('app', typed(password), input);
      return (password.match(/.{4}/g) ?? []).join('-');
    },

    /** Who an API key speaks for; null when it is unknown, expired or its owner has left. */
    async apiKey(key: string): Promise<Session | null> {
      return find('key', key);
    },

    /** Who an e-mail and an app password speak for; null unless both are right. */
    async appPassword(email: string, password: string): Promise<Session | null> {
      const session = await find('app', typed(password));
      return session?.email.toLowerCase() === email.trim().toLowerCase() ? session : null;
    },

    /** The keys of a user in a workspace; what a key looks like is not kept anywhere. */
    async apiKeys(workspaceId: string, userId: string): Promise<ApiKeyView[]> {
      return systemQuery(
        `select id, kind, name, scopes, created_at as "createdAt", expires_at as "expiresAt", last_used_at as "lastUsedAt"
         from socle_api_key where workspace_id = $1 and user_id = $2 order by created_at desc, id`,
        [workspaceId, userId],
      );
    },

    /** Ends a key at once, in every process. Throws notFound. */
    async revokeApiKey(workspaceId: string, userId: string, id: string): Promise<void> {
      const [row] = await systemQuery<{ key_hash: string; name: string; kind: KeyKind }>(
        'delete from socle_api_key where workspace_id = $1 and user_id = $2 and id::text = $3 returning key_hash, name, kind',
        [workspaceId, userId, id],
      );
      if (!row) throw notFound();
      await forget(base, [row.key_hash]);
      await base.record(workspaceId, {
        userId,
        via: 'screen',
        action: row.kind === 'key' ? 'apiKey.revoked' : 'appPassword.revoked',
        subject: { type: 'apiKey', id, title: row.name },
      });
    },
  };
}

// The prefix keeps the two kinds apart wherever a hash alone names a key.
const typed = (password: string): string =>
  `app ${password.toLowerCase().replace(/[^a-z2-7]/g, '')}`;

async function load(base: IdentityBase, kind: KeyKind, keyHash: string): Promise<Session | null> {
  const now = base.clock();
  const [row] = await base.database.systemQuery<Session & { lastUsedAt: Date | null }>(
    `select k.user_id as "userId", u.name, u.email, k.workspace_id as "workspaceId", m.role, u.locale,
       u.time_zone as "timeZone", u.theme, k.scopes, k.expires_at as "expiresAt", null as "sessionId",
       null as "authenticatedAt", null as "impersonatorId", false as "mustEnrol", k.last_used_at as "lastUsedAt"
     from socle_api_key k join socle_user u on u.id = k.user_id
       join socle_membership m on m.user_id = k.user_id and m.workspace_id = k.workspace_id
     where k.key_hash = $1 and k.kind = $3 and (k.expires_at is null or k.expires_at > $2)
       and u.disabled_at is null and m.deactivated_at is null`,
    [keyHash, now, kind],
  );
  if (!row) return null;
  const { lastUsedAt, ...session } = row;
  if (!lastUsedAt || now.getTime() - lastUsedAt.getTime() >= USED_MS)
    await base.database.systemQuery(
      'update socle_api_key set last_used_at = $2 where key_hash = $1',
      [keyHash, now],
    );
  return session;
}
