import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../primitives/ids';
import { createSample, labModule, SAMPLE, Sample } from '../testing/lab/lab-module';
import { createTestHost, type TestHost } from '../testing/test-host';

let test: TestHost;

beforeAll(async () => {
  test = await createTestHost({ modules: [labModule()] });
});
afterAll(() => test?.close());

const make = (name: string) => test.workspace.run((ctx) => createSample(ctx, { name }));
const named = (name: string) => test.workspace.run((ctx) => ctx.repo(Sample).find({ name }));
const post = (body: unknown, headers: Record<string, string> = {}) =>
  test.api('owner', 'POST', '/samples', body, headers);

describe('reading', () => {
  it('answers a known version with 304, weak tags and lists of tags included', async () => {
    const path = `/samples/${await make('etag')}`;
    const first = await test.api('owner', 'GET', path);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toBe('"1"');
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await test.api('owner', 'GET', path, undefined, { 'if-none-match': known });
      expect([again.status, again.text], known).toEqual([304, '']);
    }
    await test.api('owner', 'PATCH', path, { name: 'changed' });
    const changed = await test.api('owner', 'GET', path, undefined, { 'if-none-match': etag });
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"']);
  });

  it('answers HEAD like GET without a body', async () => {
    const path = `/samples/${await make('head')}`;
    for (const address of [path, '/samples', '/me']) {
      const [head, get] = [
        await test.api('owner', 'HEAD', address),
        await test.api('owner', 'GET', address),
      ];
      expect([head.status, head.text], address).toEqual([200, '']);
      expect(head.headers.get('content-length')).toBe(get.headers.get('content-length'));
      expect(head.headers.get('etag')).toBe(get.headers.get('etag'));
    }
  });

  it('lists pages with a cursor, a count when asked, and no more than 200 at once', async () => {
    for (let i = 0; i < 5; i += 1) await make(`page ${i}`);
    const first = await test.api('owner', 'GET', '/samples?q=page&limit=2&sort=-name&count=true');
    expect(first.body).toMatchObject({ count: 5, data: [{ name: 'page 4' }, { name: 'page 3' }] });
    const next = await test.api(
      'owner',
      'GET',
      `/samples?q=page&limit=2&sort=-name&cursor=${first.body.nextCursor}`,
    );
    expect(next.body.data).toMatchObject([{ name: 'page 2' }, { name: 'page 1' }]);
    expect(next.body.count).toBeUndefined();
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=x', 'limit'],
    ['sort=nope', 'sort'],
    ['cursor=nope', 'cursor'],
    ['filter=%7B', 'filter'],
    ['filter=%7B%22field%22%3A%22name%22%7D', 'filter'],
    ['archived=maybe', 'archived'],
    ['unknown=1', 'unknown'],
    ['__proto__=1', '__proto__'],
    ['amount=many', 'filter.amount'],
    ['customFields.nope=1', 'filter.customFields.nope'],
  ])('refuses ?%s and names %s', async (query, field) => {
    const answer = await test.api('owner', 'GET', `/samples?${query}`);
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([422, field]);
  });

  it('does not fall over a filter of hundreds of levels, or a strange address', async () => {
    const deep = `${'{"not":'.repeat(500)}{"field":"name","op":"eq","value":"a"}${'}'.repeat(500)}`;
    expect(
      (await test.api('owner', 'GET', `/samples?filter=${encodeURIComponent(deep)}`)).status,
    ).toBe(422);
    for (const path of [
      '/samples/%',
      '/samples/%ff',
      '/%00',
      '/samples/a/b/c',
      '/constructor',
      '/samples/x/toString',
    ])
      expect((await test.api('owner', 'GET', path)).status, path).toBe(404);
  });
});

