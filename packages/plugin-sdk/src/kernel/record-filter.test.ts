import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccessScope, Filter } from '../contract';
import { createSample, labModule, SAMPLE } from '../testing/lab/lab-module';
import { createTestHost, type TestHost } from '../testing/test-host';
import { addCustomField } from './administration';
import { chainModule, ITEM, Item, Step } from './filter.test-support';

let test: TestHost;

/** Two chains of item, step and sample: one whose sample is the member's, one whose is the owner's. */
beforeAll(async () => {
  test = await createTestHost({ modules: [labModule(), chainModule()] });
  await addCustomField(test.host, test.workspace.id, {
    recordType: SAMPLE,
    label: 'Size',
    type: 'number',
    isRequired: false,
    options: [],
  });
  await test.workspace.run(async (ctx) => {
    for (const role of ['member', 'owner'] as const) {
      const sampleId = await createSample(ctx, {
        name: `Sample of ${role}`,
        note: `Note of ${role}`,
        at: new Date('2026-03-10T22:30:00Z'),
        day: '2026-03-10',
        ownerId: test.workspace.users[role].id,
        customFields: { size: role === 'member' ? '3' : '30' },
      });
      const ownerId = test.workspace.users[role].id;
      const step = await ctx.repo(Step).insert({ word: role, sampleId, ownerId });
      await ctx.repo(Item).insert({ word: role, extra: null, stepId: step.id, sampleId });
    }
    await ctx.repo(Item).insert({ word: 'alone', extra: null, stepId: null, sampleId: null });
  });
});
afterAll(() => test?.close());

const wordsFor = (filter: Filter, role: 'owner' | 'member' = 'owner'): Promise<string[]> =>
  test.workspace.as(role, async (ctx) => {
    const { rows } = await ctx.records.list(ITEM, { filter, sort: '-createdAt' });
    expect(await ctx.records.count(ITEM, { filter })).toBe(rows.length);
    return rows.map((row) => String(row.word)).sort();
  });

const name: Filter = { field: 'sampleId.name', op: 'startsWith', value: 'sample' };
const farName: Filter = { field: 'stepId.sampleId.name', op: 'startsWith', value: 'sample' };
const note: Filter = { field: 'stepId.sampleId.note', op: 'notEmpty' };
const size: Filter = { field: 'sampleId.customFields.size', op: 'gt', value: '10' };

const withReach = <T>(
  sample: AccessScope,
  work: () => Promise<T>,
  fields: Record<string, Record<string, 'hidden'>> = {},
): Promise<T> =>
  test.withRights(
    'member',
    {
      permissions: {
        'chain.item.read': 'all',
        'chain.step.read': 'all',
        'lab.sample.read': sample,
      },
      fields,
    },
    work,
  );

