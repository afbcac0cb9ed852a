import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { LRUCache } from 'lru-cache';
import type { BuiltInRole } from '../contract';
import { AppError, invalid, notFound } from '../primitives';
import { newId } from '../primitives/ids';
import { sha256 } from './config';
import type { Database } from './database';
import { CACHE_CHANNEL } from './realtime';
import type { Session, StateCache } from './workspace-state';

// OWASP's first choice for argon2id: 19 MiB, two passes, one lane.
const ARGON = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A session ends this long after sign-in. */
const SESSION_DAYS = 30;

export const SESSION_COOKIE = 'socle_session';

const MIN_PASSWORD = 10;
const MAX_PASSWORD = 256;

const MAX_FAILURES = 10;
const FAILURE_WINDOW_MS = 15 * 60_000;

/** The account of the demo company. Made only when SOCLE_DEMO is on. */
export const DEMO_SIGN_IN = { email: 'demo@socle.example', password: 'demo-socle-2026' } as const;

export interface ApiKeyView {
  id: string;
  name: string;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
}

export interface Member {
  userId: string;
  name: string;
  email: string;
  role: BuiltInRole;
}

/** Accounts, sessions and keys. The only code that reads or writes their tables. */
export class Identity {
  readonly #database: Database;
  readonly #cache: StateCache;
  readonly #clock: () => Date;
  readonly #failures = new LRUCache<string, number>({ max: 50_000, ttl: FAILURE_WINDOW_MS });
  // Compared with when there is no such account, so that both answers take the same time.
  #decoy: Promise<string> | null = null;

  constructor(database: Database, cache: StateCache, clock: () => Date) {
    this.#database = database;
    this.#cache = cache;
    this.#clock = clock;
  }