describe('writing', () => {
  it('answers 201 with the address, and refuses bad input field by field', async () => {
    const created = await post({ name: 'created' });
    expect(created.status).toBe(201);
    expect(created.headers.get('location')).toBe(`/api/v1/samples/${created.body.id}`);
    const refused = await post({ name: '', note: 5 });
    expect(refused.status).toBe(422);
    expect(refused.body.errors?.map((error) => error.field)).toEqual(['name', 'note']);
  });

  it('writes only over the version that was read (412), given as a tag', async () => {
    const path = `/samples/${await make('if-match')}`;
    const patch = (name: string, version: string) =>
      test.api('owner', 'PATCH', path, { name }, { 'if-match': version });
    const first = await patch('first', '"1"');
    expect([first.status, first.headers.get('etag')]).toEqual([200, '"2"']);
    expect((await patch('late', '"1"')).status).toBe(412);
    expect((await patch('any', '*')).status).toBe(200);
    expect((await patch('bad', 'three')).body.errors?.[0]?.field).toBe('If-Match');
    expect((await patch('weak', 'W/"3"')).status).toBe(200);
  });

  it('lets one of two simultaneous writers win', async () => {
    const path = `/samples/${await make('race')}`;
    const statuses = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        test.api('owner', 'PATCH', path, { name: `writer ${i}` }, { 'if-match': '"1"' }),
      ),
    );
    expect(statuses.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(statuses.filter((answer) => answer.status === 412)).toHaveLength(7);
  });

  it('does a write once for one Idempotency-Key, and gives the first answer again', async () => {
    const key = { 'idempotency-key': newId() };
    const [first, again] = [await post({ name: 'once' }, key), await post({ name: 'once' }, key)];
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect(await named('once')).toHaveLength(1);
    const other = await post({ name: 'something else' }, key);
    expect([other.status, other.body.errors?.[0]?.code]).toEqual([422, 'error.idempotencyReused']);
    const elsewhere = await test.api('admin', 'POST', '/samples', { name: 'once' }, key);
    expect(elsewhere.headers.get('idempotency-replayed')).toBeNull();
  });

  it('does a write once even when its duplicates arrive at the same moment', async () => {
    const key = { 'idempotency-key': newId() };
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => post({ name: 'together' }, key)),
    );
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(await named('together')).toHaveLength(1);
  });

  it('forgets a key whose write was refused, so that it can be mended', async () => {
    const key = { 'idempotency-key': newId() };
    expect((await post({ name: '' }, key)).status).toBe(422);
    // Another body under the same key: nothing was written under it yet.
    expect((await post({ name: 'mended' }, key)).status).toBe(201);
  });

  it('writes a batch whole or not at all, and says where it failed', async () => {
    const id = await make('in batch');
    const good = await test.api('owner', 'POST', '/samples/batch', {
      operations: [
        { op: 'create', data: { name: 'batched' } },
        { op: 'update', id, version: 1, data: { note: 'n' } },
        { op: 'archive', id },
      ],
    });
    expect([good.status, good.body.data?.length]).toEqual([200, 3]);
    const bad = await test.api('owner', 'POST', '/samples/batch', {
      operations: [
        { op: 'create', data: { name: 'never' } },
        { op: 'create', data: { name: '' } },
      ],
    });
    expect([bad.status, bad.body.errors?.[0]?.field]).toEqual([422, 'operations[1].data.name']);
    const missing = await test.api('owner', 'POST', '/samples/batch', {
      operations: [
        { op: 'create', data: { name: 'never' } },
        { op: 'archive', id: newId() },
      ],
    });
    expect(missing.status).toBe(404);
    expect(await named('never')).toEqual([]);
    const tooMany = {
      operations: Array.from({ length: 501 }, () => ({ op: 'create', data: { name: 'x' } })),
    };
    expect((await test.api('owner', 'POST', '/samples/batch', tooMany)).status).toBe(422);
  });

  it.each([
    ['not JSON', '{"name":', 'application/json', 422, 'body'],
    ['the wrong type', 'name=x', 'application/x-www-form-urlencoded', 422, 'Content-Type'],
    ['nothing', '', 'application/json', 422, ''],
    ['a list', '[]', 'application/json', 422, ''],
    ['null', 'null', 'application/json', 422, ''],
  ])('refuses a body that is %s', async (_title, body, type, status, field) => {
    const answer = await post(body, { 'content-type': type });
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([status, field]);
  });

  it('answers a body that is too large instead of cutting the connection (413)', async () => {
    const answer = await post({ name: 'x'.repeat(6_000_000) });
    expect([answer.status, answer.body.code]).toEqual([413, 'error.bodyTooLarge']);
  });

  it.each([
    ['PUT', '/samples', 'GET, HEAD, POST'],
    ['DELETE', '/samples', 'GET, HEAD, POST'],
    ['GET', '/samples/batch', 'POST'],
    ['POST', `/samples/${newId()}`, 'GET, HEAD, PATCH, DELETE'],
  ])('answers %s %s with 405 and what is allowed', async (method, path, allow) => {
    const answer = await test.api('owner', method, path, method === 'GET' ? undefined : {});
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
  });
});

describe('the document', () => {
  it('describes every resource with the workspace’s own fields, and is the same without a key but for them', async () => {
    const { body } = await test.api<{ openapi: string; paths: object }>(
      'owner',
      'GET',
      '/openapi.json',
    );
    expect(body.openapi).toBe('3.1.0');
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining([
        '/samples',
        '/samples/{id}',
        '/samples/batch',
        '/samples/{id}/stamp',
        '/me',
      ]),
    );
    expect((await test.api(null, 'GET', '/openapi.json')).status).toBe(200);
    expect(SAMPLE in body.paths).toBe(false);
  });
});

describe('P-05 who calls', () => {
  const basic = (email: string, password: string) => ({
    authorization: `Basic ${Buffer.from(`${email}:${password}`).toString('base64')}`,
  });

  it('is known by e-mail and app password as well, within its scopes', async () => {
    const { id: userId, email } = test.workspace.users.owner;
    const password = await test.host.identity.createAppPassword({
      userId,
      workspaceId: test.workspace.id,
      name: 'Calendar',
      scopes: ['lab.sample.read'],
      expiresAt: null,
    });
    const call = (method: string, headers: Record<string, string>) =>
      test.api(null, method, '/samples', method === 'POST' ? { name: 'x' } : undefined, headers);
    expect((await call('GET', basic(email, password))).status).toBe(200);
    expect((await call('POST', basic(email, password))).status).toBe(403);
    expect((await call('GET', basic('someone@else.example', password))).status).toBe(401);
    expect((await call('GET', basic(email, `${password}x2`))).status).toBe(401);
    expect((await call('GET', { authorization: 'Basic %%%' })).status).toBe(401);
  });

  it('is told how far each right reaches', async () => {
    const { body } = await test.api('reader', 'GET', '/me');
    expect(body).toMatchObject({
      permissions: ['lab.sample.read'],
      scopes: { 'lab.sample.read': 'all' },
    });
  });
});
