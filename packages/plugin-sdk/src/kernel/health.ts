import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../primitives';
import type { Host } from './host';

/** How the installation is doing, and what a workspace has waiting. Null: could not be found out. */
export interface HealthReport {
  version: string;
  database: { isReachable: boolean; version: string | null; bytes: number | null };
  storage: { isReachable: boolean; freeBytes: number | null };
  /** Processes that take background work right now. */
  workers: number | null;
  queue: { waiting: number; running: number; failed: number; oldestWaitingAt: Date | null } | null;
  deliveries: { pending: number; dead: number; oldestPendingAt: Date | null } | null;
}

/** An event that was given up for one of those who wait for it. */
export interface DeadDelivery {
  eventId: string;
  event: string;
  subscriber: string;
  recordType: string;
  recordId: string;
  attempts: number;
  occurredAt: Date;
  lastError: string | null;
}

/** Asks everything at once; what does not answer is reported, never thrown. Jobs and events are those of the workspace. */
export async function healthReport(host: Host, workspaceId: string): Promise<HealthReport> {
  const orNull = <T>(work: Promise<T>): Promise<T | null> => work.catch(() => null);
  const [database, storage, workers, queue, deliveries] = await Promise.all([
    orNull(databaseHealth(host)),
    storageHealth(host),
    orNull(liveWorkers(host)),
    orNull(queueHealth(host, workspaceId)),
    orNull(deliveryHealth(host, workspaceId)),
  ]);
  return {
    version: host.registry.byId.get('core')?.manifest.version ?? '',
    database: database ?? { isReachable: false, version: null, bytes: null },
    storage,
    workers,
    queue,
    deliveries,
  };
}

/** Deliveries of the workspace that were given up, newest first. */
export async function deadDeliveries(
  host: Host,
  workspaceId: string,
  limit: number,
): Promise<DeadDelivery[]> {
  return host.database.systemQuery<DeadDelivery>(
    `select d.event_id as "eventId", e.name as event, d.subscriber, d.record_type as "recordType",
       d.record_id as "recordId", d.attempts, e.occurred_at as "occurredAt", d.last_error as "lastError"
     from socle_delivery d join socle_event e on e.workspace_id = d.workspace_id and e.id = d.event_id
     where d.workspace_id = $1 and d.status = 'dead' order by d.seq desc limit $2`,
    [workspaceId, limit],
  );
}

/** Tries given-up deliveries of a workspace again, all or one; returns how many. */
export async function retryDeliveries(
  host: Host,
  workspaceId: string,
  only?: { eventId: string; subscriber: string },
): Promise<number> {
  const rows = await host.database.systemQuery(
    `update socle_delivery set status = 'pending', attempts = 0, next_attempt_at = now()
     where workspace_id = $1 and status = 'dead'
       and ($2::uuid is null or (event_id = $2 and subscriber = $3)) returning event_id`,
    [workspaceId, only?.eventId ?? null, only?.subscriber ?? null],
  );
  if (rows.length > 0) host.worker.dispatcher.wake();
  return rows.length;
}

async function databaseHealth(host: Host): Promise<HealthReport['database']> {
  const [row] = await host.database.systemQuery<{ version: string; bytes: string }>(
    `select current_setting('server_version') as version, pg_database_size(current_database()) as bytes`,
  );
  return { isReachable: true, version: row?.version ?? null, bytes: Number(row?.bytes ?? 0) };
}

// Any key will do: what counts is that the storage knows of none under it.
const NO_KEY = `00/${'0'.repeat(40)}`;
const STORAGE_BUDGET_MS = 2000;

async function storageHealth({ storage, config }: Host): Promise<HealthReport['storage']> {
  const answers = storage.read(NO_KEY).then(
    () => true,
    (error: unknown) => error instanceof AppError && error.kind === 'notFound',
  );
  const late = sleep(STORAGE_BUDGET_MS, false, { ref: false });
  const [isReachable, isWritable, freeBytes] = await Promise.all([
    Promise.race([answers, late]),
    access(config.dataDir, constants.W_OK).then(
      () => true,
      () => false,
    ),
    statfs(config.dataDir).then(
      ({ bavail, bsize }) => bavail * bsize,
      () => null,
    ),
  ]);
  return { isReachable: isReachable && (config.storage.kind === 's3' || isWritable), freeBytes };
}

// A worker holds an advisory lock for as long as it lives (see Worker), and its number stands beside it.
async function liveWorkers(host: Host): Promise<number> {
  const [row] = await host.database.systemQuery<{ count: string }>(
    `select count(distinct w.lock_key) as count from socle_worker w join pg_locks l
       on l.locktype = 'advisory' and l.granted and l.objsubid = 1
       and (l.classid::bigint << 32) | l.objid::bigint = w.lock_key
       and l.database = (select oid from pg_database where datname = current_database())`,
  );
  return Number(row?.count ?? 0);
}

async function queueHealth(host: Host, workspaceId: string): Promise<HealthReport['queue']> {
  const [row] = await host.database.systemQuery<
    Record<'waiting' | 'running' | 'failed', string> & { oldest: Date | null }
  >(
    `select count(*) filter (where status = 'queued') as waiting, count(*) filter (where status = 'running') as running,
       count(*) filter (where status = 'failed') as failed,
       min(run_at) filter (where status = 'queued' and run_at <= $2) as oldest
     from socle_job where workspace_id = $1 and status in ('queued', 'running', 'failed')`,
    [workspaceId, host.clock()],
  );
  if (!row) return null;
  return {
    waiting: Number(row.waiting),
    running: Number(row.running),
    failed: Number(row.failed),
    oldestWaitingAt: row.oldest,
  };
}

async function deliveryHealth(
  host: Host,
  workspaceId: string,
): Promise<HealthReport['deliveries']> {
  const [row] = await host.database.systemQuery<
    Record<'pending' | 'dead', string> & { oldest: Date | null }
  >(
    `select count(*) filter (where status = 'pending') as pending, count(*) filter (where status = 'dead') as dead,
       min(created_at) filter (where status = 'pending') as oldest
     from socle_delivery where workspace_id = $1 and status in ('pending', 'dead')`,
    [workspaceId],
  );
  if (!row) return null;
  return {
    pending: Number(row.pending),
    dead: Number(row.dead),
    oldestPendingAt: row.oldest,
  };
}