  async createWorkspace(input: {
    name: string;
    locale?: 'fr' | 'en';
    timeZone?: string;
    currency?: string;
    country?: string;
  }): Promise<string> {
    const id = newId();
    await this.#database.systemQuery(
      'insert into socle_workspace (id, name, locale, time_zone, currency, country) values ($1, $2, $3, $4, $5, $6)',
      [
        id,
        input.name,
        input.locale ?? 'fr',
        input.timeZone ?? 'Europe/Paris',
        input.currency ?? 'EUR',
        input.country ?? 'FR',
      ],
    );
    return id;
  }

  async workspaces(): Promise<{ id: string; name: string }[]> {
    return this.#database.systemQuery(
      'select id, name from socle_workspace order by created_at, id',
    );
  }

  /** Adds an account, or an existing account to one more workspace. Throws `invalid` naming the field. */
  async createUser(input: {
    email: string;
    name: string;
    password: string;
    workspaceId: string;
    role: BuiltInRole;
  }): Promise<string> {
    const email = input.email.trim().toLowerCase();
    if (!/^[^\s@]+@[^\s@]+$/.test(email))
      throw invalid([{ field: 'email', code: 'error.format.email' }]);
    if (input.name.trim() === '') throw invalid([{ field: 'name', code: 'error.required' }]);
    checkPassword(input.password);
    const passwordHash = await hash(input.password, ARGON);
    const [user] = await this.#database.systemQuery<{ id: string }>(
      `insert into socle_user (id, email, name, password_hash) values ($1, $2, $3, $4)
       on conflict (lower(email)) do nothing returning id`,
      [newId(), email, input.name.trim(), passwordHash],
    );
    const existing = user ?? (await this.findUser(email));
    if (!existing) throw new Error('The account was removed while it was being added.');
    const [added] = await this.#database.systemQuery<{ user_id: string }>(
      `insert into socle_membership (workspace_id, user_id, role) values ($1, $2, $3) on conflict do nothing returning user_id`,
      [input.workspaceId, existing.id, input.role],
    );
    if (!added) throw invalid([{ field: 'email', code: 'error.alreadyMember' }]);
    return existing.id;
  }

  async findUser(emailOrId: string): Promise<{ id: string; email: string; name: string } | null> {
    const [user] = await this.#database.systemQuery<{ id: string; email: string; name: string }>(
      'select id, email, name from socle_user where lower(email) = lower($1) or id::text = $1',
      [emailOrId],
    );
    return user ?? null;
  }

  async workspacesOf(userId: string): Promise<{ id: string; name: string; role: BuiltInRole }[]> {
    return this.#database.systemQuery(
      `select w.id, w.name, m.role from socle_membership m join socle_workspace w on w.id = m.workspace_id
       where m.user_id = $1 order by m.created_at, w.id`,
      [userId],
    );
  }

  async member(workspaceId: string, userId: string): Promise<Member | null> {
    const [member] = await this.#database.systemQuery<Member>(
      `select m.user_id as "userId", u.name, u.email, m.role from socle_membership m join socle_user u on u.id = m.user_id
       where m.workspace_id = $1 and m.user_id = $2 and u.disabled_at is null`,
      [workspaceId, userId],
    );
    return member ?? null;
  }

  /** Checks a password and opens a session. Throws the same `unauthenticated` for every kind of mismatch. */
  async signIn(input: {
    email: string;
    password: string;
    address: string;
    userAgent: string;
  }): Promise<string> {
    const email = input.email.trim().toLowerCase();
    const buckets = [`account ${email}`, `address ${input.address}`];
    if (buckets.some((bucket) => (this.#failures.get(bucket) ?? 0) >= MAX_FAILURES)) {
      throw new AppError('tooMany', 'error.tooManyAttempts', {
        minutes: FAILURE_WINDOW_MS / 60_000,
      });
    }
    const [user] = await this.#database.systemQuery<{ id: string; password_hash: string | null }>(
      'select id, password_hash from socle_user where lower(email) = $1 and disabled_at is null',
      [email],
    );
    this.#decoy ??= hash(randomBytes(16).toString('hex'), ARGON);
    const stored = user?.password_hash ?? (await this.#decoy);
    const matches = input.password.length <= MAX_PASSWORD && (await verify(stored, input.password));
    if (!user?.password_hash || !matches) {
      for (const bucket of buckets)
        this.#failures.set(bucket, (this.#failures.get(bucket) ?? 0) + 1);
      throw new AppError('invalid', 'error.badCredentials');
    }
    this.#failures.delete(buckets[0] ?? '');
    return this.openSession(user.id, input.userAgent);
  }

  /** Opens a session in the user's first workspace; returns the token for the cookie. */
  async openSession(userId: string, userAgent: string): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const [workspace] = await this.workspacesOf(userId);
    const expiresAt = new Date(this.#clock().getTime() + SESSION_DAYS * 86_400_000);
    await this.#database.systemQuery(
      'insert into socle_session (token_hash, user_id, workspace_id, expires_at, user_agent) values ($1, $2, $3, $4, $5)',
      [sha256(token), userId, workspace?.id ?? null, expiresAt, userAgent.slice(0, 300)],
    );
    return token;
  }

  async signOut(token: string): Promise<void> {
    const tokenHash = sha256(token);
    await this.#database.systemQuery('delete from socle_session where token_hash = $1', [
      tokenHash,
    ]);
    await this.#invalidate({ session: tokenHash });
  }

  async session(token: string): Promise<Session | null> {
    const tokenHash = sha256(token);
    const session = await this.#cache.session(tokenHash, () => this.#loadSession(tokenHash));
    return session?.expiresAt && session.expiresAt <= this.#clock() ? null : session;
  }

  async #loadSession(tokenHash: string): Promise<Session | null> {
    const [row] = await this.#database.systemQuery<Session>(
      `select s.user_id as "userId", u.name, u.email, s.workspace_id as "workspaceId", m.role, u.locale,
         u.time_zone as "timeZone", u.theme, null as scopes, s.expires_at as "expiresAt"
       from socle_session s join socle_user u on u.id = s.user_id
       left join socle_membership m on m.workspace_id = s.workspace_id and m.user_id = s.user_id
       where s.token_hash = $1 and s.expires_at > $2 and u.disabled_at is null`,
      [tokenHash, this.#clock()],
    );
    return row ?? null;
  }

  /** Changes how the product looks and speaks to one user. */
  async savePreferences(
    userId: string,
    changes: { locale?: 'fr' | 'en'; theme?: Session['theme'] },
  ): Promise<void> {
    await this.#database.systemQuery(
      'update socle_user set locale = coalesce($2, locale), theme = coalesce($3, theme) where id = $1',
      [userId, changes.locale ?? null, changes.theme ?? null],
    );
    await this.#invalidate({ all: true });
  }

  /** Makes a key for the API; the answer is the only time it can be read. */
  async createApiKey(input: {
    userId: string;
    workspaceId: string;
    name: string;
    scopes: string[] | null;
    expiresAt: Date | null;
  }): Promise<string> {
    const key = `socle_${randomBytes(30).toString('base64url')}`;
    await this.#database.systemQuery(
      `insert into socle_api_key (workspace_id, id, user_id, name, key_hash, scopes, expires_at) values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        input.workspaceId,
        newId(),
        input.userId,
        input.name,
        sha256(key),
        input.scopes,
        input.expiresAt,
      ],
    );
    return key;
  }

  /** Who an API key speaks for; null when it is unknown, expired or its owner has left. */
  async apiKey(key: string): Promise<Session | null> {
    const keyHash = sha256(key);
    const session = await this.#cache.session(keyHash, async () => {
      const [row] = await this.#database.systemQuery<Session>(
        `update socle_api_key k set last_used_at = $2
         from socle_user u, socle_membership m
         where k.key_hash = $1 and (k.expires_at is null or k.expires_at > $2) and u.id = k.user_id and u.disabled_at is null
           and m.user_id = k.user_id and m.workspace_id = k.workspace_id
         returning k.user_id as "userId", u.name, u.email, k.workspace_id as "workspaceId", m.role, u.locale,
           u.time_zone as "timeZone", u.theme, k.scopes, k.expires_at as "expiresAt"`,
        [keyHash, this.#clock()],
      );
      return row ?? null;
    });
    return session?.expiresAt && session.expiresAt <= this.#clock() ? null : session;
  }

  /** The keys of a user in a workspace; what a key looks like is not kept anywhere. */
  async apiKeys(workspaceId: string, userId: string): Promise<ApiKeyView[]> {
    return this.#database.systemQuery(
      `select id, name, created_at as "createdAt", expires_at as "expiresAt", last_used_at as "lastUsedAt"
       from socle_api_key where workspace_id = $1 and user_id = $2 order by created_at desc`,
      [workspaceId, userId],
    );
  }

  /** Ends a key at once, in every process. Throws notFound. */
  async revokeApiKey(workspaceId: string, userId: string, id: string): Promise<void> {
    const [row] = await this.#database.systemQuery<{ key_hash: string }>(
      'delete from socle_api_key where workspace_id = $1 and user_id = $2 and id::text = $3 returning key_hash',
      [workspaceId, userId, id],
    );
    if (!row) throw notFound();
    await this.#invalidate({ session: row.key_hash });
  }

  /** The demo's sign-in, to be shown on its sign-in page; null when there is no demo account. */
  async demoHint(): Promise<{ email: string; password: string } | null> {
    return (await this.findUser(DEMO_SIGN_IN.email)) ? DEMO_SIGN_IN : null;
  }

  async #invalidate(message: object): Promise<void> {
    await this.#database.systemQuery('select pg_notify($1, $2)', [
      CACHE_CHANNEL,
      JSON.stringify(message),
    ]);
    this.#cache.invalidate(message);
  }
}

function checkPassword(password: string): void {
  if (password.length < MIN_PASSWORD) {
    throw invalid([
      { field: 'password', code: 'error.passwordTooShort', params: { minimum: MIN_PASSWORD } },
    ]);
  }
  if (password.length > MAX_PASSWORD) {
    throw invalid([
      { field: 'password', code: 'error.tooBig.string', params: { maximum: MAX_PASSWORD } },
    ]);
  }
}
