import { randomInt } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Logger as GraphileLogger,
  parseCronItems,
  type Runner,
  run,
  runMigrations,
  type WorkerEvents,
} from 'graphile-worker';
import type pg from 'pg';
import { z } from 'zod';
import { AuditSealer } from './audit/audit-sealer';
import { isConnectionError } from './database';
import { Dispatcher } from './dispatcher';
import type { Host } from './host';
import { housekeeping } from './housekeeping';
import { RESET_TASK, sendResetLetter } from './identity';
import { runJob } from './job-runner';

const SCHEMA = 'graphile_worker';
const CONCURRENCY = 4;
const REAP_MS = 10_000;

const payloadSchema = z.object({ workspaceId: z.string(), jobId: z.string() });

/**
 * Installs the job queue and the door through which the application adds to it: the application role
 * cannot touch the queue's tables, so it can neither read nor change what other workspaces have waiting.
 */
export async function installQueue(pool: pg.Pool, appRole: string): Promise<void> {
  await runMigrations({ pgPool: pool, schema: SCHEMA, logger: quiet });
  await pool.query(`
    create table if not exists socle_worker (worker_id text primary key, lock_key bigint not null);
    create or replace function socle_wake_job(workspace_id uuid, job_id uuid, run_at timestamptz) returns void
    language sql security definer set search_path = public, pg_temp as $$
      select ${SCHEMA}.add_job('socle.job', json_build_object('workspaceId', workspace_id, 'jobId', job_id),
        job_key => job_id::text, run_at => run_at, max_attempts => 1000::smallint);
    $$;
    revoke all on function socle_wake_job(uuid, uuid, timestamptz) from public;
    grant execute on function socle_wake_job(uuid, uuid, timestamptz) to ${JSON.stringify(appRole)};`);
}

const quiet = new GraphileLogger(() => () => undefined);

/** The background half of a process: jobs, schedules and the delivery of events. */
export class Worker {
  readonly #host: Host;
  readonly #stopping = new AbortController();
  readonly dispatcher: Dispatcher;
  readonly #sealer: AuditSealer;
  #runner: Runner | null = null;
  #lockClient: pg.PoolClient | null = null;
  #reaper: NodeJS.Timeout | null = null;
  // In whose name the queue hands out jobs to this process.
  readonly #names = new Set<string>();
  // Jobs of the queue that run here right now.
  readonly #inHand = new Set<string>();
  // Identifies this process to the others for as long as its connection lives.
  readonly #lockKey = randomInt(2 ** 40);

  constructor(host: Host) {
    this.#host = host;
    this.dispatcher = new Dispatcher(host);
    this.#sealer = new AuditSealer(host);
  }

