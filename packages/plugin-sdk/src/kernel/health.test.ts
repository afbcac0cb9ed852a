import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../primitives/ids';
import { defineJob } from '../server/job';
import { on } from '../server/server-module';
import {
  createSample,
  emptyModule,
  labModule,
  sampleStamped,
  stampSample,
} from '../testing/lab/lab-module';
import { createTestHost, type TestHost } from '../testing/test-host';
import { deadDeliveries, healthReport, retryDeliveries } from './health';

const work = defineJob<object>({
  id: 'watcher.thing.work',
  label: 'watcher.name',
  maxAttempts: 1,
  run: async () => undefined,
});

let test: TestHost;
let handled = 0;

beforeAll(async () => {
  test = await createTestHost({
    modules: [
      labModule(),
      emptyModule('watcher', {
        jobs: [work as never],
        subscribers: [
          on(sampleStamped, 'watcher.onStamp', async () => {
            handled += 1;
          }),
        ],
      }),
    ],
  });
});
afterAll(() => test?.close());

const report = () => healthReport(test.host, test.workspace.id);

it('O-04 says what answers and how much waits, of this workspace only', async () => {
  const runAt = test.host.clock();
  await test.workspace.run((ctx) => ctx.jobs.enqueue(work, {}));
  await test.other.run((ctx) => ctx.jobs.enqueue(work, {}));
  const { database, storage, queue, deliveries } = await report();
  expect(database).toMatchObject({ isReachable: true });
  expect(database.bytes).toBeGreaterThan(0);
  expect(storage.isReachable).toBe(true);
  expect(storage.freeBytes).toBeGreaterThan(0);
  expect(queue).toEqual({ waiting: 1, running: 0, failed: 0, oldestWaitingAt: runAt });
  expect(deliveries).toEqual({ pending: 0, dead: 0, oldestPendingAt: null });
});

it('O-04 counts the processes that take background work', async () => {
  expect((await report()).workers).toBe(0);
  const second = await test.secondProcess();
  await second.worker.start();
  await expect.poll(async () => (await report()).workers).toBe(1);
  await second.worker.stop();
  await expect.poll(async () => (await report()).workers).toBe(0);
});

it('O-04 lists deliveries that were given up, and sends them again', async () => {
  const stamp = async (workspace: TestHost['workspace']) => {
    await workspace.run(async (ctx) =>
      stampSample(ctx, await createSample(ctx, { name: 'a' }), 'n'),
    );
    await test.host.database.systemQuery(
      `update socle_delivery set status = 'dead', attempts = 12, last_error = 'Error: no' where workspace_id = $1`,
      [workspace.id],
    );
  };
  await stamp(test.workspace);
  await stamp(test.other);
  const [dead, ...others] = await deadDeliveries(test.host, test.workspace.id, 10);
  expect(others).toEqual([]);
  expect(dead).toMatchObject({
    event: 'lab.sample.stamped',
    subscriber: 'watcher.onStamp',
    attempts: 12,
    lastError: 'Error: no',
  });
  const retry = (eventId: string) =>
    retryDeliveries(test.host, test.workspace.id, { eventId, subscriber: 'watcher.onStamp' });
  expect(await retry(newId())).toBe(0);
  expect(await retry(dead?.eventId ?? '')).toBe(1);
  handled = 0;
  await test.settle();
  expect(handled).toBe(1);
  expect((await report()).deliveries).toMatchObject({ dead: 0, pending: 0 });
  expect(await deadDeliveries(test.host, test.other.id, 10)).toHaveLength(1);
});

it('O-04 tells a storage that is gone', async () => {
  await rm(test.host.config.dataDir, { recursive: true, force: true });
  expect((await report()).storage).toEqual({ isReachable: false, freeBytes: null });
});
