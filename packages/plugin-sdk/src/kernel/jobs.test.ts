import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../primitives';
import { defineJob, type JobRun } from '../server/job';
import { createSample, emptyModule, labModule, SAMPLE } from '../testing/lab/lab-module';
import { createTestHost, type TestHost } from '../testing/test-host';
import { runJob } from './job-runner';

interface Input {
  names: string[];
}
type Run = JobRun<Input, { at: number }>;

let work: (run: Run) => Promise<string | undefined>;
let ended: string[] = [];
let test: TestHost;
const never = new AbortController().signal;

const job = defineJob<Input, { at: number }>({
  id: 'lab.sample.make',
  label: 'lab.name',
  maxAttempts: 3,
  run: (run) => work(run),
  onEnd: async (_ctx, input, outcome) => void ended.push(`${input.names.length} ${outcome}`),
});
const slow = defineJob<Input>({ ...job, id: 'slow.work' } as never);

/** Makes one sample a step, from where the last run stopped. */
const makeAll = async (run: Run): Promise<string> => {
  for (let at = run.state?.at ?? 0; at < run.input.names.length; at += 1) {
    await run.step(async (ctx, save) => {
      await createSample(ctx, { name: run.input.names[at] ?? '' });
      save({ at: at + 1 }, { done: at + 1, total: run.input.names.length });
    });
  }
  return 'made';
};

const makeFirst = (run: Run, name: string): Promise<void> =>
  run.step(async (ctx, save) => {
    await createSample(ctx, { name });
    save({ at: 1 });
  });

beforeAll(async () => {
  test = await createTestHost({
    modules: [
      labModule({ jobs: [job] as never[] }),
      emptyModule('slow', { jobs: [slow] as never[] }),
    ],
  });
});
afterAll(() => test?.close());
afterEach(() => {
  ended = [];
});

const enqueue = (names: string[], options: { key?: string; runAt?: Date } = {}) =>
  test.workspace.run((ctx) => ctx.jobs.enqueue(job, { names }, options));
const view = (id: string) => test.workspace.run((ctx) => ctx.jobs.get(id));
const run = (id: string, signal = never) => runJob(test.host, test.workspace.id, id, signal);
const made = (prefix: string) =>
  test.workspace.run(async (ctx) => {
    const { rows } = await ctx.records.list(SAMPLE, {
      filter: { field: 'name', op: 'startsWith', value: prefix },
    });
    return rows.map((row) => row.name);
  });

