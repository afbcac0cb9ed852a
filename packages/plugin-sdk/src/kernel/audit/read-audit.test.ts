import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../primitives/ids';
import type { Ctx } from '../../server/ctx';
import { labModule, SAMPLE } from '../../testing/lab/lab-module';
import { createTestHost, type TestHost } from '../../testing/test-host';
import { type AuditFilter, auditLog, findEntry, recordHistory } from './read-audit';
import { recordAct } from './record-act';
import { type RecordChange, recordChanges } from './record-changes';

let test: TestHost;
// Without members: nothing stands in its trail but what a test writes.
let workspaceId: string;
const [first, second] = [newId(), newId()];

// One entry at a time, so that each has an instant of its own.
async function write(at: string, change: Partial<RecordChange>, via: 'screen' | 'api' = 'screen') {
  const { users } = test.workspace;
  await test.host.transaction(workspaceId, 'all', true, ({ query }) =>
    recordChanges(
      {
        query,
        workspaceId,
        actor:
          via === 'api'
            ? { kind: 'system', userId: null, name: 'Robot' }
            : { kind: 'user', userId: users.owner.id, name: 'Olive' },
        impersonatorId: null,
        via,
        requestId: 'request',
        now: () => new Date(at),
      },
      [
        {
          action: 'updated',
          recordType: SAMPLE,
          recordId: first,
          title: 'one',
          before: { name: 'a' },
          after: { name: 'b' },
          ...change,
        },
      ],
    ),
  );
}

beforeAll(async () => {
  test = await createTestHost({ modules: [labModule()] });
  workspaceId = await test.host.identity.createWorkspace({ name: 'Paris' });
  // In Paris, the 1st of March begins at 23:00 UTC of the day before.
  await write('2026-02-28T22:59:59.999Z', { action: 'created', title: '100%_done' });
  await write('2026-02-28T23:00:00.000Z', { title: 'at midnight' });
  await write('2026-03-01T22:59:59.999Z', { title: 'late' }, 'api');
  await write('2026-03-01T23:00:00.000Z', { recordId: second, title: 'other record' });
  await recordAct(test.host, workspaceId, {
    userId: test.workspace.users.admin.id,
    via: 'screen',
    action: 'member.invited',
    subject: { type: 'invitation', id: 'x', title: 'Ada' },
  });
  await recordAct(test.host, test.other.id, { userId: null, via: 'system', action: 'other.done' });
});
afterAll(() => test?.close());

const inside = <T>(work: (ctx: Ctx) => Promise<T>) => test.host.asSystem(workspaceId, work);
const read = (filter: AuditFilter, cursor: string | null = null, limit = 50) =>
  inside((ctx) => auditLog(ctx.query, ctx.workspace, filter, { cursor, limit }));
const titles = async (filter: AuditFilter) =>
  (await read(filter)).entries.map((entry) => entry.title);

describe('P-04 the log of a workspace', () => {
  it('is newest first, and of this workspace only', async () => {
    expect(await titles({})).toEqual(['Ada', 'other record', 'late', 'at midnight', '100%_done']);
  });

  it.each<[string, AuditFilter, string[]]>([
    ['a kind of record', { kind: SAMPLE }, ['other record', 'late', 'at midnight', '100%_done']],
    ['administration', { kind: 'administration' }, ['Ada']],
    ['an act', { action: 'created' }, ['100%_done']],
    ['an act of administration', { action: 'member.invited' }, ['Ada']],
    ['a way', { via: 'api' }, ['late']],
    ['nobody', { who: 'system' }, ['late']],
    [
      'a first day, of the workspace',
      { from: '2026-03-01', to: '2026-03-01' },
      ['late', 'at midnight'],
    ],
    ['an end', { to: '2026-02-28' }, ['100%_done']],
    ['a part of a title, whatever its case', { q: 'MIDN' }, ['at midnight']],
    ['a name', { q: 'robot' }, ['late']],
    ['signs that mean something to the database', { q: '%_' }, ['100%_done']],
    ['several at once', { kind: SAMPLE, via: 'screen', from: '2026-03-02' }, ['other record']],
  ])('is narrowed to %s', async (_what, filter, expected) => {
    expect(await titles(filter)).toEqual(expected);
  });

  it('is narrowed to a person', async () => {
    expect(await titles({ who: test.workspace.users.admin.id })).toEqual(['Ada']);
  });

  it('is paged both ways without a gap', async () => {
    const one = await read({}, null, 2);
    const two = await read({}, one.nextCursor, 2);
    const three = await read({}, two.nextCursor, 2);
    expect([one, two, three].flatMap(({ entries }) => entries.map((e) => e.title))).toEqual(
      await titles({}),
    );
    expect(one.previousCursor).toBeNull();
    expect(three.nextCursor).toBeNull();
    const back = await read({}, three.previousCursor, 2);
    expect(back.entries).toEqual(two.entries);
    expect((await read({}, back.previousCursor, 2)).entries).toEqual(one.entries);
  });

  it.each(['zzz', 'W10', Buffer.from('["x","y",0]').toString('base64url')])(
    'refuses a cursor it did not make: %s',
    async (cursor) => {
      await expect(read({}, cursor)).rejects.toMatchObject({ kind: 'invalid' });
    },
  );
});

describe('P-04 the history of a record', () => {
  const record = { type: SAMPLE, id: first };

  it('is of that record only', async () => {
    const { entries } = await inside((ctx) =>
      recordHistory(ctx.query, ctx.workspace.id, record, { cursor: null, limit: 10 }),
    );
    expect(entries.map(({ title }) => title)).toEqual(['late', 'at midnight', '100%_done']);
  });

  it('gives an entry of its own, not that of another record or workspace', async () => {
    const [entry] = (await read({ q: 'late' })).entries;
    const id = entry?.id ?? '';
    const find = (ctx: Ctx, of: { type: string; id: string }) =>
      findEntry(ctx.query, ctx.workspace.id, of, id);
    expect(await inside((ctx) => find(ctx, record))).toMatchObject({ title: 'late' });
    expect(await inside((ctx) => find(ctx, { type: SAMPLE, id: second }))).toBeNull();
    expect(await test.other.run((ctx) => find(ctx, record))).toBeNull();
  });
});
