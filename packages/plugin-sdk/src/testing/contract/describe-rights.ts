import { expect, it } from 'vitest';
import type { AccessScope, RoleRights } from '../../contract';
import type { RegisteredRecord } from '../../kernel';
import type { Ctx } from '../../server/ctx';
import { readTimeline } from '../../server/timeline';
import type { ApiBody } from '../test-api';
import { ofApi, openPage } from './answers';
import { type Operation, operationsOf } from './operations';
import { fill, forms, isParametric, pages } from './page-cases';
import { rowsOf } from './snapshot';
import { MARKER, type Subject } from './subject';

/** Rights that reach only some records, and some fields, on every path a module has. */
export function describeRights(open: () => Subject): void {
  it('P-01 one’s own records only: those of others are found on no path', () => noneIsSeen(open()));
  it('P-01 one’s own records only: an operation on another’s is answered like a missing one, and changes nothing', () =>
    noneIsTouched(open()));
  it('P-01 everyone’s to see, one’s own to change: a change of another’s is refused (403)', () =>
    othersStay(open()));
  it('P-01 a hidden field is shown, searched, filtered and sorted by on no path', () =>
    hiddenStaysHidden(open()));
  it('P-01 a read-only field is shown, and a change of it refused by name', () =>
    readOnlyStays(open()));
}

/** Every permission there is with one reach for reading and one for the rest. */
function rights(subject: Subject, read: AccessScope, write: AccessScope): RoleRights {
  const { registry } = subject.test.host;
  const permissions: Record<string, AccessScope> = {};
  for (const id of registry.permissions.keys()) permissions[id] = 'all';
  for (const [id, type] of registry.scopedPermissions)
    permissions[id] = registry.records.get(type)?.permissions.read === id ? read : write;
  return { permissions, fields: {} };
}

/** The module's records that were seeded, none of which is the member's. */
function seeded(subject: Subject): [RegisteredRecord, string][] {
  return [...subject.test.host.registry.records.values()].flatMap((record) => {
    const id = subject.mine[record.type];
    return id && record.moduleId === subject.manifest.id
      ? [[record, id] as [RegisteredRecord, string]]
      : [];
  });
}

async function noneIsSeen(subject: Subject): Promise<void> {
  const { test } = subject;
  await test.withRights('member', rights(subject, 'own', 'own'), async () => {
    await test.workspace.as('member', async (ctx) => {
      for (const [record, id] of seeded(subject)) await readsNothing(ctx, record, id);
    });
    for (const operation of operationsOf(subject).filter(({ isWrite }) => !isWrite)) {
      const id = subject.mine[operation.resource.record] ?? '';
      const answer = ofApi(await test.api('member', operation.method, operation.path(id)));
      if (operation.hasId) expect(answer.status, operation.title).toBe(404);
      expect(answer.text.includes(MARKER.mine), `${operation.title}: ${answer.text}`).toBe(false);
    }
    for (const { route } of await pages(subject)) {
      for (const [record, id] of seeded(subject)) {
        const answer = await openPage(subject, 'member', fill(route, id));
        expect(answer.status, `${route.id} with ${record.type}`).toBeLessThan(500);
        const isOwn = subject.manifest.id === record.moduleId;
        expect(isOwn && answer.text.toLowerCase().includes(MARKER.mine), route.id).toBe(false);
      }
    }
  });
}

async function readsNothing(ctx: Ctx, record: RegisteredRecord, id: string): Promise<void> {
  const { type, table } = record;
  expect(await ctx.records.find(type, id), `${type} by id`).toBeNull();
  for (const query of [{}, { q: MARKER.mine }, { q: `${MARKER.mine.slice(0, 9)}x` }]) {
    expect((await ctx.records.list(type, { ...query, archived: 'all' })).rows, type).toEqual([]);
    expect(await ctx.records.count(type, { ...query, archived: 'all' }), type).toBe(0);
  }
  expect((await ctx.records.titles([{ type, id }])).size, `title of ${type}`).toBe(0);
  // Even code that forgets to ask.
  expect(await ctx.query(`select id from "${table}"`), `SQL over ${table}`).toEqual([]);
  const told = await readTimeline(ctx, { type, id });
  expect(
    told.entries.filter((entry) => entry.record.type === type),
    `timeline of ${type}`,
  ).toEqual([]);
}

async function noneIsTouched(subject: Subject): Promise<void> {
  const { test } = subject;
  const before = await rowsOf(test.host.database.systemQuery, subject.tables);
  const bodies = await ownersRows(subject);
  await test.withRights('member', rights(subject, 'own', 'own'), async () => {
    for (const operation of writes(subject)) {
      const id = subject.mine[operation.resource.record] ?? '';
      const answer = await send(subject, operation, id, bodies);
      expect([404, 422], `${operation.title}: ${answer.text}`).toContain(answer.status);
    }
    for (const [route, module] of (await pages(subject)).map((p) => [p.route, p.module] as const)) {
      if (!isParametric(route)) continue;
      for (const [, id] of seeded(subject)) {
        for (const { title, request } of await forms(subject, module)) {
          const answer = await openPage(subject, 'member', fill(route, id), request);
          expect([403, 404, 422], `${title} of ${route.id}: ${answer.text}`).toContain(
            answer.status,
          );
        }
      }
    }
  });
  expect(await rowsOf(test.host.database.systemQuery, subject.tables)).toEqual(before);
}

