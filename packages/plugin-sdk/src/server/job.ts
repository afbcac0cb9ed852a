import type { Json } from '../contract';
import type { Ctx, StoredBlob } from './ctx';

export type JobStatus = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** How far a job is; `message` is a message key. */
export interface JobProgress {
  done: number;
  total: number | null;
  message?: string;
  /** Counts worth showing while it runs, e.g. `{ created: 12 }`. */
  counts?: Record<string, number>;
}

/** A job as screens and the API show it. */
export interface JobView {
  id: string;
  name: string;
  status: JobStatus;
  progress: JobProgress | null;
  result: Json | null;
  /** Message key and parameters of the failure. */
  error: { code: string; params: Record<string, string | number> } | null;
  attempts: number;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  createdBy: string | null;
  isCancelRequested: boolean;
}

/**
 * What a running job is given. A job may be delivered twice and may die at any line: it works in
 * `step`s, each one transaction that also saves where the job stands, and starts again from `state`.
 */
export interface JobRun<I, S extends Json = Json> {
  readonly jobId: string;
  readonly input: I;
  /** What the last committed step saved; null on the first run. */
  readonly state: S | null;
  readonly attempt: number;
  /** Aborted when the job is cancelled or the process stops. */
  readonly signal: AbortSignal;
  /**
   * Runs one transaction in the job's workspace and commits its writes with the new state and progress.
   * Throws when another run of the same job has taken over, or when it was cancelled.
   */
  step<T>(
    work: (ctx: Ctx, save: (state: S, progress?: JobProgress) => void) => Promise<T>,
  ): Promise<T>;
  /** Stores content for a file; register it in a later step with `ctx.files.add`. */
  store(content: AsyncIterable<Uint8Array>): Promise<StoredBlob>;
  /** A path on this machine where the file can be read until the job ends. */
  localPath(fileId: string): Promise<string>;
  /** Shows progress without committing anything else. At most a few times a second reach the database. */
  progress(progress: JobProgress): Promise<void>;
}

/** A kind of background work. `id` is `module.thing.verb`. */
export interface JobDefinition<I, S extends Json = Json> {
  id: string;
  /** Message key of its name in the jobs console. */
  label: string;
  /** Tries before it counts as failed; waiting times grow exponentially. */
  maxAttempts: number;
  run(job: JobRun<I, S>): Promise<Json | undefined>;
  /** Runs in one transaction after the job was cancelled or failed for good. */
  onEnd?(ctx: Ctx, input: I, outcome: 'cancelled' | 'failed', jobId: string): Promise<void>;
}

// Input is any JSON-like interface, so the registry holds jobs of every input type.
export type AnyJob = JobDefinition<never, never>;

/** Starts a job in every workspace whose module is on. `cron` is five fields, UTC. */
export interface ScheduleDefinition {
  id: string;
  cron: string;
  job: { id: string };
}

export const defineJob = <I, S extends Json = Json>(
  job: JobDefinition<I, S>,
): JobDefinition<I, S> => job;
