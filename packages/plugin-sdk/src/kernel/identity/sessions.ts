import { randomBytes } from 'node:crypto';
import { notFound } from '../../primitives';
import { sha256 } from '../config';
import type { Session } from '../workspace-state';
import { forget, type IdentityBase, recordForUser } from './base';

export const SESSION_COOKIE = 'socle_session';

/** A session ends this long after sign-in, however much it is used. */
const SESSION_DAYS = 30;
/** A session that is not used ends earlier. */
const IDLE_DAYS = 14;
const DAY_MS = 86_400_000;
/** How exact "last seen" is: one write a minute at most. */
const SEEN_MS = 60_000;

/** A session as its user sees it in their list. */
export interface SessionView {
  id: string;
  userAgent: string;
  address: string | null;
  createdAt: Date;
  seenAt: Date;
  isImpersonated: boolean;
}

export interface SessionOptions {
  address?: string;
  /** The workspace to open; the user's first one otherwise. */
  workspaceId?: string;
  /** Who really acts, when an administrator acts in the user's name. Such a session stays in its workspace. */
  impersonatorId?: string;
  /** An end earlier than usual. */
  expiresAt?: Date;
}

/** Who is signed in, where and until when. */
export function createSessions(base: IdentityBase) {
  const { systemQuery } = base.database;
  const idleSince = (): Date => new Date(base.clock().getTime() - IDLE_DAYS * DAY_MS);
  const end = async (condition: string, values: unknown[]): Promise<number> => {
    const rows = await systemQuery<{ token_hash: string }>(
      `delete from socle_session where ${condition} returning token_hash`,
      values,
    );
    await forget(
      base,
      rows.map((row) => row.token_hash),
    );
    return rows.length;
  };
  return {
    /** Opens a session for a user who has proved who they are; returns the token for the cookie. */
    async openSession(
      userId: string,
      userAgent: string,
      options: SessionOptions = {},
    ): Promise<string> {
      const { address, impersonatorId } = options;
      const token = newToken();
      const now = base.clock();
      const expiresAt = options.expiresAt ?? new Date(now.getTime() + SESSION_DAYS * DAY_MS);
      const workspaceId = options.workspaceId ?? (await firstWorkspace(base, userId));
      await systemQuery(
        `insert into socle_session (token_hash, user_id, workspace_id, created_at, seen_at, authenticated_at,
           expires_at, user_agent, address, impersonator_id) values ($1, $2, $3, $4, $4, $4, $5, $6, $7, $8)`,
        [
          sha256(token),
          userId,
          workspaceId,
          now,
          expiresAt,
          userAgent.slice(0, 300),
          address ?? null,
          impersonatorId ?? null,
        ],
      );
      if (!impersonatorId)
        await recordForUser(base, userId, 'session.opened', {
          after: { address: address ?? null, device: userAgent.slice(0, 300) },
        });
      return token;
    },

    async signOut(token: string): Promise<void> {
      await end('token_hash = $1', [sha256(token)]);
    },

    /** Ends all sessions of a user, but for the one of `exceptToken`. */
    async signOutEverywhere(userId: string, exceptToken?: string): Promise<void> {
      await end('user_id = $1 and token_hash <> $2', [
        userId,
        exceptToken ? sha256(exceptToken) : '',
      ]);
      await recordForUser(base, userId, 'session.allEnded');
    },

    /** Ends one session of a user's list. Throws notFound. */
    async endSession(userId: string, id: string): Promise<void> {
      const ended = await end('user_id = $1 and id::text = $2', [userId, id]);
      if (ended === 0) throw notFound();
    },

    /** The sessions of a user that have not ended, the one used last first. */
    async sessions(userId: string): Promise<SessionView[]> {
      return systemQuery(
        `select id, coalesce(user_agent, '') as "userAgent", address, created_at as "createdAt",
           seen_at as "seenAt", impersonator_id is not null as "isImpersonated"
         from socle_session where user_id = $1 and expires_at > $2 and seen_at > $3 order by seen_at desc, id`,
        [userId, base.clock(), idleSince()],
      );
    },

    async session(token: string): Promise<Session | null> {
      const tokenHash = sha256(token);
      const session = await base.cache.session(tokenHash, () => load(base, tokenHash, idleSince()));
      return session?.expiresAt && session.expiresAt <= base.clock() ? null : session;
    },

    /** Gives a session another token, for whoever has proved anew who they are. Throws notFound. */
    async renewSession(token: string): Promise<string> {
      const renewed = newToken();
      const [row] = await systemQuery(
        'update socle_session set token_hash = $2, authenticated_at = $3 where token_hash = $1 returning id',
        [sha256(token), sha256(renewed), base.clock()],
      );
      if (!row) throw notFound();
      await forget(base, [sha256(token)]);
      return renewed;
    },

    /** Moves a session to another workspace of its user. Throws notFound for one they are no member of. */
    async switchWorkspace(token: string, workspaceId: string): Promise<void> {
      const [row] = await systemQuery(
        `update socle_session s set workspace_id = m.workspace_id from socle_membership m
         where s.token_hash = $1 and s.impersonator_id is null
           and m.user_id = s.user_id and m.workspace_id::text = $2 and m.deactivated_at is null
         returning s.id`,
        [sha256(token), workspaceId],
      );
      if (!row) throw notFound();
      await forget(base, [sha256(token)]);
    },
  };
}

