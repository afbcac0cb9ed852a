import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DomainEvent } from '../contract';
import { AppError } from '../primitives';
import { newId } from '../primitives/ids';
import type { Ctx } from '../server/ctx';
import { on, timeline } from '../server/server-module';
import {
  createSample,
  emptyModule,
  labModule,
  SAMPLE,
  Sample,
  sampleStamped,
  stampSample,
} from '../testing/lab/lab-module';
import { createTestHost, type TestHost } from '../testing/test-host';
import { Dispatcher } from './dispatcher';
import type { Host } from './host';
import { MAX_DEPTH } from './outbox';

type Handler = (ctx: Ctx, event: DomainEvent<{ note: string }>) => Promise<void>;

// What the subscriber does is decided by each test.
let handle: Handler = async () => undefined;
let seen: string[] = [];
let test: TestHost;

const keep: Handler = async (_ctx, { record, payload }) =>
  void seen.push(`${record.id} ${payload.note}`);

beforeAll(async () => {
  test = await createTestHost({
    modules: [
      labModule({
        timeline: [
          timeline(sampleStamped, {
            message: 'lab.name',
            icon: 'note',
            permission: 'lab.sample.read',
            entries: ({ record, payload }) => {
              if (payload.note === 'unshowable') throw new Error('no words');
              return [{ subject: record, data: { note: payload.note } }];
            },
          }),
        ],
      }),
      emptyModule('watcher', {
        subscribers: [on(sampleStamped, 'watcher.onStamp', (ctx, event) => handle(ctx, event))],
      }),
    ],
  });
});
afterAll(() => test?.close());
afterEach(async () => {
  handle = async () => undefined;
  seen = [];
  await test.host.database.systemQuery('delete from socle_event');
});

const stamp = (id: string, ...notes: string[]) =>
  test.workspace.run(async (ctx) => {
    for (const note of notes) await stampSample(ctx, id, note);
  });

const deliveries = () =>
  test.host.database.systemQuery<{ status: string; attempts: number; last_error: string | null }>(
    'select status, attempts, last_error from socle_delivery order by seq',
  );

const makeDue = () =>
  test.host.database.systemQuery('update socle_delivery set next_attempt_at = now()');

const drain = (host: Host = test.host) => host.worker.dispatcher.drain();

