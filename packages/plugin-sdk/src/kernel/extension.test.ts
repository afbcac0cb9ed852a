import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineGuardPoint, defineLink, definePort, defineSlot } from '../contract';
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
