import type { DomainEvent, EventDefinition } from '../contract';
import { AppError } from '../primitives';
import { newId } from '../primitives/ids';
import type { Publication } from '../server/ctx';
import type { QueryFn } from './database';
import type { Logger } from './log';
import type { Registry } from './registry';

/** How long a chain of events causing events may grow before it is taken for a loop. */
export const MAX_DEPTH = 12;

/** What publishing needs of its context. */
export interface PublishScope {
  query: QueryFn;
  workspaceId: string;
  userId: string | null;
  requestId: string;
  now(): Date;
  cause: { eventId: string; depth: number } | null;
  registry: Registry;
  modulesOn: ReadonlySet<string>;
  log: Logger;
}

/** Channel on which a commit with events is announced. */
export const EVENT_CHANNEL = 'socle_event';

/** Above this many events a notification names no records: listeners just look again. */
const MAX_NAMED = 40;

/**
 * Writes events, their deliveries and their timeline entries in the publisher's transaction: what is
 * committed is published, what is rolled back never was. One statement a table, however many events.
 */
export async function publishEvents<P>(
  scope: PublishScope,
  definition: EventDefinition<P>,
  publications: readonly Publication<P>[],
): Promise<void> {
  if (publications.length === 0) return;
  const depth = scope.cause ? scope.cause.depth + 1 : 0;
  if (depth > MAX_DEPTH)
    throw new AppError('conflict', 'error.eventLoop', { event: definition.name });
  const occurredAt = scope.now();
  const events = publications.map(
    ({ record, payload }): DomainEvent<P> => ({
      id: newId(),
      name: definition.name,
      record,
      payload,
      occurredAt,
      userId: scope.userId,
      causationId: scope.cause?.eventId ?? null,
      depth,
    }),
  );
  await insertEvents(scope, events, subscribersOf(scope, definition.name));
  await insertTimeline(scope, events);
  await announce(scope, events);
}

function subscribersOf(scope: PublishScope, eventName: string): string[] {
  return scope.registry.modules
    .filter((module) => scope.modulesOn.has(module.manifest.id))
    .flatMap((module) => module.subscribers ?? [])
    .filter((subscriber) => subscriber.event === eventName)
    .map((subscriber) => subscriber.id);
}

async function insertEvents(
  scope: PublishScope,
  events: readonly DomainEvent[],
  subscribers: string[],
): Promise<void> {
  const rows = events.map((event) => ({
    id: event.id,
    record_id: event.record.id,
    payload: event.payload,
  }));
  const first = events[0];
  if (!first) return;
  await scope.query(
    `with published as (
       insert into socle_event (workspace_id, id, name, record_type, record_id, payload, occurred_at, user_id, causation_id, depth, request_id)
       select $1, r.id, $3, $4, r.record_id, r.payload, $5, $6, $7, $8, $9
       from json_to_recordset($2::json) as r (id uuid, record_id uuid, payload jsonb)
       returning id, seq, record_id
     )
     insert into socle_delivery (workspace_id, event_id, subscriber, seq, record_type, record_id)
     select $1, p.id, s, p.seq, $4, p.record_id from published p cross join unnest($10::text[]) as s`,
    [
      scope.workspaceId,
      JSON.stringify(rows),
      first.name,
      first.record.type,
      first.occurredAt,
      first.userId,
      first.causationId,
      first.depth,
      scope.requestId,
      subscribers,
    ],
  );
}

async function insertTimeline(scope: PublishScope, events: readonly DomainEvent[]): Promise<void> {
  const name = events[0]?.name;
  const rows: Record<string, unknown>[] = [];
  for (const module of scope.registry.modules) {
    for (const source of module.timeline ?? []) {
      if (source.event !== name) continue;
      for (const event of events) {
        try {
          for (const entry of source.entries(event as DomainEvent<never>)) {
            rows.push({
              id: newId(),
              subject_type: entry.subject.type,
              subject_id: entry.subject.id,
              event_id: event.id,
              kind: event.name,
              permission: source.permission,
              icon: source.icon,
              message: source.message,
              data: entry.data,
              record_type: event.record.type,
              record_id: event.record.id,
              occurred_at: event.occurredAt,
              user_id: event.userId,
            });
          }
        } catch (error) {
          // Showing what happened must not be able to undo it.
          scope.log.error(
            { err: error, event: event.name, module: module.manifest.id },
            'timeline entry failed',
          );
        }
      }
    }
  }
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  await scope.query(
    `insert into socle_timeline (workspace_id, ${columns})
     select $1, ${columns} from json_populate_recordset(null::socle_timeline, $2::json)`,
    [scope.workspaceId, JSON.stringify(rows)],
  );
}

async function announce(scope: PublishScope, events: readonly DomainEvent[]): Promise<void> {
  const type = events[0]?.record.type;
  const ids = events.length > MAX_NAMED ? [] : events.map((event) => event.record.id);
  await scope.query('select pg_notify($1, $2)', [
    EVENT_CHANNEL,
    JSON.stringify({ w: scope.workspaceId, t: type, i: ids, n: events[0]?.name }),
  ]);
}
