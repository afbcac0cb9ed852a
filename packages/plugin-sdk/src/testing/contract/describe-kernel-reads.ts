import { expect, it } from 'vitest';
import { createRequestScope, SESSION_COOKIE } from '../../kernel';
import { newId } from '../../primitives/ids';
import type { Ctx } from '../../server/ctx';
import { readTimeline } from '../../server/timeline';
import { expectNoLeak } from './answers';
import { MARKER, type Subject } from './subject';

/** What the kernel reads for every module: records, titles, search, timelines, slots. */
export function describeKernelReads(open: () => Subject): void {
  it('P-03 records, titles, search and timelines know nothing of another workspace', async () => {
    const subject = open();
    await subject.test.workspace.run(async (ctx) => {
      // A seed may also name what has a page and is no record, such as an import.
      for (const [type, id] of Object.entries(subject.theirs))
        if (subject.test.host.registry.records.has(type)) await readForeign(ctx, type, id);
    });
    const seen = await subject.test.workspace.run(async (ctx) =>
      JSON.stringify(await everyTable(ctx, subject.manifest.id)),
    );
    expectNoLeak('SQL without a condition', seen);
    expect(subject.tables.length === 0 || seen.includes(MARKER.mine)).toBe(true);
  });

  it('P-03 SQL of one workspace cannot write into another', async () => {
    const { test, tables } = open();
    for (const table of tables) {
      const write = test.workspace.run((ctx) =>
        ctx.query(`update "${table}" set workspace_id = $1 returning 1`, [test.other.id]),
      );
      await expect(write, table).rejects.toThrow(/row-level security|duplicate key|foreign key/);
    }
  });

  it('P-03 the module’s panels on other pages show nothing of another workspace', async () => {
    const subject = open();
    for (const slot of subject.module.slots ?? []) {
      const load = (id: string) =>
        subject.test.workspace.run(async (ctx) => {
          // Whatever the page calls its properties, each of them is this id.
          const props = new Proxy({}, { get: () => id });
          return JSON.stringify(await slot.load(ctx, props as never));
        });
      const missing = await load(newId());
      for (const id of Object.values(subject.theirs)) {
        const shown = await load(id);
        expectNoLeak(slot.id, shown);
        expect(shown.replaceAll(id, ''), slot.id).toBe(missing.replace(/[0-9a-f-]{36}/g, ''));
      }
    }
  });

  it('Z-06 the module’s panels load for those who may see them', async () => {
    const subject = open();
    const { host, workspace } = subject.test;
    const scope = createRequestScope(host, {
      requestId: newId(),
      nonce: 'test',
      address: '127.0.0.1',
    });
    const request = new Request('http://localhost/', {
      headers: { cookie: `${SESSION_COOKIE}=${workspace.users.owner.session}` },
    });
    for (const fill of subject.module.slots ?? []) {
      const ids = Object.values(subject.mine);
      const props = new Proxy({}, { get: () => ids.at(-1) ?? newId() });
      const content = await scope.loadSlot(request, { id: fill.slot }, props);
      expect(
        content.map(({ id, state }) => ({ id, state })),
        fill.id,
      ).toContainEqual({ id: fill.id, state: 'ready' });
    }
  });
}

async function readForeign(ctx: Ctx, type: string, id: string): Promise<void> {
  expect(await ctx.records.find(type, id), `${type} read by id`).toBeNull();
  await expect(ctx.records.get(type, id)).rejects.toMatchObject({ kind: 'notFound' });
  expect((await ctx.records.titles([{ type, id }])).size).toBe(0);
  for (const q of [MARKER.theirs, MARKER.theirs.slice(0, 8), `${MARKER.theirs.slice(0, 9)}x`]) {
    expect((await ctx.records.list(type, { q, archived: 'all' })).rows, `${type} ${q}`).toEqual([]);
    expect(await ctx.records.count(type, { q, archived: 'all' })).toBe(0);
  }
  expect((await readTimeline(ctx, { type, id })).entries).toEqual([]);
}

// Views too: one that its owner reads for everybody would open what row-level security has closed.
async function everyTable(ctx: Ctx, moduleId: string): Promise<unknown[]> {
  const relations = await ctx.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm', 'p')
       and (starts_with(relname, $1) or relname in ('socle_timeline', 'socle_event', 'socle_custom_field'))
       and has_table_privilege(oid, 'select')`,
    [`${moduleId}_`],
  );
  const all: unknown[] = [];
  for (const { name } of relations) all.push(await ctx.query(`select * from "${name}"`));
  return all;
}