describe('§3.8 the outbox', () => {
  it('publishes what is committed, and nothing of what is rolled back', async () => {
    handle = keep;
    const id = newId();
    const failing = test.workspace.run(async (ctx) => {
      await stampSample(ctx, id, 'never');
      throw new AppError('conflict', 'error.busy');
    });
    await expect(failing).rejects.toThrow();
    await stamp(id, 'once');
    await drain();
    expect(seen).toEqual([`${id} once`]);
    expect(await test.host.database.systemQuery('select 1 from socle_event')).toHaveLength(1);
  });

  it('tells the timeline in the same transaction, and survives a source that fails', async () => {
    const id = newId();
    await stamp(id, 'told', 'unshowable');
    const rows = await test.host.database.systemQuery<{ data: { note: string } }>(
      'select data from socle_timeline where subject_id = $1',
      [id],
    );
    expect(rows.map((row) => row.data.note)).toEqual(['told']);
    expect(test.logs.some((line) => line.msg === 'timeline entry failed')).toBe(true);
  });

  it('delivers once in effect when several dispatchers run at the same time', async () => {
    handle = async (ctx, event) => {
      await createSample(ctx, { name: `copy of ${event.payload.note}` });
      seen.push(event.payload.note);
    };
    const notes = Array.from({ length: 60 }, (_, i) => `n${i}`);
    for (const note of notes) await stamp(newId(), note);
    const second = new Dispatcher(test.host);
    await Promise.all([drain(), second.drain(), drain()]);
    const copies = await test.workspace.run((ctx) =>
      ctx.query<{ name: string }>(`select name from lab_sample where name like 'copy of n%'`),
    );
    expect(copies.map((row) => row.name).sort()).toEqual(notes.map((n) => `copy of ${n}`).sort());
  });

  it('does the work once when a handler crashes after it', async () => {
    let isFirst = true;
    handle = async (ctx) => {
      await createSample(ctx, { name: 'after a crash' });
      if (isFirst) {
        isFirst = false;
        throw new Error('crashed after the work');
      }
    };
    await stamp(newId(), 'x');
    await drain();
    await makeDue();
    await drain();
    const made = await test.workspace.run((ctx) =>
      ctx.repo(Sample).find({ name: 'after a crash' }),
    );
    expect(made).toHaveLength(1);
    expect(await deliveries()).toMatchObject([{ status: 'done', attempts: 1 }]);
  });

  it('keeps the order of a record, even past a failure, while other records go on', async () => {
    const [stuck, free] = [newId(), newId()];
    let isBroken = true;
    handle = async (ctx, event) => {
      if (event.record.id === stuck && event.payload.note === '1' && isBroken)
        throw new Error('not yet');
      await keep(ctx, event);
    };
    await stamp(stuck, '1', '2', '3');
    await stamp(free, '1', '2');
    await drain();
    expect(seen).toEqual([`${free} 1`, `${free} 2`]);
    isBroken = false;
    await makeDue();
    await drain();
    expect(seen.slice(2)).toEqual([`${stuck} 1`, `${stuck} 2`, `${stuck} 3`]);
  });

  it('waits longer after each failure, then gives up, and goes on with what comes after', async () => {
    const id = newId();
    handle = async (ctx, event) => {
      if (event.payload.note === 'bad') throw new Error('always');
      await keep(ctx, event);
    };
    await stamp(id, 'bad', 'good');
    const waits: number[] = [];
    for (let attempt = 0; attempt < 12; attempt += 1) {
      await makeDue();
      await drain();
      const [row] = await test.host.database.systemQuery<{ wait: string }>(
        `select extract(epoch from next_attempt_at - now()) as wait from socle_delivery order by seq limit 1`,
      );
      waits.push(Math.round(Number(row?.wait)));
    }
    expect(waits.slice(0, 5)).toEqual([1, 2, 4, 8, 16]);
    expect((await deliveries())[0]).toMatchObject({
      status: 'dead',
      attempts: 12,
      last_error: 'Error: always',
    });
    await drain();
    expect(seen).toEqual([`${id} good`]);
  });

  it('remembers what caused an event, and stops a chain that does not end', async () => {
    const chain: { depth: number; causationId: string | null; id: string }[] = [];
    handle = async (ctx, event) => {
      chain.push(event);
      await stampSample(ctx, event.record.id, 'again');
    };
    await stamp(newId(), 'first');
    await drain();
    expect(chain.map((event) => event.depth)).toEqual(
      Array.from({ length: MAX_DEPTH + 1 }, (_, i) => i),
    );
    for (const [index, event] of chain.entries())
      expect(event.causationId).toBe(chain[index - 1]?.id ?? null);
    const last = (await deliveries()).at(-1);
    expect(last).toMatchObject({ status: 'pending', last_error: 'AppError: error.eventLoop' });
  });

  it('acts with every permission, on behalf of whoever caused it, in the workspace of the event', async () => {
    let actor: unknown;
    handle = async (ctx) => {
      actor = {
        ...ctx.actor,
        via: ctx.via,
        workspace: ctx.workspace.id,
        can: ctx.can('lab.sample.write'),
      };
    };
    await test.workspace.as('reader', (ctx) => stampSample(ctx, newId(), 'x'));
    await drain();
    expect(actor).toMatchObject({
      kind: 'system',
      userId: test.workspace.users.reader.id,
      via: 'automation',
      workspace: test.workspace.id,
      can: true,
    });
  });

  it('O-11 passes over a module that is off, and picks it up again from the next event on', async () => {
    handle = keep;
    const id = newId();
    await stamp(id, 'before');
    await test.switchModule('watcher', false);
    await stamp(id, 'while off');
    await drain();
    await test.switchModule('watcher', true);
    await stamp(id, 'after');
    await drain();
    expect(seen).toEqual([`${id} after`]);
  });

  it('delivers to one workspace what happened there, never to another', async () => {
    handle = async (ctx, event) => void seen.push(`${ctx.workspace.id} ${event.payload.note}`);
    await test.other.run((ctx) => stampSample(ctx, newId(), 'theirs'));
    await drain();
    expect(seen).toEqual([`${test.other.id} theirs`]);
  });

  it('writes a thousand events in a handful of statements', async () => {
    const { recordStatements } = await import('../testing/statement-counter');
    const publications = Array.from({ length: 1000 }, () => ({
      record: { type: SAMPLE, id: newId() },
      payload: { note: 'bulk' },
    }));
    const statements = await recordStatements(() =>
      test.workspace.run((ctx) => ctx.publishMany(sampleStamped, publications)),
    );
    expect(statements.length).toBeLessThan(10);
    expect(await deliveries()).toHaveLength(1000);
  });

  it('hears of events of another process without being asked', async () => {
    handle = keep;
    const id = newId();
    const watching = await test.secondProcess();
    await watching.worker.start();
    await stamp(id, 'from elsewhere');
    await expect.poll(() => seen, { timeout: 5000 }).toEqual([`${id} from elsewhere`]);
  });
});