describe('C-12 filters over related records', () => {
  it('ask about records one and two references away, and their custom fields', async () => {
    expect(await wordsFor(name)).toEqual(['member', 'owner']);
    expect(await wordsFor(farName)).toEqual(['member', 'owner']);
    expect(await wordsFor(size)).toEqual(['owner']);
    expect(await wordsFor({ not: name })).toEqual(['alone']);
  });

  it('find nothing behind records out of reach, whatever is asked', async () => {
    await withReach('own', async () => {
      expect(await wordsFor(name, 'member')).toEqual(['member']);
      expect(await wordsFor(farName, 'member')).toEqual(['member']);
      expect(await wordsFor(size, 'member')).toEqual([]);
      for (const op of ['eq', 'ne', 'gt', 'lte', 'contains'] as const) {
        const filter: Filter = { field: 'sampleId.name', op, value: 'Sample of owner' };
        expect(await wordsFor(filter, 'member')).not.toContain('owner');
      }
      for (const op of ['empty', 'notEmpty'] as const)
        expect(await wordsFor({ field: 'sampleId.note', op }, 'member')).not.toContain('owner');
    });
    await withReach('all', async () => {
      expect(await wordsFor(name, 'member')).toEqual(['member', 'owner']);
    });
  });

  it.each<[string, AccessScope, Record<string, Record<string, 'hidden'>>, Filter]>([
    ['a hidden field', 'all', { [SAMPLE]: { note: 'hidden' } }, note],
    ['a hidden custom field', 'all', { [SAMPLE]: { 'customFields.size': 'hidden' } }, size],
    ['a hidden reference', 'all', { [ITEM]: { sampleId: 'hidden' } }, name],
    ['records one may not read', 'none', {}, name],
    ['records one may not read, further away', 'none', {}, farName],
  ])('refuse %s as unknown', async (_title, reach, fields, filter) => {
    const path = 'field' in filter ? filter.field : '';
    await withReach(
      reach,
      () =>
        expect(wordsFor(filter, 'member')).rejects.toMatchObject({
          kind: 'invalid',
          fields: [{ field: `filter.${path}`, code: 'error.unknownField' }],
        }),
      fields,
    );
  });

  it('refuse records of a module that is switched off', async () => {
    await test.switchModule('lab', false);
    const refused = wordsFor(name).catch((error: unknown) => error);
    expect(await refused).toMatchObject({ fields: [{ field: 'filter.sampleId.name' }] });
    await test.switchModule('lab', true);
    expect(await wordsFor(name)).toEqual(['member', 'owner']);
  });

  it('never reach into another workspace', async () => {
    const [theirs] = await test.other.run(async (ctx) => {
      const sampleId = await createSample(ctx, { name: 'Sample of theirs' });
      return ctx.repo(Item).insertMany([{ word: 'theirs', extra: null, stepId: null, sampleId }]);
    });
    await test.workspace.run((ctx) =>
      ctx
        .repo(Item)
        .insert({ word: 'thief', extra: null, stepId: null, sampleId: theirs?.sampleId ?? null }),
    );
    expect(await wordsFor({ field: 'sampleId.name', op: 'eq', value: 'Sample of theirs' })).toEqual(
      [],
    );
  });
});

describe('C-12 relative values', () => {
  it('`me` is whoever looks at the list', async () => {
    const mine: Filter = { field: 'stepId.ownerId', op: 'eq', value: 'me' };
    expect(await wordsFor(mine)).toEqual(['owner']);
    expect(await wordsFor(mine, 'member')).toEqual(['member']);
  });

  it('today moves with the clock, and instants fall on the days of the viewer’s zone', async () => {
    const day: Filter = { field: 'sampleId.day', op: 'eq', value: { relative: 'today' } };
    const at: Filter = { field: 'sampleId.at', op: 'eq', value: { relative: 'today' } };
    expect(await wordsFor(day)).toEqual(['member', 'owner']);
    // 22:30 UTC on the 10th is 23:30 in Paris.
    expect(await wordsFor(at)).toEqual(['member', 'owner']);
    test.clock.advance(14 * 3_600_000);
    // It is the 11th in Paris, and still the 10th in UTC.
    expect(test.clock.now.toISOString()).toBe('2026-03-10T23:00:00.000Z');
    expect(await wordsFor(day)).toEqual([]);
    expect(await wordsFor(at)).toEqual([]);
  });

  it('and related fields are asked for over the API alike', async () => {
    const ask = async (filter: unknown) => {
      const query = encodeURIComponent(JSON.stringify(filter));
      return test.api('owner', 'GET', `/items?count=true&filter=${query}`);
    };
    const filter: Filter = {
      and: [
        { field: 'stepId.ownerId', op: 'in', value: ['me'] },
        { field: 'sampleId.day', op: 'eq', value: { relative: 'lastDays', count: 7 } },
      ],
    };
    const found = await ask(filter);
    expect(found.status).toBe(200);
    expect(found.body).toMatchObject({ count: 1, data: [{ word: 'owner' }] });
    const refused = await ask({ field: 'sampleId.nope', op: 'empty' });
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ errors: [{ field: 'filter.sampleId.nope' }] });
    expect((await ask({ field: 'word', op: 'eq', value: { relative: 'soon' } })).status).toBe(422);
    const mine = await test.api('member', 'GET', '/samples?ownerId=me');
    expect(mine.body.data).toMatchObject([{ name: 'Sample of member' }]);
  });
});
