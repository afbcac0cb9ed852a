import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Filter } from '../contract';
import { labModule, SAMPLE } from '../testing/lab/lab-module';
import { createTestHost, type TestHost } from '../testing/test-host';
import { addCustomField } from './administration';
import { filterSchema } from './filter-sql';

let test: TestHost;

beforeAll(async () => {
  test = await createTestHost({ modules: [labModule()] });
  await addCustomField(test.host, test.workspace.id, {
    recordType: SAMPLE,
    label: 'Size',
    type: 'number',
    isRequired: false,
    options: [],
  });
});
afterAll(() => test?.close());

const ask = (filter: Filter): Promise<unknown> =>
  test.workspace.run((ctx) => ctx.records.list(SAMPLE, { filter }));

describe('C-12 filters', () => {
  it.each<[string, Filter, string]>([
    ['an unknown field', { field: 'nope', op: 'eq', value: 'x' }, 'filter.nope'],
    ['a column’s name', { field: 'search_text', op: 'eq', value: 'x' }, 'filter.search_text'],
    [
      'a property every object has',
      { field: 'constructor', op: 'eq', value: 'x' },
      'filter.constructor',
    ],
    [
      'an unknown field of one’s own',
      { field: "customFields.x' or 1=1", op: 'eq', value: 'x' },
      "filter.customFields.x' or 1=1",
    ],
    ['a word for a number', { field: 'amount', op: 'gt', value: 'many' }, 'filter.amount'],
    [
      'a word for a number of one’s own',
      { field: 'customFields.size', op: 'gt', value: 'big' },
      'filter.customFields.size',
    ],
    ['a number too large', { field: 'price', op: 'eq', value: '1'.repeat(30) }, 'filter.price'],
    ['a day that does not exist', { field: 'day', op: 'eq', value: '2026-02-30' }, 'filter.day'],
    ['a year that does not exist', { field: 'day', op: 'eq', value: '0000-01-01' }, 'filter.day'],
    ['an instant that is none', { field: 'at', op: 'lt', value: 'yesterday' }, 'filter.at'],
    [
      'an instant without a zone',
      { field: 'at', op: 'lt', value: '2026-03-10T10:00:00' },
      'filter.at',
    ],
    [
      'an instant before the first year',
      { field: 'at', op: 'lt', value: '0001-01-01T00:00:00+14:00' },
      'filter.at',
    ],
    ['an id that is none', { field: 'ownerId', op: 'eq', value: '1' }, 'filter.ownerId'],
    ['text in a flag', { field: 'flag', op: 'eq', value: 'maybe' }, 'filter.flag'],
    ['text no database holds', { field: 'name', op: 'eq', value: 'a\u0000' }, 'filter.name'],
    ['half a character', { field: 'name', op: 'contains', value: '\ud83d' }, 'filter.name'],
    ['`has` on text', { field: 'name', op: 'has', value: 'a' }, 'filter.name'],
    ['`contains` on a number', { field: 'amount', op: 'contains', value: '1' }, 'filter.amount'],
    ['`gt` on tags', { field: 'tags', op: 'gt', value: 'a' }, 'filter.tags'],
    ['`in` without a list', { field: 'name', op: 'in', value: 'a' }, 'filter.name'],
    [
      'a relative date in text',
      { field: 'name', op: 'eq', value: { relative: 'today' } },
      'filter.name',
    ],
    [
      'a part of a date',
      { field: 'day', op: 'contains', value: { relative: 'today' } },
      'filter.day',
    ],
    ['`me` where no user stands', { field: 'id', op: 'eq', value: 'me' }, 'filter.id'],
    [
      'a path through what refers to nothing',
      { field: 'ownerId.name', op: 'empty' },
      'filter.ownerId.name',
    ],
  ])('refuse %s by its name', async (_title, filter, field) => {
    await expect(ask(filter)).rejects.toMatchObject({
      kind: 'invalid',
      fields: [{ field }],
    });
  });

  it('refuse what is too deep or too long', async () => {
    let deep: Filter = { field: 'name', op: 'eq', value: 'a' };
    for (let level = 0; level < 10; level += 1) deep = { not: deep };
    await expect(ask(deep)).rejects.toMatchObject({
      fields: [{ code: 'error.filterTooDeep' }],
    });
    const part: Filter = {
      or: Array.from({ length: 50 }, () => ({ field: 'name', op: 'eq', value: 'a' }) as const),
    };
    await expect(ask({ and: [part, part, part] })).rejects.toMatchObject({
      fields: [{ code: 'error.filterTooLong' }],
    });
  });

  it.each([
    { relative: 'lastDays' },
    { relative: 'lastDays', count: 0 },
    { relative: 'lastDays', count: 1.5 },
    { relative: 'today', count: 3 },
    { relative: 'yesterday' },
    { relative: 'today', zone: 'UTC' },
  ])('are not read with the value %j', (value) => {
    expect(filterSchema.safeParse({ field: 'day', op: 'eq', value }).success).toBe(false);
  });
});
