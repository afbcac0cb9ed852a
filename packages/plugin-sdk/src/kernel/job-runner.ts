import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from '../contract';
import { AppError } from '../primitives';
import type { AnyJob, JobDefinition, JobProgress, JobRun } from '../server/job';
import { type Access, NO_ACCESS, narrowAccess } from './access/access';
import { loadMemberAccess } from './access/load-access';
import type { CtxOrigin } from './ctx';
import { locateFile } from './files';
import type { Host } from './host';
import { announceJob } from './jobs';

interface JobRow {
  workspace_id: string;
  id: string;
  name: string;
  input: Json;
  state: Json | null;
  status: string;
  attempts: number;
  failures: number;
  max_attempts: number;
  created_by: string | null;
  locale: 'fr' | 'en';
  scopes: string[] | null;
  is_cancel_requested: boolean;
}

/** Ends a run that has been cancelled, replaced or told to stop; never a failure of the job. */
class JobInterrupted extends Error {
  readonly reason: 'cancelled' | 'replaced' | 'stopping';

  constructor(reason: 'cancelled' | 'replaced' | 'stopping') {
    super(`job ${reason}`);
    this.reason = reason;
  }
}

// A job that takes the process down with it every time must end some day.
const MAX_CRASHES = 10;
const PROGRESS_INTERVAL_MS = 300;

/** Runs one job to its end, its next try, or the stop of this process. Safe to be called twice for one job. */
export async function runJob(
  host: Host,
  workspaceId: string,
  jobId: string,
  stopping: AbortSignal,
): Promise<void> {
  const row = await claim(host, workspaceId, jobId);
  if (!row) return;
  const definition = host.jobDefinitions.get(row.name);
  const log = host.log.child({ jobId, job: row.name, workspaceId });
  if (!definition) {
    await finish(host, row, 'failed', { error: { code: 'error.jobUnknown', params: {} } });
    return;
  }
  const origin = await jobOrigin(host, row);
  try {
    if (row.is_cancel_requested) throw new JobInterrupted('cancelled');
    if (row.attempts > row.max_attempts + MAX_CRASHES)
      throw new AppError('conflict', 'error.jobCrashed');
    const started = performance.now();
    const result = await execute(host, definition, row, origin, stopping);
    await finish(host, row, 'done', { result: result ?? null });
    log.info({ ms: Math.round(performance.now() - started) }, 'job done');
  } catch (error) {
    await settle(host, definition, row, origin, error);
  }
}

async function claim(host: Host, workspaceId: string, jobId: string): Promise<JobRow | null> {
  const [row] = await host.database.systemQuery<JobRow>(
    `update socle_job set status = 'running', attempts = attempts + 1, started_at = coalesce(started_at, $3)
     where workspace_id = $1 and id = $2 and status in ('queued', 'running') returning *`,
    [workspaceId, jobId, host.clock()],
  );
  if (row) await announceJob(host.database.systemQuery, workspaceId, jobId);
  return row ?? null;
}

// A job does what the person who started it may do, and no more than the key it was started with; one
// started by the system may do all.
async function jobOrigin(host: Host, row: JobRow): Promise<CtxOrigin> {
  const member = row.created_by
    ? await host.identity.member(row.workspace_id, row.created_by)
    : null;
  return {
    actor: { kind: 'system', userId: row.created_by, name: member?.name ?? 'Socle' },
    via: 'job',
    requestId: row.id,
    locale: row.locale,
    timeZone: (await host.workspaceState(row.workspace_id)).info.timeZone,
    access: row.created_by ? await jobAccess(host, row, row.created_by) : 'all',
    keyScopes: row.scopes,
    cause: null,
  };
}

async function jobAccess(host: Host, row: JobRow, userId: string): Promise<Access> {
  // Whoever has left the workspace since may do nothing there any more.
  // Read anew, not from memory: a job may have waited long.
  const { database, registry } = host;
  const member = await loadMemberAccess(database, registry, row.workspace_id, userId, host.clock());
  return member ? narrowAccess(member.access, row.scopes) : NO_ACCESS;
}

async function execute(
  host: Host,
  definition: AnyJob,
  row: JobRow,
  origin: CtxOrigin,
  stopping: AbortSignal,
): Promise<Json | undefined> {
  const moduleId = definition.id.split('.')[0] ?? '';
  const state = await host.workspaceState(row.workspace_id);
  if (!state.modulesOn.has(moduleId)) throw new JobInterrupted('cancelled');
  const abort = new AbortController();
  const onStop = (): void => abort.abort(new JobInterrupted('stopping'));
  stopping.addEventListener('abort', onStop);
  const releases: (() => Promise<void>)[] = [];
  const watch = watchCancel(host, row, abort);
  let savedState = row.state;
  let shownAt = 0;
  const run: JobRun<never> = {
    jobId: row.id,
    input: row.input as never,
    get state() {
      return savedState;
    },
    attempt: row.attempts,
    signal: abort.signal,
    async step(work) {
      abort.signal.throwIfAborted();
      let next: { state: Json; progress: JobProgress | undefined } | null = null;
      const result = await host.inWorkspace(row.workspace_id, origin, true, async (ctx) => {
        await fence(ctx.query, row);
        const value = await work(ctx, (saved, progress) => {
          next = { state: saved, progress };
        });
        if (next) await saveState(ctx.query, row, next);
        return value;
      });
      if (next) savedState = (next as { state: Json }).state;
      return result;
    },
    async progress(progress) {
      abort.signal.throwIfAborted();
      if (performance.now() - shownAt < PROGRESS_INTERVAL_MS) return;
      shownAt = performance.now();
      await host.database.systemQuery(
        'update socle_job set progress = $3 where workspace_id = $1 and id = $2 and attempts = $4',
        [row.workspace_id, row.id, JSON.stringify(progress), row.attempts],
      );
      await announceJob(host.database.systemQuery, row.workspace_id, row.id);
    },
    store: (content) => host.storage.put(content),
    async localPath(fileId) {
      const file = await locateFile(host.database.systemQuery, row.workspace_id, fileId);
      const local = await host.storage.localPath(file.storageKey);
      releases.push(local.release);
      return local.path;
    },
  };
  try {
    return await (definition as unknown as JobDefinition<never>).run(run);
  } finally {
    stopping.removeEventListener('abort', onStop);
    watch.abort();
    for (const release of releases) await release().catch(() => undefined);
  }
}

