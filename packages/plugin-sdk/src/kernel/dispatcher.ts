import { setTimeout as sleep } from 'node:timers/promises';
import type { DomainEvent } from '../contract';
import type { Subscriber } from '../server/server-module';
import { isConnectionError } from './database';
import type { Host } from './host';

interface Candidate {
  workspace_id: string;
  event_id: string;
  subscriber: string;
}

interface EventRow {
  id: string;
  name: string;
  record_type: string;
  record_id: string;
  payload: unknown;
  occurred_at: Date;
  user_id: string | null;
  causation_id: string | null;
  depth: number;
  request_id: string | null;
  attempts: number;
}

const BATCH = 200;
const CONCURRENCY = 4;
const MAX_ATTEMPTS = 12;
const IDLE_MS = 1000;

// Only the oldest waiting delivery of a record is handed to a subscriber: order per record.
const IS_FIRST = `not exists (
  select 1 from socle_delivery e
  where e.workspace_id = d.workspace_id and e.subscriber = d.subscriber and e.record_id = d.record_id
    and e.status = 'pending' and e.seq < d.seq)`;

/** Hands committed events to their subscribers until stopped. Any number of processes may run one. */
export class Dispatcher {
  readonly #host: Host;
  readonly #stopping = new AbortController();
  #running: Promise<void> | null = null;
  #wake: (() => void) | null = null;
  #hasNews = false;
  readonly #subscribers: ReadonlyMap<string, { subscriber: Subscriber; moduleId: string }>;

  constructor(host: Host) {
    this.#host = host;
    this.#subscribers = new Map(
      host.registry.modules.flatMap((module) =>
        (module.subscribers ?? []).map(
          (subscriber) => [subscriber.id, { subscriber, moduleId: module.manifest.id }] as const,
        ),
      ),
    );
  }

  start(): void {
    this.#running ??= this.#loop();
  }

  /** Looks for work now instead of at the next turn. */
  wake(): void {
    this.#hasNews = true;
    this.#wake?.();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake?.();
    await this.#running;
  }

  /** Delivers everything that is due; returns how many deliveries were made. For tests and the command line. */
  async drain(): Promise<number> {
    let total = 0;
    for (;;) {
      const delivered = await this.#turn();
      if (delivered === 0) return total;
      total += delivered;
    }
  }

  async #loop(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      this.#hasNews = false;
      try {
        if ((await this.#turn()) > 0) continue;
      } catch (error) {
        if (!isConnectionError(error))
          this.#host.log.error({ err: error }, 'dispatcher turn failed');
      }
      await this.#rest();
    }
  }

  async #rest(): Promise<void> {
    const waiting = new AbortController();
    await Promise.race([
      sleep(IDLE_MS, undefined, { signal: waiting.signal, ref: false }).catch(() => undefined),
      new Promise<void>((resolve) => {
        this.#wake = resolve;
        // What was announced while we looked is not waited for.
        if (this.#hasNews || this.#stopping.signal.aborted) resolve();
      }),
    ]);
    waiting.abort();
  }

  async #turn(): Promise<number> {
    const candidates = await this.#host.database.systemQuery<Candidate>(
      `select workspace_id, event_id, subscriber from socle_delivery d
       where status = 'pending' and next_attempt_at <= now() and ${IS_FIRST} order by seq limit ${BATCH}`,
    );
    let delivered = 0;
    const queue = candidates[Symbol.iterator]();
    const lane = async (): Promise<void> => {
      for (const candidate of queue) {
        if (this.#stopping.signal.aborted) return;
        if (await this.#deliver(candidate)) delivered += 1;
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, lane));
    return delivered;
  }

  async #deliver(candidate: Candidate): Promise<boolean> {
    const { workspace_id: workspaceId, event_id: eventId, subscriber: subscriberId } = candidate;
    const known = this.#subscribers.get(subscriberId);
    const state = await this.#host.workspaceState(workspaceId);
    try {
      return await this.#host.transaction(workspaceId, 'all', true, async (transaction) => {
        const [row] = await transaction.query<EventRow>(
          `select e.*, d.attempts from socle_delivery d
           join socle_event e on e.workspace_id = d.workspace_id and e.id = d.event_id
           where d.workspace_id = $1 and d.event_id = $2 and d.subscriber = $3 and d.status = 'pending' and ${IS_FIRST}
           for update of d skip locked`,
          [workspaceId, eventId, subscriberId],
        );
        if (!row) return false;
        // A subscriber of a module that is off, or gone, passes the event over.
        if (known && state.modulesOn.has(known.moduleId)) {
          const ctx = this.#host.ctxFor(
            state,
            {
              actor: { kind: 'system', userId: row.user_id, name: 'Socle' },
              via: 'automation',
              requestId: row.request_id ?? row.id,
              locale: state.info.locale,
              timeZone: state.info.timeZone,
              access: 'all',
              cause: { eventId: row.id, depth: row.depth },
            },
            transaction,
          );
          await known.subscriber.handle(ctx, toEvent(row) as DomainEvent<never>);
        }
        await transaction.query(
          `update socle_delivery set status = 'done', delivered_at = now() where workspace_id = $1 and event_id = $2 and subscriber = $3`,
          [workspaceId, eventId, subscriberId],
        );
        return true;
      });
    } catch (error) {
      await this.#postpone(candidate, error);
      return false;
    }
  }

  async #postpone(candidate: Candidate, error: unknown): Promise<void> {
    if (isConnectionError(error)) throw error;
    this.#host.log.error(
      { err: error, eventId: candidate.event_id, subscriber: candidate.subscriber },
      'delivery failed',
    );
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    await this.#host.database.systemQuery(
      `update socle_delivery set attempts = attempts + 1, last_error = $4,
         next_attempt_at = now() + make_interval(secs => least(3600, power(2, attempts))),
         status = case when attempts + 1 >= ${MAX_ATTEMPTS} then 'dead' else status end
       where workspace_id = $1 and event_id = $2 and subscriber = $3 and status = 'pending'`,
      [candidate.workspace_id, candidate.event_id, candidate.subscriber, text.slice(0, 2000)],
    );
  }
}

function toEvent(row: EventRow): DomainEvent {
  return {
    id: row.id,
    name: row.name,
    record: { type: row.record_type, id: row.record_id },
    payload: row.payload,
    occurredAt: row.occurred_at,
    userId: row.user_id,
    causationId: row.causation_id,
    depth: row.depth,
  };
}