/** A secret nobody guesses: 256 random bits. */
export const newToken = (): string => randomBytes(32).toString('base64url');

async function firstWorkspace(base: IdentityBase, userId: string): Promise<string | null> {
  const [row] = await base.database.systemQuery<{ workspace_id: string }>(
    `select m.workspace_id from socle_membership m
     where m.user_id = $1 and m.deactivated_at is null
     order by (select max(s.seen_at) from socle_session s
       where s.user_id = $1 and s.workspace_id = m.workspace_id and s.impersonator_id is null) desc nulls last,
       m.created_at, m.workspace_id limit 1`,
    [userId],
  );
  return row?.workspace_id ?? null;
}

type Row = Session & { keptWorkspaceId: string | null; seenAt: Date };

async function load(
  base: IdentityBase,
  tokenHash: string,
  idleSince: Date,
): Promise<Session | null> {
  const now = base.clock();
  const [row] = await base.database.systemQuery<Row>(LOAD, [tokenHash, now, idleSince, IDLE_DAYS]);
  if (!row) return null;
  const { keptWorkspaceId, seenAt, ...session } = row;
  const isMoved = keptWorkspaceId !== session.workspaceId;
  if (isMoved || now.getTime() - seenAt.getTime() >= SEEN_MS)
    await base.database.systemQuery(
      'update socle_session set seen_at = $2, workspace_id = $3 where token_hash = $1',
      [tokenHash, now, session.workspaceId],
    );
  return session;
}

// A session whose workspace was left or lost goes on in another one of the user's, if there is one.
const LOAD = `
  select s.id as "sessionId", s.user_id as "userId", u.name, u.email, m.workspace_id as "workspaceId", m.role, u.locale,
    u.time_zone as "timeZone", u.theme, null as scopes,
    least(s.expires_at, s.seen_at + make_interval(days => $4)) as "expiresAt",
    s.authenticated_at as "authenticatedAt", s.impersonator_id as "impersonatorId",
    s.workspace_id as "keptWorkspaceId", s.seen_at as "seenAt",
    s.impersonator_id is null
      and coalesce(w.second_factor = 'everyone' or (w.second_factor = 'administrators' and m.role in ('owner', 'admin')), false)
      and not exists (select 1 from socle_second_factor f where f.user_id = s.user_id and f.confirmed_at is not null)
      and not exists (select 1 from socle_passkey p where p.user_id = s.user_id)
      as "mustEnrol"
  from socle_session s join socle_user u on u.id = s.user_id
  left join lateral (
    select workspace_id, role from socle_membership
    where user_id = s.user_id and deactivated_at is null
      and (s.impersonator_id is null or workspace_id = s.workspace_id)
    order by (workspace_id = s.workspace_id) desc nulls last, created_at, workspace_id limit 1
  ) m on true
  left join socle_workspace w on w.id = m.workspace_id
  where s.token_hash = $1 and s.expires_at > $2 and s.seen_at > $3 and u.disabled_at is null`;
