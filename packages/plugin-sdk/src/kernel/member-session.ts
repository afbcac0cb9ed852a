import { setTimeout as sleep } from 'node:timers/promises';
import { notFound } from '../primitives';
import type { MemberSession } from '../server/command';
import type { Ctx } from '../server/ctx';
import type { JobView } from '../server/job';
import type { CtxOrigin } from './ctx';
import { locateFile } from './files';
import type { Host } from './host';
import { runJob } from './job-runner';

const POLL_MS = 250;

/** Lets the command line work as a member. Throws notFound when there is no such member. */
export async function openMemberSession(
  host: Host,
  workspaceId: string,
  userId: string,
): Promise<MemberSession> {
  const member = await host.identity.member(workspaceId, userId);
  const rights = await host.memberAccess(workspaceId, userId);
  if (!member || !rights) throw notFound();
  const { info } = await host.workspaceState(workspaceId);
  const origin: CtxOrigin = {
    actor: { kind: 'user', userId, name: member.name },
    via: 'commandLine',
    requestId: 'command',
    locale: info.locale,
    timeZone: info.timeZone,
    access: rights.access,
    cause: null,
  };
  const run = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> =>
    host.inWorkspace(workspaceId, origin, true, work);
  const jobOf = async (jobId: string): Promise<JobView> => {
    const job = await run((ctx) => ctx.jobs.get(jobId));
    if (!job) throw notFound();
    return job;
  };
  return {
    locale: info.locale,
    t: (key, params) => host.catalog.t(info.locale, key, params),
    run,
    store: (content) => host.storage.put(content),
    async read(fileId) {
      const file = await locateFile(host.database.systemQuery, workspaceId, fileId);
      return host.storage.read(file.storageKey);
    },
    async finishJob(jobId, onProgress) {
      // Another process may take the job from us: whoever runs it, it is waited for to its end.
      const own = runJob(host, workspaceId, jobId, new AbortController().signal).catch(
        (error: unknown) =>
          host.log.warn({ err: error, jobId }, 'the job was left to another process'),
      );
      for (;;) {
        await Promise.race([own, sleep(POLL_MS)]);
        const job = await jobOf(jobId);
        if (job.progress) onProgress?.(job.progress);
        if (job.status !== 'queued' && job.status !== 'running') return job;
        // Once our own run is over, the race above no longer waits.
        await sleep(20);
      }
    },
  };
}
