import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CustomFieldType,
  defineGuardPoint,
  defineLink,
  definePort,
  defineSlot,
} from '../contract';
import { newId } from '../primitives/ids';
import { fillSlot, guard, providePort } from '../server/server-module';
import {
  createSample,
  emptyModule,
  labManifest,
  labModule,
  SAMPLE,
} from '../testing/lab/lab-module';
import { createTestHost, type TestHost } from '../testing/test-host';
import { addCustomField, archiveCustomField } from './administration';
import { SESSION_COOKIE } from './identity';
import { createRequestScope } from './request-scope';

interface Greeter {
  greet(): string;
}
const greeter = definePort<Greeter>('helper.greeter');
const stamping = defineGuardPoint<{ id: string }>('lab.sample.stamping');
const pair = defineLink({ id: 'lab.pair', table: 'lab_pair', from: SAMPLE, to: SAMPLE });
const panel = defineSlot<{ id: string }>('lab.panel');
const asked: string[] = [];

let test: TestHost;

beforeAll(async () => {
  const permission = 'lab.sample.read';
  test = await createTestHost({
    modules: [
      labModule({ links: [pair] }),
      emptyModule('helper', {
        ports: [providePort(greeter, (ctx) => ({ greet: () => `hello ${ctx.workspace.name}` }))],
        guards: [
          guard(stamping, async (_ctx, { id }) => {
            asked.push('helper');
            return id === 'no' ? { code: 'error.busy', params: { why: 'x' } } : null;
          }),
        ],
        slots: [
          fillSlot(panel, {
            id: 'helper.fine',
            permission,
            load: async (_ctx, { id }) => ({ id }),
          }),
          fillSlot(panel, { id: 'helper.first', permission, order: 1, load: async () => 1 }),
          fillSlot(panel, {
            id: 'helper.broken',
            permission,
            order: 60,
            load: async () => {
              throw new Error('broken');
            },
          }),
          fillSlot(panel, {
            id: 'helper.slow',
            permission,
            order: 70,
            load: () => new Promise((resolve) => setTimeout(resolve, 2500)),
          }),
          fillSlot(panel, {
            id: 'helper.secret',
            permission: 'lab.sample.write',
            load: async () => 'secret',
          }),
        ],
      }),
      emptyModule('second', {
        guards: [
          guard(stamping, async () => {
            asked.push('second');
            return null;
          }),
        ],
      }),
    ],
  });
});
afterAll(() => test?.close());

describe('§3.11 ports', () => {
  it('give the one provider, and null while its module is off', async () => {
    const greet = () => test.workspace.run(async (ctx) => ctx.port(greeter)?.greet() ?? null);
    expect(await greet()).toBe('hello Atelier Martin');
    await test.switchModule('helper', false);
    expect(await greet()).toBeNull();
    await test.switchModule('helper', true);
    expect(await test.workspace.run(async (ctx) => ctx.port(definePort('no.such')))).toBeNull();
  });
});

describe('§3.9 guards', () => {
  const ask = (id: string) => test.workspace.run((ctx) => ctx.guard(stamping, { id }));

  it('veto with a reason, the first one wins, and the transaction is undone', async () => {
    asked.length = 0;
    const act = test.workspace.run(async (ctx) => {
      await createSample(ctx, { name: 'vetoed' });
      await ctx.guard(stamping, { id: 'no' });
    });
    await expect(act).rejects.toMatchObject({
      kind: 'conflict',
      code: 'error.busy',
      params: { why: 'x' },
    });
    expect(asked).toEqual(['helper']);
    const { rows } = await test.workspace.run((ctx) => ctx.records.list(SAMPLE, { q: 'vetoed' }));
    expect(rows).toEqual([]);
  });

  it('ask every module that is on', async () => {
    asked.length = 0;
    await ask('yes');
    await test.switchModule('helper', false);
    await ask('no');
    await test.switchModule('helper', true);
    expect(asked).toEqual(['helper', 'second', 'second']);
  });
});

