import { LRUCache } from 'lru-cache';
import type { BuiltInRole, Json } from '../contract';
import type { WorkspaceInfo } from '../server/ctx';
import type { MemberAccess } from './access/load-access';
import type { Database } from './database';
import type { Registry } from './registry';

/** What every request needs to know of its workspace; read once and kept until it changes. */
export interface WorkspaceState {
  info: WorkspaceInfo;
  modulesOn: ReadonlySet<string>;
  settings: ReadonlyMap<string, Record<string, Json>>;
}

/** A signed-in caller. */
export interface Session {
  userId: string;
  name: string;
  email: string;
  workspaceId: string | null;
  role: BuiltInRole | null;
  locale: 'fr' | 'en' | null;
  timeZone: string | null;
  theme: 'system' | 'light' | 'dark';
  /** Scopes of an API key; null means all the user may do. */
  scopes: string[] | null;
  expiresAt: Date | null;
  /** Null for the caller of the API. */
  sessionId: string | null;
  /** When the user last proved who they are; null for the caller of the API. */
  authenticatedAt: Date | null;
  /** Who really acts, when an administrator acts in the user's name. */
  impersonatorId: string | null;
  /** The workspace asks for a second factor that the user has not set up yet. */
  mustEnrol: boolean;
}

/**
 * Keeps what requests ask again and again. Every process clears an entry when a notification names it;
 * while the notification channel is down nothing is kept, so a revoked key never outlives its revocation.
 */
export class StateCache {
  readonly #workspaces = new LRUCache<string, WorkspaceState>({ max: 500, ttl: 60_000 });
  readonly #sessions = new LRUCache<string, Session>({ max: 10_000, ttl: 60_000 });
  readonly #members = new LRUCache<string, MemberAccess>({ max: 10_000, ttl: 60_000 });
  readonly #sessionWatchers = new Set<() => void>();
  #isTrusted = false;
  // Grows with each invalidation, so that a read begun before one is not kept after it.
  #generation = 0;

  /** Follows the notification channel: trusted only while it listens. */
  setTrusted(isTrusted: boolean): void {
    this.#isTrusted = isTrusted;
    this.clear();
  }

  clear(): void {
    this.#generation += 1;
    this.#workspaces.clear();
    this.#sessions.clear();
    this.#members.clear();
  }

  invalidate(message: { workspace?: string; session?: string; all?: boolean }): void {
    this.#generation += 1;
    if (message.workspace) {
      this.#workspaces.delete(message.workspace);
      // Rare enough: a role or a team has changed.
      for (const key of this.#members.keys())
        if (key.startsWith(message.workspace)) this.#members.delete(key);
    }
    if (message.session) this.#sessions.delete(message.session);
    if (message.all) this.clear();
    if (message.session || message.all) for (const watcher of this.#sessionWatchers) watcher();
  }

  /** Calls back when a session may have ended or changed; returns how to stop. */
  watchSessions(watcher: () => void): () => void {
    this.#sessionWatchers.add(watcher);
    return () => void this.#sessionWatchers.delete(watcher);
  }

  workspace(
    id: string,
    load: () => Promise<WorkspaceState | null>,
  ): Promise<WorkspaceState | null> {
    return this.#through(this.#workspaces, id, load);
  }

  session(tokenHash: string, load: () => Promise<Session | null>): Promise<Session | null> {
    return this.#through(this.#sessions, tokenHash, load);
  }

  member(
    workspaceId: string,
    userId: string,
    load: () => Promise<MemberAccess | null>,
  ): Promise<MemberAccess | null> {
    return this.#through(this.#members, `${workspaceId} ${userId}`, load);
  }

  async #through<V extends object>(
    cache: LRUCache<string, V>,
    key: string,
    load: () => Promise<V | null>,
  ): Promise<V | null> {
    const kept = cache.get(key);
    if (kept) return kept;
    const generation = this.#generation;
    const value = await load();
    if (value && this.#isTrusted && generation === this.#generation) cache.set(key, value);
    return value;
  }
}

/** Reads a workspace with its switches and settings; null when it does not exist. */
export async function loadWorkspaceState(
  database: Database,
  registry: Registry,
  workspaceId: string,
): Promise<WorkspaceState | null> {
  const [row] = await database.systemQuery<{
    id: string;
    name: string;
    time_zone: string;
    currency: string;
    country: string;
    locale: 'fr' | 'en';
    switches: Record<string, boolean>;
    settings: Record<string, Record<string, Json>>;
  }>(
    `select id, name, time_zone, currency, country, locale,
       coalesce((select jsonb_object_agg(module_id, is_on) from socle_module_state s where s.workspace_id = w.id), '{}') as switches,
       coalesce((select jsonb_object_agg(module_id, values) from socle_setting s where s.workspace_id = w.id), '{}') as settings
     from socle_workspace w where id = $1`,
    [workspaceId],
  );
  if (!row) return null;
  return {
    info: {
      id: row.id,
      name: row.name,
      timeZone: row.time_zone,
      currency: row.currency,
      country: row.country,
      locale: row.locale,
    },
    modulesOn: modulesOn(registry, row.switches),
    settings: new Map(Object.entries(row.settings)),
  };
}

// A module is on unless it was switched off; one whose dependency is off is off with it.
function modulesOn(registry: Registry, switches: Record<string, boolean>): Set<string> {
  const on = new Set<string>();
  for (const { manifest } of registry.modules) {
    const wanted = manifest.alwaysOn || (switches[manifest.id] ?? true);
    if (wanted && manifest.dependsOn.every((id) => on.has(id))) on.add(manifest.id);
  }
  return on;
}