async function othersStay(subject: Subject): Promise<void> {
  const { test } = subject;
  const before = await rowsOf(test.host.database.systemQuery, subject.tables);
  const bodies = await ownersRows(subject);
  await test.withRights('member', rights(subject, 'all', 'own'), async () => {
    for (const operation of writes(subject)) {
      const record = test.host.registry.records.get(operation.resource.record);
      const isScoped = test.host.registry.scopedPermissions.has(operation.permission);
      if (!record || !isScoped) continue;
      const id = subject.mine[record.type] ?? '';
      const answer = await send(subject, operation, id, bodies);
      // What changes nothing, or what the record's state forbids, is answered as for anybody.
      expect([200, 204, 403, 409, 422], `${operation.title}: ${answer.text}`).toContain(
        answer.status,
      );
    }
  });
  expect(await rowsOf(test.host.database.systemQuery, subject.tables)).toEqual(before);
}

const writes = (subject: Subject): Operation[] =>
  operationsOf(subject).filter(({ isWrite, hasId }) => isWrite && hasId);

async function ownersRows(subject: Subject): Promise<Map<string, ApiBody>> {
  const rows = new Map<string, ApiBody>();
  for (const { name, record } of subject.module.resources ?? []) {
    const { body } = await subject.test.api<ApiBody>(
      'owner',
      'GET',
      `/${name}/${subject.mine[record]}`,
    );
    rows.set(record, body);
  }
  return rows;
}

async function send(
  subject: Subject,
  operation: Operation,
  id: string,
  bodies: ReadonlyMap<string, ApiBody>,
) {
  const body = operation.body?.(bodies.get(operation.resource.record) ?? {}, id);
  return ofApi(
    await subject.test.api('member', operation.method, operation.path(id), changed(body)),
  );
}

// A write that says what is there already would change nothing, and prove nothing.
function changed(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body ?? {}).replaceAll(MARKER.mine, `${MARKER.mine} changed`));
}

/** Fields that can be hidden and hold the word planted in the workspace. */
function markedFields(row: ApiBody, record: RegisteredRecord): string[] {
  return Object.keys(record.fields).filter(
    (name) =>
      name !== record.title &&
      // A part of the name, which is always shown, is no secret.
      !String(row[record.title]).includes(String(row[name])) &&
      JSON.stringify(row[name] ?? '')
        .toLowerCase()
        .includes(MARKER.mine),
  );
}

async function hiddenStaysHidden(subject: Subject): Promise<void> {
  const { test } = subject;
  const bodies = await ownersRows(subject);
  const fields: RoleRights['fields'] = {};
  for (const [record] of seeded(subject)) {
    const names = Object.keys(record.fields).filter((name) => name !== record.title);
    fields[record.type] = Object.fromEntries(names.map((name) => [name, 'hidden']));
  }
  const all = rights(subject, 'all', 'all');
  await test.withRights('member', { ...all, fields }, async () => {
    for (const [record, id] of seeded(subject)) {
      await test.workspace.as('member', async (ctx) => {
        for (const [name, field] of Object.entries(record.fields)) {
          if (name === record.title) continue;
          if (field.filter)
            await expect(
              ctx.records.list(record.type, { filter: { field: name, op: 'notEmpty' } }),
              `filter by ${name}`,
            ).rejects.toMatchObject({ kind: 'invalid' });
          if (field.sort)
            await expect(
              ctx.records.list(record.type, { sort: name }),
              `sort by ${name}`,
            ).rejects.toMatchObject({ kind: 'invalid' });
        }
      });
      const row = bodies.get(record.type) ?? {};
      const answer = await shownBy(subject, record, id);
      for (const name of Object.keys(record.fields))
        if (name !== record.title && name in row)
          expect(answer.body, `${record.type}.${name}`).not.toHaveProperty(name);
      for (const name of markedFields(row, record))
        expect(answer.text.includes(JSON.stringify(row[name])), `${record.type}.${name}`).toBe(
          false,
        );
    }
    for (const { route } of await pages(subject)) {
      for (const [, id] of seeded(subject)) {
        const { status, text } = await openPage(subject, 'member', fill(route, id));
        expect(status, `${route.id}: ${text}`).toBeLessThan(500);
      }
    }
  });
}

async function shownBy(subject: Subject, record: RegisteredRecord, id: string) {
  const resource = subject.module.resources?.find((r) => r.record === record.type);
  if (!resource) return { body: {}, text: '' };
  const answer = await subject.test.api<ApiBody>('member', 'GET', `/${resource.name}/${id}`);
  expect(answer.status, answer.text).toBe(200);
  return answer;
}

async function readOnlyStays(subject: Subject): Promise<void> {
  const { test } = subject;
  const bodies = await ownersRows(subject);
  const all = rights(subject, 'all', 'all');
  for (const { name, record: type, update } of subject.module.resources ?? []) {
    const record = test.host.registry.records.get(type);
    const id = subject.mine[type];
    const row = bodies.get(type) ?? {};
    if (!update || !record || !id) continue;
    for (const field of Object.keys(record.fields)) {
      if (field === record.title || typeof row[field] !== 'string') continue;
      const rule = { fields: { [type]: { [field]: 'readOnly' as const } } };
      await test.withRights('member', { ...all, ...rule }, async () => {
        const seen = await test.api<ApiBody>('member', 'GET', `/${name}/${id}`);
        expect(seen.body[field], `${type}.${field}`).toEqual(row[field]);
        const answer = await test.api<ApiBody>('member', 'PATCH', `/${name}/${id}`, {
          [field]: `${String(row[field])}x`,
        });
        expect(answer.status, `${type}.${field}: ${answer.text}`).toBe(422);
        expect(answer.text).toContain(field);
      });
    }
  }
}