describe('§3.6 links', () => {
  it('join two records once, are read from both ends, and stay in their workspace', async () => {
    const [fromId, toId] = await test.workspace.run(async (ctx) => [
      await createSample(ctx, { name: 'from' }),
      await createSample(ctx, { name: 'to' }),
    ]);
    const foreign = await test.other.run((ctx) => createSample(ctx, { name: 'foreign' }));
    await test.workspace.run(async (ctx) => {
      await ctx.links.add(pair, { fromId, toId });
      await ctx.links.add(pair, { fromId, toId });
      expect(await ctx.links.of(pair, { fromId })).toEqual([toId]);
      expect(await ctx.links.of(pair, { toId })).toEqual([fromId]);
      expect(await ctx.links.of(pair, { toId: 'nope' })).toEqual([]);
    });
    const crossing = test.workspace.run((ctx) => ctx.links.add(pair, { fromId, toId: foreign }));
    await expect(crossing).rejects.toThrow(/foreign key/);
    expect(await test.other.run((ctx) => ctx.links.of(pair, { toId }))).toEqual([]);
    await test.workspace.run((ctx) => ctx.links.remove(pair, { fromId, toId }));
    expect(await test.workspace.run((ctx) => ctx.links.of(pair, { fromId }))).toEqual([]);
  });
});

describe('§3.10 slots', () => {
  const open = (role: 'owner' | 'reader') =>
    createRequestScope(test.host, {
      requestId: newId(),
      nonce: 'n',
      address: '127.0.0.1',
    }).loadSlot(
      new Request('http://localhost/', {
        headers: { cookie: `${SESSION_COOKIE}=${test.workspace.users[role].session}` },
      }),
      panel,
      { id: 'x' },
    );

  it('come in order; one that fails or is slow leaves a note in its place', async () => {
    const content = await open('reader');
    expect(content).toEqual([
      { id: 'helper.first', state: 'ready', data: 1 },
      { id: 'helper.fine', state: 'ready', data: { id: 'x' } },
      { id: 'helper.broken', state: 'failed' },
      { id: 'helper.slow', state: 'slow' },
    ]);
  });

  it('are shown to those who may see them, while their module is on', async () => {
    expect((await open('owner')).map((fill) => fill.id)).toContain('helper.secret');
    await test.switchModule('helper', false);
    expect(await open('owner')).toEqual([]);
    await test.switchModule('helper', true);
  });
});

describe('settings', () => {
  const settings = () => test.workspace.run((ctx) => ctx.settings(labManifest));

  it('are their defaults until saved, per workspace', async () => {
    expect(await settings()).toEqual({ word: 'hello', limit: 5, isLoud: false, mode: 'a' });
    await test.saveSettings('lab', { word: ' salut ', limit: '7', isLoud: 'on', mode: 'b' });
    expect(await settings()).toEqual({ word: 'salut', limit: 7, isLoud: true, mode: 'b' });
    expect(await test.other.run((ctx) => ctx.settings(labManifest))).toMatchObject({
      word: 'hello',
    });
  });

  it('are refused field by field, and nothing is saved', async () => {
    const before = await settings();
    const save = test.saveSettings('lab', { word: 'much too long a word', limit: 'x', mode: 'z' });
    await expect(save).rejects.toMatchObject({
      fields: [
        { field: 'word', code: 'error.tooBig.string' },
        { field: 'limit', code: 'error.wrongType' },
        { field: 'mode', code: 'error.notAChoice' },
      ],
    });
    await expect(test.saveSettings('lab', { limit: 11, mode: 'a' })).rejects.toMatchObject({
      fields: [{ field: 'limit', code: 'error.tooBig.number' }],
    });
    expect(await settings()).toEqual(before);
    await expect(test.saveSettings('nope', {})).rejects.toMatchObject({ kind: 'notFound' });
  });
});

