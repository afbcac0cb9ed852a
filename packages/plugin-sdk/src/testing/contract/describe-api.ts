import { expect, it } from 'vitest';
import { newId } from '../../primitives/ids';
import type { ApiAnswer, ApiBody } from '../test-api';
import { comparable, expectNoIds, expectNoLeak, ofApi } from './answers';
import { type Operation, operationsOf } from './operations';
import { otherTables, rowsOf } from './snapshot';
import { MARKER, type Subject } from './subject';

/** The API of a module as seen by those who may not see. */
export function describeApi(open: () => Subject): void {
  it('P-03 API: a record of another workspace is answered byte for byte like a missing one, 404', () =>
    foreignIsLikeMissing(open()));
  it('P-03 API: lists, search, counts, filters, cursors and the document show nothing of another workspace', () =>
    listsShowNothing(open()));
  it('P-03 API: pointing at a record of another workspace is refused like pointing at a missing one', () =>
    pointersRefuseForeign(open()));
  it('Z-04 API: every operation is refused without its permission (403), and changes nothing', () =>
    refusedWithoutPermission(open()));
  it('Z-04 API: a key limited to no scope may do nothing, and no key at all is 401', () =>
    narrowKeysAreRefused(open()));
  it('Z-10 API: the owner may read what was seeded, and write it back', () =>
    ownerReadsEverything(open()));
}

async function foreignIsLikeMissing(subject: Subject): Promise<void> {
  const before = await theirRows(subject);
  for (const operation of operationsOf(subject).filter((op) => op.hasId)) {
    const row = await workingRow(subject, operation);
    const foreign = subject.theirs[operation.resource.record] ?? newId();
    const missing = comparable(ofApi(await call(subject, operation, newId(), row)));
    expect(missing.status, `${operation.title} of a missing record: ${missing.text}`).toBe(404);
    for (const id of [foreign, 'not-an-id', '%00', "'--"]) {
      const answer = ofApi(await call(subject, operation, id, row));
      expect(comparable(answer), `${operation.title} with ${id}`).toEqual(missing);
      expectNoLeak(operation.title, answer.text);
    }
  }
  expect(await theirRows(subject), 'rows of the other workspace').toEqual(before);
}

async function listsShowNothing(subject: Subject): Promise<void> {
  const addresses = ['/me', '/openapi.json', ...(await listAddresses(subject))];
  for (const address of addresses) {
    const answer = await subject.test.api('owner', 'GET', address);
    expect(answer.status, `${address}: ${answer.text}`).toBeLessThan(500);
    expectNoLeak(address, answer.text);
    if (!address.includes(subject.test.other.id) && !/filter|cursor/.test(address))
      expectNoIds(subject, address, answer.text);
    if (address.includes(MARKER.theirs) && answer.status === 200)
      expect(answer.body.count, address).toBe(0);
  }
  const anonymous = await subject.test.api(null, 'GET', '/openapi.json');
  expectNoLeak('the document without a key', anonymous.text);
}

async function pointersRefuseForeign(subject: Subject): Promise<void> {
  for (const operation of operationsOf(subject).filter((op) => op.isWrite && op.body)) {
    for (const [field, foreign] of references(subject, operation)) {
      const row = await workingRow(subject, operation);
      const own = subject.mine[operation.resource.record] ?? newId();
      const answerTo = async (id: string) =>
        comparable(ofApi(await call(subject, operation, own, { ...row, [field]: id })));
      const where = `${operation.title} with a foreign ${field}`;
      // An act can change what the next one finds, so the missing one is asked for before and after.
      const before = await answerTo(newId());
      const answer = await answerTo(foreign);
      const missing = [before, await answerTo(newId())];
      expect(before.status, `${where}: ${before.text}`).toBeLessThan(500);
      expect(
        missing.map(({ status }) => status),
        where,
      ).toContain(answer.status);
      if (answer.status >= 400) expect(missing, where).toContainEqual(answer);
    }
  }
}

async function refusedWithoutPermission(subject: Subject): Promise<void> {
  const { api, host, withPermissions } = subject.test;
  const all = [...host.registry.permissions.keys()];
  const before = await rowsOf(host.database.systemQuery, subject.tables);
  for (const operation of operationsOf(subject)) {
    const own = subject.mine[operation.resource.record] ?? newId();
    const row = (await api('owner', 'GET', `/${operation.resource.name}/${own}`)).body;
    const rest = all.filter((permission) => permission !== operation.permission);
    const answer = await withPermissions('reader', rest, () =>
      api('reader', operation.method, operation.path(own), operation.body?.(row, own)),
    );
    expect(answer.status, `${operation.title} without ${operation.permission}`).toBe(403);
    expect(answer.body.code).toBe('error.forbidden');
  }
  expect(await rowsOf(host.database.systemQuery, subject.tables)).toEqual(before);
}