type Query = Host['database']['systemQuery'];

// Holds the job's row for the length of the step: only one run of a job ever commits work.
async function fence(query: Query, row: JobRow): Promise<void> {
  const [current] = await query<JobRow>(
    'select * from socle_job where workspace_id = $1 and id = $2 for update',
    [row.workspace_id, row.id],
  );
  if (current?.attempts !== row.attempts || current.status !== 'running')
    throw new JobInterrupted('replaced');
  if (current.is_cancel_requested) throw new JobInterrupted('cancelled');
}

async function saveState(
  query: Query,
  row: JobRow,
  next: { state: Json; progress: JobProgress | undefined },
): Promise<void> {
  await query(
    'update socle_job set state = $3, progress = coalesce($4, progress) where workspace_id = $1 and id = $2',
    [
      row.workspace_id,
      row.id,
      JSON.stringify(next.state),
      next.progress ? JSON.stringify(next.progress) : null,
    ],
  );
  await announceJob(query, row.workspace_id, row.id);
}

function watchCancel(host: Host, row: JobRow, abort: AbortController): AbortController {
  const watch = new AbortController();
  const poll = async (): Promise<void> => {
    while (!watch.signal.aborted) {
      await sleep(1000, undefined, { signal: watch.signal, ref: false });
      const [current] = await host.database.systemQuery<JobRow>(
        'select * from socle_job where workspace_id = $1 and id = $2',
        [row.workspace_id, row.id],
      );
      if (current?.is_cancel_requested) abort.abort(new JobInterrupted('cancelled'));
      if (current?.attempts !== row.attempts) abort.abort(new JobInterrupted('replaced'));
    }
  };
  // Losing the database here loses nothing: the next step finds out by itself.
  poll().catch(() => undefined);
  return watch;
}

async function settle(
  host: Host,
  definition: AnyJob,
  row: JobRow,
  origin: CtxOrigin,
  error: unknown,
): Promise<void> {
  const log = host.log.child({ jobId: row.id, job: row.name, workspaceId: row.workspace_id });
  if (error instanceof JobInterrupted) {
    if (error.reason === 'replaced') return;
    // Thrown on, so that the queue hands the job out again as soon as someone runs.
    if (error.reason === 'stopping') throw error;
    await finish(host, row, 'cancelled', {}, (outcome) =>
      endHook(host, definition, row, origin, outcome),
    );
    log.info({}, 'job cancelled');
    return;
  }
  if (error instanceof AppError && error.kind === 'unavailable') throw error;
  const failures = row.failures + 1;
  const isFinal =
    failures >= row.max_attempts || (error instanceof AppError && error.kind !== 'conflict');
  log.error({ err: error, failures, isFinal }, 'job failed');
  const shown =
    error instanceof AppError
      ? { code: error.code, params: error.params }
      : { code: 'error.unknown', params: { id: row.id } };
  if (isFinal) {
    await finish(host, row, 'failed', { error: shown }, (outcome) =>
      endHook(host, definition, row, origin, outcome),
    );
    return;
  }
  const runAt = new Date(host.clock().getTime() + 1000 * Math.min(3600, 2 ** failures));
  await host.database.systemQuery(
    `update socle_job set status = 'queued', failures = $3, error = $4, run_at = $5 where workspace_id = $1 and id = $2 and attempts = $6`,
    [row.workspace_id, row.id, failures, JSON.stringify(shown), runAt, row.attempts],
  );
  await host.database.systemQuery('select socle_wake_job($1, $2, $3)', [
    row.workspace_id,
    row.id,
    runAt,
  ]);
  await announceJob(host.database.systemQuery, row.workspace_id, row.id);
}

async function endHook(
  host: Host,
  definition: AnyJob,
  row: JobRow,
  origin: CtxOrigin,
  outcome: 'cancelled' | 'failed',
): Promise<void> {
  const { onEnd } = definition as unknown as JobDefinition<never>;
  if (onEnd)
    await host.inWorkspace(row.workspace_id, origin, true, (ctx) =>
      onEnd(ctx, row.input as never, outcome, row.id),
    );
}

async function finish(
  host: Host,
  row: JobRow,
  status: 'done' | 'failed' | 'cancelled',
  outcome: { result?: Json; error?: { code: string; params: Record<string, string | number> } },
  hook?: (outcome: 'cancelled' | 'failed') => Promise<void>,
): Promise<void> {
  if (hook && status !== 'done') await hook(status);
  await host.database.systemQuery(
    `update socle_job set status = $3, result = $4, error = $5, finished_at = $6,
       failures = failures + case when $3 = 'failed' then 1 else 0 end
     where workspace_id = $1 and id = $2 and attempts = $7`,
    [
      row.workspace_id,
      row.id,
      status,
      outcome.result === undefined ? null : JSON.stringify(outcome.result),
      outcome.error ? JSON.stringify(outcome.error) : null,
      host.clock(),
      row.attempts,
    ],
  );
  await announceJob(host.database.systemQuery, row.workspace_id, row.id);
}
