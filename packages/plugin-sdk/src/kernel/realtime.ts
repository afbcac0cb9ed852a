import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Config } from './config';
import type { Logger } from './log';
import { EVENT_CHANNEL } from './outbox';
import type { StateCache } from './workspace-state';

/** Channel on which changed sessions, keys, switches and settings are announced to every process. */
export const CACHE_CHANNEL = 'socle_cache';

/** A change as open pages hear of it: the kind of record and, when few, which ones. */
export interface Change {
  workspaceId: string;
  recordType: string;
  ids: string[];
}

type Listener = (change: Change) => void;

/** Listens to the database and passes on what other transactions, in any process, have committed. */
export class Realtime {
  readonly #config: Config;
  readonly #log: Logger;
  readonly #cache: StateCache;
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #onEvent = new Set<() => void>();
  #client: pg.Client | null = null;
  #isStopped = false;

  constructor(config: Config, log: Logger, cache: StateCache) {
    this.#config = config;
    this.#log = log;
    this.#cache = cache;
  }

  /** Calls back for every change in a workspace; returns how to stop. */
  subscribe(workspaceId: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(workspaceId) ?? new Set();
    this.#listeners.set(workspaceId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(workspaceId);
    };
  }

  /** Calls back when any event was committed. */
  onEvent(listener: () => void): void {
    this.#onEvent.add(listener);
  }

  get openStreams(): number {
    return [...this.#listeners.values()].reduce((sum, set) => sum + set.size, 0);
  }

  async start(): Promise<void> {
    await this.#connect();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#client?.end().catch(() => undefined);
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#config.databaseUrl,
      application_name: 'socle-listen',
      keepAlive: true,
    });
    client.on('notification', ({ channel, payload }) => this.#receive(channel, payload ?? ''));
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query(`listen ${EVENT_CHANNEL}; listen ${CACHE_CHANNEL}`);
    } catch (error) {
      client.end().catch(() => undefined);
      throw error;
    }
    // Only now: an attempt that fails ends too, and must not start attempts of its own.
    client.on('end', () => void this.#reconnect());
    this.#client = client;
    this.#cache.setTrusted(true);
  }

  async #reconnect(): Promise<void> {
    this.#cache.setTrusted(false);
    for (let wait = 200; !this.#isStopped; wait = Math.min(wait * 2, 5000)) {
      await sleep(wait, undefined, { ref: false });
      if (this.#isStopped) return;
      try {
        await this.#connect();
        // Whatever was missed meanwhile: everyone looks again.
        for (const workspaceId of this.#listeners.keys())
          this.#tell({ workspaceId, recordType: '*', ids: [] });
        for (const listener of this.#onEvent) listener();
        return;
      } catch (error) {
        this.#log.warn({ err: error }, 'the notification channel is down');
      }
    }
  }

  #receive(channel: string, payload: string): void {
    const message = JSON.parse(payload) as {
      w?: string;
      t?: string;
      i?: string[];
      session?: string;
      workspace?: string;
      all?: boolean;
    };
    if (channel === CACHE_CHANNEL) {
      this.#cache.invalidate(message);
      if (message.workspace)
        this.#tell({ workspaceId: message.workspace, recordType: '*', ids: [] });
      return;
    }
    for (const listener of this.#onEvent) listener();
    if (message.w)
      this.#tell({ workspaceId: message.w, recordType: message.t ?? '*', ids: message.i ?? [] });
  }

  #tell(change: Change): void {
    for (const listener of this.#listeners.get(change.workspaceId) ?? []) listener(change);
  }
}