async function narrowKeysAreRefused(subject: Subject): Promise<void> {
  const { api, host, workspace } = subject.test;
  const apiKey = await host.identity.createApiKey({
    userId: workspace.users.owner.id,
    workspaceId: workspace.id,
    name: 'narrow',
    scopes: [],
    expiresAt: null,
  });
  for (const operation of operationsOf(subject)) {
    const own = subject.mine[operation.resource.record] ?? newId();
    const send = (caller: { apiKey: string } | null) =>
      api(caller, operation.method, operation.path(own), operation.body?.({}, own));
    expect((await send({ apiKey })).status, operation.title).toBe(403);
    const answer = await send(null);
    expect([answer.status, answer.body.code], operation.title).toEqual([401, 'error.badApiKey']);
  }
}

async function ownerReadsEverything(subject: Subject): Promise<void> {
  for (const operation of operationsOf(subject)) {
    const own = subject.mine[operation.resource.record];
    expect(own, `seed() returns no id for ${operation.resource.record}`).toBeDefined();
    if (operation.isWrite || own === undefined) continue;
    const answer = await call(subject, operation, own, {});
    expect(answer.status, `${operation.title}: ${answer.text}`).toBe(200);
  }
}

function call(
  subject: Subject,
  operation: Operation,
  id: string,
  row: ApiBody,
): Promise<ApiAnswer> {
  const body = operation.body?.(row, id);
  return subject.test.api('owner', operation.method, operation.path(id), body);
}

// Fields with which the owner's own record can be written, so that a refusal is about the record.
async function workingRow(subject: Subject, operation: Operation): Promise<ApiBody> {
  const own = subject.mine[operation.resource.record];
  if (own === undefined) return {};
  const { body: row } = await subject.test.api(
    'owner',
    'GET',
    `/${operation.resource.name}/${own}`,
  );
  const update = operationsOf(subject).find(
    (op) => op.method === 'PATCH' && op.resource === operation.resource,
  );
  if (!update || !/PATCH|update/.test(operation.title)) return row;
  const works = async (candidate: ApiBody): Promise<boolean> =>
    (await call(subject, update, own, candidate)).status === 200;
  if (await works(row)) return row;
  for (const [name, value] of Object.entries(row)) {
    const single = { [name]: value };
    if (Object.keys(update.body?.(single, own) ?? {}).length > 0 && (await works(single)))
      return single;
  }
  throw new Error(
    `${update.title} refuses every field of the record as it was read; the sweep cannot test it.`,
  );
}

async function theirRows(subject: Subject): Promise<Record<string, string[]>> {
  const { systemQuery } = subject.test.host.database;
  const others = (await otherTables(systemQuery, [])).filter(
    (table) => !/^socle_(session|api_key|worker|idempotency)$/.test(table),
  );
  const rows = await rowsOf(systemQuery, others);
  const { id } = subject.test.other;
  return Object.fromEntries(
    Object.entries(rows).map(([table, lines]) => [table, lines.filter((row) => row.includes(id))]),
  );
}

/** Every way of asking a list for something that only the other workspace has. */
async function listAddresses(subject: Subject): Promise<string[]> {
  const { api, host, other } = subject.test;
  const addresses: string[] = [];
  for (const { name, record: type } of subject.module.resources ?? []) {
    const foreign = subject.theirs[type];
    const list = `/${name}?archived=all&count=true`;
    addresses.push(
      `/${name}`,
      list,
      `${list}&q=${MARKER.theirs}`,
      `${list}&q=${MARKER.theirs.slice(0, 6)}`,
    );
    if (!foreign) continue;
    const { body: row } = await api(other.users.owner, 'GET', `/${name}/${foreign}`);
    for (const [field, definition] of Object.entries(
      host.registry.records.get(type)?.fields ?? {},
    )) {
      const value = row[field];
      if (definition.sort) addresses.push(`${list}&sort=${field}`, `${list}&sort=-${field}`);
      if (!definition.filter || value === null || typeof value === 'object') continue;
      addresses.push(`${list}&${field}=${encodeURIComponent(String(value))}`);
    }
    const ids = JSON.stringify({ field: 'id', op: 'in', value: [foreign] });
    addresses.push(`${list}&filter=${encodeURIComponent(ids)}`);
    const cursor = Buffer.from(JSON.stringify(['createdAt', '2000-01-01T00:00:00Z', foreign, 0]));
    addresses.push(`${list}&sort=createdAt&cursor=${cursor.toString('base64url')}`);
  }
  return addresses;
}

/** Fields of a resource that point at a record the other workspace has. */
function references(subject: Subject, operation: Operation): [string, string][] {
  const record = subject.test.host.registry.records.get(operation.resource.record);
  return Object.entries(record?.fields ?? {}).flatMap(
    ([field, { type, to }]): [string, string][] => {
      if (type === 'user') return [[field, subject.test.other.users.member.id]];
      const foreign = type === 'reference' && to ? subject.theirs[to] : undefined;
      return foreign ? [[field, foreign]] : [];
    },
  );
}