describe('§3.7 custom fields', () => {
  const add = (
    label: string,
    type: CustomFieldType,
    parts: { options?: string[]; isRequired?: boolean } = {},
  ) =>
    addCustomField(test.host, test.workspace.id, {
      recordType: SAMPLE,
      label,
      type,
      options: parts.options ?? [],
      isRequired: parts.isRequired ?? false,
    });
  const post = (customFields: unknown) =>
    test.api('owner', 'POST', '/samples', { name: 'x', customFields });

  it('take what fits and refuse what does not, by the name of the field (422)', async () => {
    const types: [CustomFieldType, unknown, unknown, unknown[]][] = [
      ['text', 'abc', 'abc', [{}, ['x'], 'a\u0000b', '\ud800']],
      ['longText', 'a\nb', 'a\nb', ['x'.repeat(10_001)]],
      ['number', '1 234,50', '1234.50', ['abc', '1e5', '1.2.3', true]],
      ['boolean', 'on', true, ['maybe', 1]],
      ['date', '2026-02-28', '2026-02-28', ['2026-02-30', '28/02/2026', 5]],
      ['select', 'red', 'red', ['blue', 1]],
      ['url', 'https://a.fr/x', 'https://a.fr/x', ['a.fr', 'javascript:alert(1)', 'https://a b']],
      ['email', 'a@b.fr', 'a@b.fr', ['a@b', 'a b@c.fr']],
      ['phone', '06 12', '06 12', [{}]],
    ];
    for (const [type, good, stored, bad] of types) {
      const { key } = await add(`My ${type}`, type, { options: ['red'] });
      const accepted = await post({ [key]: good });
      expect(accepted.status, `${type}: ${accepted.text}`).toBe(201);
      expect(accepted.body.customFields).toEqual({ [key]: stored });
      expect((await post({ [key]: '' })).body.customFields).toEqual({});
      for (const value of bad) {
        const refused = await post({ [key]: value });
        expect(refused.status, `${type} ${JSON.stringify(value)}`).toBe(422);
        expect(refused.body.errors?.[0]?.field).toBe(`customFields.${key}`);
        expect(refused.body.errors?.[0]?.message).not.toMatch(/^error\./);
      }
    }
  });

  it('refuse names that nobody gave, those of every object included', async () => {
    for (const key of ['nope', 'constructor', 'toString']) {
      const refused = await test.api(
        'owner',
        'POST',
        '/samples',
        `{"name":"x","customFields":{"${key}":"1"}}`,
      );
      expect([key, refused.status], refused.text).toEqual([key, 422]);
    }
  });

  it('keep their values while they are hidden, through changes and through writing back what was read', async () => {
    const { id, key } = await add('Hidden later', 'text');
    const created = await post({ [key]: 'kept' });
    await archiveCustomField(test.host, test.workspace.id, id, true);
    const path = `/samples/${created.body.id}`;
    const change = { name: 'y', customFields: created.body.customFields };
    expect((await test.api('owner', 'PATCH', path, change)).status).toBe(200);
    expect((await test.api('owner', 'PATCH', path, { customFields: {} })).status).toBe(200);
    expect(
      (await test.api('owner', 'PATCH', path, { customFields: { [key]: 'new' } })).status,
    ).toBe(422);
    await archiveCustomField(test.host, test.workspace.id, id, false);
    expect((await test.api('owner', 'GET', path)).body.customFields).toEqual({ [key]: 'kept' });
  });

  it('get keys that are safe and unique, whatever the label', async () => {
    const keys = [];
    for (const label of ["Chiffre d'affaires", 'chiffre  d’AFFAIRES', '123', '日本', '\'"; drop']) {
      keys.push((await add(label, 'text')).key);
    }
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^[a-z][A-Za-z0-9]*$/);
  });

  it('may be required, and belong to one workspace', async () => {
    await add('Needed', 'text', { isRequired: true });
    expect((await post({})).body.errors).toMatchObject([
      { field: 'customFields.needed', code: 'error.required' },
    ]);
    expect((await test.api(test.other.users.owner, 'POST', '/samples', { name: 'x' })).status).toBe(
      201,
    );
  });

  it('are refused when they make no sense', async () => {
    await expect(add('', 'text')).rejects.toMatchObject({ fields: [{ field: 'label' }] });
    await expect(add('x', 'select')).rejects.toMatchObject({ fields: [{ field: 'options' }] });
    await expect(add('x', 'json' as never)).rejects.toMatchObject({ fields: [{ field: 'type' }] });
    const elsewhere = addCustomField(test.host, test.workspace.id, {
      recordType: 'no.such',
      label: 'x',
      type: 'text',
      isRequired: false,
      options: [],
    });
    await expect(elsewhere).rejects.toMatchObject({ kind: 'notFound' });
  });
});
