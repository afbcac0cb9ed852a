import type { Json } from '../contract';
import { AppError, notFound } from '../primitives';
import { isId, newId } from '../primitives/ids';
import type { Actor, Jobs } from '../server/ctx';
import type { JobView } from '../server/job';
import type { QueryFn } from './database';
import type { Host } from './host';
import { EVENT_CHANNEL } from './outbox';
import type { Transaction } from './tenancy';

interface JobScope {
  query: QueryFn;
  workspaceId: string;
  actor: Actor;
  locale: 'fr' | 'en';
  /** Permissions of the API key that starts jobs here; null without such a limit. */
  keyScopes: readonly string[] | null;
  now(): Date;
  transaction: Transaction;
}

/** Columns of a job as it is shown. */
export const JOB_VIEW = `id, name, status, progress, result, error, failures as attempts, created_at as "createdAt",
  started_at as "startedAt", finished_at as "finishedAt", created_by as "createdBy",
  is_cancel_requested as "isCancelRequested"`;

/** Tells open pages that a job has moved. */
export async function announceJob(
  query: QueryFn,
  workspaceId: string,
  jobId: string,
): Promise<void> {
  await query('select pg_notify($1, $2)', [
    EVENT_CHANNEL,
    JSON.stringify({ w: workspaceId, t: 'socle.job', i: [jobId] }),
  ]);
}

/** Background work as a use-case sees it: adding a job is part of the transaction. */
export function createJobs(host: Host, scope: JobScope): Jobs {
  const { query, workspaceId } = scope;
  const find = async (id: string): Promise<JobView | null> => {
    if (!isId(id)) return null;
    const [job] = await query<JobView>(
      `select ${JOB_VIEW} from socle_job where workspace_id = $1 and id = $2`,
      [workspaceId, id],
    );
    return job ?? null;
  };
  return {
    async enqueue(job, input, options = {}) {
      const definition = host.jobDefinitions.get(job.id);
      if (!definition) throw new Error(`No module declares the job "${job.id}".`);
      const id = newId();
      const runAt = options.runAt ?? scope.now();
      const [row] = await query<{ id: string }>(
        `insert into socle_job (workspace_id, id, name, input, max_attempts, run_at, dedupe_key, created_at, created_by, locale, scopes)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         on conflict (workspace_id, name, dedupe_key) where status = 'queued' and dedupe_key is not null
           do update set run_at = least(socle_job.run_at, excluded.run_at)
         returning id`,
        [
          workspaceId,
          id,
          job.id,
          JSON.stringify(input satisfies unknown as Json),
          definition.maxAttempts,
          runAt,
          options.key ?? null,
          scope.now(),
          scope.actor.userId,
          scope.locale,
          scope.keyScopes,
        ],
      );
      const jobId = row?.id ?? id;
      await query('select socle_wake_job($1, $2, $3)', [workspaceId, jobId, runAt]);
      return jobId;
    },
    get: find,
    async cancel(id) {
      const job = await find(id);
      if (!job) throw notFound();
      if (job.status !== 'queued' && job.status !== 'running')
        throw new AppError('conflict', 'error.jobOver');
      await query(
        'update socle_job set is_cancel_requested = true where workspace_id = $1 and id = $2',
        [workspaceId, id],
      );
      // A waiting job is run at once, only to end it: its own clean-up must happen too.
      await query('select socle_wake_job($1, $2, $3)', [workspaceId, id, scope.now()]);
      await announceJob(query, workspaceId, id);
    },
    async retry(id) {
      const job = await find(id);
      if (!job) throw notFound();
      if (job.status !== 'failed' && job.status !== 'cancelled')
        throw new AppError('conflict', 'error.jobNotOver');
      // Attempts are never counted down, because an old run is told from a new one by them: the limits move up.
      await query(
        `update socle_job set status = 'queued', failures = attempts, max_attempts = attempts + $4, error = null,
           is_cancel_requested = false, finished_at = null, run_at = $3
         where workspace_id = $1 and id = $2`,
        [workspaceId, id, scope.now(), host.jobDefinitions.get(job.name)?.maxAttempts ?? 1],
      );
      await query('select socle_wake_job($1, $2, $3)', [workspaceId, id, scope.now()]);
      await announceJob(query, workspaceId, id);
    },
  };
}