describe('jobs', () => {
  it('are part of the transaction that adds them', async () => {
    let id = '';
    const failing = test.workspace.run(async (ctx) => {
      id = await ctx.jobs.enqueue(job, { names: [] });
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow();
    expect(await view(id)).toBeNull();
    expect(await test.host.database.systemQuery('select 1 from graphile_worker.jobs')).toEqual([]);
  });

  it('show their progress and their result', async () => {
    work = makeAll;
    const id = await enqueue(['p1', 'p2']);
    expect(await view(id)).toMatchObject({ status: 'queued', progress: null });
    await run(id);
    expect(await view(id)).toMatchObject({
      status: 'done',
      progress: { done: 2, total: 2 },
      result: 'made',
      error: null,
    });
    expect(await made('p')).toEqual(['p1', 'p2']);
  });

  it('try again later after a failure, and fail for good after the last try', async () => {
    work = async () => {
      throw new Error('the details are for the log');
    };
    const id = await enqueue(['x']);
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      await run(id);
      const [row] = await test.host.database.systemQuery<{ run_at: Date; status: string }>(
        'select run_at, status from socle_job where id = $1',
        [id],
      );
      expect(row?.status).toBe('queued');
      waits.push(((row?.run_at.getTime() ?? 0) - test.clock.now.getTime()) / 1000);
    }
    expect(waits).toEqual([2, 4]);
    await run(id);
    expect(await view(id)).toMatchObject({
      status: 'failed',
      attempts: 3,
      error: { code: 'error.unknown', params: { id } },
    });
    expect(ended).toEqual(['1 failed']);
  });

  it('fail at once on a refusal that no other try can change, in words the reader understands', async () => {
    work = async () => {
      throw new AppError('invalid', 'error.badUpload');
    };
    const id = await enqueue([]);
    await run(id);
    expect(await view(id)).toMatchObject({ status: 'failed', error: { code: 'error.badUpload' } });
  });

  it('may be started again by hand, as often as one likes', async () => {
    work = async () => {
      throw new AppError('invalid', 'error.badUpload');
    };
    const id = await enqueue(['again']);
    await run(id);
    for (let time = 0; time < 15; time += 1) {
      await test.workspace.run((ctx) => ctx.jobs.retry(id));
      await run(id);
      expect(await view(id)).toMatchObject({
        status: 'failed',
        error: { code: 'error.badUpload' },
      });
    }
    await test.workspace.run((ctx) => ctx.jobs.retry(id));
    work = makeAll;
    await run(id);
    expect(await view(id)).toMatchObject({ status: 'done' });
  });

  it('are cancelled while they wait: nothing is done but the cleaning up', async () => {
    work = makeAll;
    const id = await enqueue(['c1', 'c2', 'c3']);
    await test.workspace.run((ctx) => ctx.jobs.cancel(id));
    await run(id);
    expect(await view(id)).toMatchObject({ status: 'cancelled', progress: null });
    expect(ended).toEqual(['3 cancelled']);
    expect(await made('c')).toEqual([]);
  });

  it('are cancelled while they run: at the next step at the latest', async () => {
    const id = await enqueue(['d1', 'd2', 'd3']);
    work = async (current) => {
      await makeFirst(current, 'd1');
      await test.workspace.run((ctx) => ctx.jobs.cancel(id));
      return makeAll(current);
    };
    await run(id);
    expect(await view(id)).toMatchObject({ status: 'cancelled', isCancelRequested: true });
    expect(await made('d')).toEqual(['d1']);
    await expect(test.workspace.run((ctx) => ctx.jobs.cancel(id))).rejects.toMatchObject({
      code: 'error.jobOver',
    });
  });

  it('go on from the last step when the process dies, and the dead run commits nothing more', async () => {
    const id = await enqueue(['r1', 'r2', 'r3']);
    let abandoned: Run | undefined;
    let reached: () => void = () => undefined;
    const afterFirst = new Promise<void>((resolve) => {
      reached = resolve;
    });
    work = async (current) => {
      if (current.attempt > 1) return makeAll(current);
      abandoned = current;
      await makeFirst(current, 'r1');
      reached();
      // The process hangs here, as good as dead.
      await new Promise(() => undefined);
      return undefined;
    };
    void run(id);
    await afterFirst;
    await run(id);
    expect(await view(id)).toMatchObject({ status: 'done' });
    expect(await made('r')).toEqual(['r1', 'r2', 'r3']);
    const late = abandoned?.step((ctx) => createSample(ctx, { name: 'r-late' }));
    await expect(late).rejects.toThrow(/replaced/);
    expect(await made('r-')).toEqual([]);
  });

  it('hand themselves back when the process stops, and lose no step', async () => {
    const id = await enqueue(['s1', 's2', 's3']);
    const stopping = new AbortController();
    work = async (current) => {
      if (current.attempt === 1) {
        await makeFirst(current, 's1');
        stopping.abort();
      }
      return makeAll(current);
    };
    await expect(run(id, stopping.signal)).rejects.toThrow(/stopping/);
    expect(await view(id)).toMatchObject({ status: 'running', attempts: 0 });
    await run(id);
    expect(await view(id)).toMatchObject({ status: 'done' });
    expect(await made('s')).toEqual(['s1', 's2', 's3']);
  });

  it('are given up when they take the process down every time', async () => {
    const id = await enqueue(['boom']);
    work = makeAll;
    await test.host.database.systemQuery('update socle_job set attempts = 13 where id = $1', [id]);
    await run(id);
    expect(await view(id)).toMatchObject({ error: { code: 'error.jobCrashed' } });
  });

  it('wait only once for one key', async () => {
    work = makeAll;
    const [first, second] = [
      await enqueue(['k'], { key: 'k' }),
      await enqueue(['k'], { key: 'k' }),
    ];
    expect(second).toBe(first);
    await run(first);
    expect(await enqueue(['k'], { key: 'k' })).not.toBe(first);
    const elsewhere = await test.other.run((ctx) =>
      ctx.jobs.enqueue(job, { names: [] }, { key: 'k' }),
    );
    expect(elsewhere).not.toBe(first);
  });

  it('may do what the person who started them may do, and nothing once that person has left', async () => {
    const allowed: Record<string, boolean> = {};
    work = async (current) => {
      const [who = ''] = current.input.names;
      await current.step(async (ctx) => {
        allowed[who] = ctx.can('lab.sample.write');
      });
      return undefined;
    };
    const start = async (who: 'member' | 'reader') => {
      const id = await test.workspace.as(who, (ctx) => ctx.jobs.enqueue(job, { names: [who] }));
      await run(id);
    };
    await start('member');
    await start('reader');
    const left = await test.workspace.as('manager', (ctx) =>
      ctx.jobs.enqueue(job, { names: ['left'] }),
    );
    await test.host.database.systemQuery('delete from socle_membership where user_id = $1', [
      test.workspace.users.manager.id,
    ]);
    await run(left);
    const system = await test.host.asSystem(test.workspace.id, (ctx) =>
      ctx.jobs.enqueue(job, { names: ['system'] }),
    );
    await run(system);
    expect(allowed).toEqual({ member: true, reader: false, left: false, system: true });
  });

  it('belong to their workspace', async () => {
    const id = await enqueue([]);
    expect(await test.other.run((ctx) => ctx.jobs.get(id))).toBeNull();
    for (const act of ['cancel', 'retry'] as const)
      await expect(test.other.run((ctx) => ctx.jobs[act](id))).rejects.toMatchObject({
        kind: 'notFound',
      });
  });

  it('O-11 of a module that is off do nothing', async () => {
    let hasRun = false;
    work = async () => {
      hasRun = true;
      return undefined;
    };
    const id = await test.workspace.run((ctx) => ctx.jobs.enqueue(slow as never, { names: [] }));
    await test.switchModule('slow', false);
    await run(id);
    expect(hasRun).toBe(false);
    expect(await view(id)).toMatchObject({ status: 'cancelled' });
    await test.switchModule('slow', true);
  });

  it('run by themselves once a worker is there', async () => {
    work = makeAll;
    const worker = await test.secondProcess();
    await worker.worker.start();
    // The queue keeps real time, whatever the test's clock says.
    const id = await enqueue(['w1'], { runAt: new Date(Date.now() - 1000) });
    await expect.poll(async () => (await view(id))?.status, { timeout: 10_000 }).toBe('done');
  });
});