  async start(): Promise<void> {
    await this.#holdLock();
    await this.#reap();
    const events = new EventEmitter() as WorkerEvents;
    // Jobs are held in the name of the pool, not of the workers in it.
    events.on('pool:create', ({ workerPool }) => {
      this.#names.add(workerPool.id);
      this.#register().catch((error: unknown) =>
        this.#host.log.error({ err: error }, 'not registered'),
      );
    });
    await this.#startQueue(events);
    this.#reaper = setInterval(() => void this.#reap().catch(() => undefined), REAP_MS);
    this.#reaper.unref();
    this.#host.realtime.onEvent(() => this.dispatcher.wake());
    this.dispatcher.start();
    this.#sealer.start();
  }

  async #startQueue(events: WorkerEvents): Promise<void> {
    const { database, log } = this.#host;
    this.#runner = await run({
      pgPool: database.system,
      schema: SCHEMA,
      concurrency: CONCURRENCY,
      noHandleSignals: true,
      pollInterval: 1000,
      logger: new GraphileLogger(() => (level, message) => {
        if (level === 'error') log.warn({ queue: message }, 'job queue');
      }),
      events,
      taskList: {
        'socle.job': async (payload) => {
          const { workspaceId, jobId } = payloadSchema.parse(payload);
          await this.#runToAnEnd(workspaceId, jobId);
        },
        'socle.schedule': async (payload) => {
          const { schedule } = z.object({ schedule: z.string() }).loose().parse(payload);
          await this.#startScheduled(schedule);
        },
        'socle.housekeeping': async () => housekeeping(this.#host),
        [RESET_TASK]: async (payload) =>
          sendResetLetter(this.#host, z.object({ email: z.string() }).parse(payload).email),
      },
      parsedCronItems: this.#cronItems(),
    });
    this.#runner.promise.catch(async (error: unknown) => {
      log.error({ err: error }, 'job queue stopped');
      await this.#restartQueue(events);
    });
  }

  // The queue cannot take a job back while the database is away; it stays here until both are there again.
  async #runToAnEnd(workspaceId: string, jobId: string): Promise<void> {
    const { signal } = this.#stopping;
    for (let wait = 250; ; wait = Math.min(wait * 2, 5000)) {
      try {
        return await runJob(this.#host, workspaceId, jobId, signal);
      } catch (error) {
        if (!isConnectionError(error) || signal.aborted) throw error;
        this.#host.log.warn({ jobId, wait }, 'job waits for the database');
        await sleep(wait, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  // A lost database must end neither the process nor its work: the queue is opened again until it holds.
  async #restartQueue(events: WorkerEvents): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      if (this.#stopping.signal.aborted) return;
      try {
        await this.#releasePools();
        await this.#startQueue(events);
        return;
      } catch (error) {
        this.#host.log.warn({ err: error }, 'the job queue cannot be opened yet');
      }
    }
  }

  // What the queue that ended still held would wait for it for hours: this process lives, so nobody reaps it.
  async #releasePools(): Promise<void> {
    const { systemQuery } = this.#host.database;
    const gone = [...this.#names];
    await systemQuery(`select ${SCHEMA}.force_unlock_workers($1)`, [gone]);
    await systemQuery('delete from socle_worker where worker_id = any($1)', [gone]);
    for (const name of gone) this.#names.delete(name);
  }

  async stop(): Promise<void> {
    if (this.#reaper) clearInterval(this.#reaper);
    this.#stopping.abort();
    await this.dispatcher.stop();
    await this.#sealer.stop();
    await this.#runner?.stop().catch(() => undefined);
    this.#lockClient?.release(true);
    this.#lockClient = null;
  }

  #cronItems() {
    const schedules = this.#host.registry.modules.flatMap((module) => module.schedules ?? []);
    return parseCronItems([
      {
        task: 'socle.housekeeping',
        match: '17 * * * *',
        identifier: 'housekeeping',
        options: { maxAttempts: 3 },
      },
      ...schedules.map((schedule) => ({
        task: 'socle.schedule',
        match: schedule.cron,
        identifier: schedule.id,
        payload: { schedule: schedule.id },
      })),
    ]);
  }

  async #startScheduled(scheduleId: string): Promise<void> {
    const module = this.#host.registry.modules.find((m) =>
      m.schedules?.some((s) => s.id === scheduleId),
    );
    const schedule = module?.schedules?.find((s) => s.id === scheduleId);
    if (!module || !schedule) return;
    for (const workspace of await this.#host.identity.workspaces()) {
      const state = await this.#host.workspaceState(workspace.id);
      if (!state.modulesOn.has(module.manifest.id)) continue;
      await this.#host.asSystem(workspace.id, (ctx) =>
        ctx.jobs.enqueue(schedule.job as never, {}, { key: `schedule ${scheduleId}` }),
      );
    }
  }

  async #holdLock(): Promise<void> {
    const client = await this.#host.database.system.connect();
    try {
      await client.query('select pg_advisory_lock($1)', [this.#lockKey]);
    } catch (error) {
      client.release(true);
      throw error;
    }
    client.once('error', () => {
      // Given back, broken as it is: the pool cannot end while somebody holds one of its connections.
      client.release(true);
      this.#lockClient = null;
      if (!this.#stopping.signal.aborted) void this.#regain();
    });
    this.#lockClient = client;
  }

  async #regain(): Promise<void> {
    while (!this.#stopping.signal.aborted && !this.#lockClient) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      // While the lock was free, another process may have taken us for gone and struck us off.
      await this.#holdLock()
        .then(() => this.#register())
        .catch(() => undefined);
    }
  }

  async #register(): Promise<void> {
    await this.#host.database.systemQuery(
      `insert into socle_worker (worker_id, lock_key) select unnest($1::text[]), $2
       on conflict (worker_id) do update set lock_key = excluded.lock_key`,
      [[...this.#names], this.#lockKey],
    );
  }

  // Jobs of a process that died are held by its name; whoever can take its lock knows that it is gone.
  async #reap(): Promise<void> {
    const { database, log } = this.#host;
    const client = await database.system.connect();
    try {
      const { rows } = await client.query<{ lock_key: string; workers: string[] }>(
        'select lock_key, array_agg(worker_id) as workers from socle_worker where lock_key <> $1 group by lock_key',
        [this.#lockKey],
      );
      for (const { lock_key: lockKey, workers } of rows) {
        const { rows: tried } = await client.query<{ taken: boolean }>(
          'select pg_try_advisory_lock($1) as taken',
          [lockKey],
        );
        if (!tried[0]?.taken) continue;
        await client.query(`select ${SCHEMA}.force_unlock_workers($1)`, [workers]);
        await client.query('delete from socle_worker where lock_key = $1', [lockKey]);
        await client.query('select pg_advisory_unlock($1)', [lockKey]);
        log.warn({ pools: workers.length }, 'took over the jobs of a process that is gone');
      }
      // What ended here while the database was away could not be given back: nobody runs it any more.
      await client.query(
        `update ${SCHEMA}._private_jobs set locked_at = null, locked_by = null
         where locked_by = any($1) and locked_at < now() - interval '5 seconds' and not (id = any($2::bigint[]))`,
        [[...this.#names], [...this.#inHand]],
      );
    } finally {
      client.release();
    }
  }
}
