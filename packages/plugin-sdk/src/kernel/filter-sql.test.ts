import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Filter, FilterOperator } from '../contract';
import { createSample, labModule, SAMPLE, type SampleRow } from '../testing/lab/lab-module';
import { createTestHost, type TestHost } from '../testing/test-host';
import { addCustomField } from './administration';
import { filterSchema } from './filter-sql';

type Values = Pick<
  SampleRow,
  'name' | 'note' | 'amount' | 'price' | 'day' | 'at' | 'flag' | 'tags' | 'ownerId'
> & { customFields: { size?: string; color?: string } };

let test: TestHost;
const rows = new Map<string, Values>();

const OWNERS = ['01936f4e-7c1a-7000-8000-000000000001', '01936f4e-7c1a-7000-8000-000000000002'];
const texts = fc.constantFrom('', 'a', 'ab', 'Ab', 'b%', 'a_b', 'x\\y', 'é', "o'k");
const numbers = fc.constantFrom('-3', '0', '1.5', '2', '10', '100');
const days = fc.constantFrom('2025-12-31', '2026-01-01', '2026-02-28');
const instants = fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-01-01T12:00:00.000Z');
const tags = fc.uniqueArray(fc.constantFrom('vip', 'old', 'é'), { maxLength: 3 });
const or = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values);

const row: fc.Arbitrary<Values> = fc.record({
  name: texts,
  note: or(texts),
  amount: or(numbers),
  price: or(fc.constantFrom('-5', '0', '7', '1200')),
  day: or(days),
  at: or(instants).map((at) => (at ? new Date(at) : null)),
  flag: or(fc.boolean()),
  tags,
  ownerId: or(fc.constantFrom(...OWNERS)),
  customFields: fc.record(
    { size: numbers, color: fc.constantFrom('red', 'blue') },
    { requiredKeys: [] },
  ),
});

beforeAll(async () => {
  test = await createTestHost({ modules: [labModule()] });
  for (const [label, type] of [
    ['Size', 'number'],
    ['Color', 'text'],
  ] as const) {
    await addCustomField(test.host, test.workspace.id, {
      recordType: SAMPLE,
      label,
      type,
      isRequired: false,
      options: [],
    });
  }
  for (const values of fc.sample(row, { numRuns: 120, seed: 7 })) {
    rows.set(await test.workspace.run((ctx) => createSample(ctx, values)), values);
  }
});
afterAll(() => test?.close());

const idsOf = (filter: Filter): Promise<string[]> =>
  test.workspace.run(async (ctx) => {
    const page = await ctx.records.list(SAMPLE, { filter, limit: 200 });
    return page.rows.map((found) => found.id).sort();
  });

/** The meaning of a filter, said a second time without SQL. */
function matches(values: Values, filter: Filter): boolean {
  if ('and' in filter) return filter.and.every((part) => matches(values, part));
  if ('or' in filter) return filter.or.some((part) => matches(values, part));
  if ('not' in filter) return !matches(values, filter.not);
  return compare(storedValue(values, filter.field), filter.field, filter.op, filter.value ?? null);
}

function storedValue(values: Values, name: string): unknown {
  const custom = /^customFields\.(\w+)$/.exec(name)?.[1];
  if (custom) return values.customFields[custom as 'size'] ?? null;
  const value = values[name as keyof Values];
  return value instanceof Date ? value.toISOString() : value;
}

const isNumber = (field: string): boolean =>
  ['amount', 'price', 'customFields.size'].includes(field);
const isText = (field: string): boolean => ['name', 'note', 'customFields.color'].includes(field);

// Numbers are compared as numbers; dates, instants and ids as the text they are written as.
function same(field: string, a: unknown, b: unknown): boolean {
  return isNumber(field) ? Number(a) === Number(b) : String(a) === String(b);
}

function compare(value: unknown, field: string, op: FilterOperator, given: unknown): boolean {
  if (op === 'notEmpty' || (op === 'ne' && given === null))
    return !compare(value, field, 'empty', null);
  if (op === 'empty' || (op === 'eq' && given === null))
    return Array.isArray(value)
      ? value.length === 0
      : value === null || (isText(field) && value === '');
  if (Array.isArray(value)) {
    if (op === 'in') return (given as string[]).some((item) => value.includes(item));
    return op === 'ne' ? !value.includes(given) : value.includes(given);
  }
  if (op === 'ne') return value === null || !same(field, value, given);
  if (value === null) return false;
  switch (op) {
    case 'eq':
      return same(field, value, given);
    case 'in':
      return (given as unknown[]).some((item) => same(field, value, item));
    case 'contains':
      return String(value).toLowerCase().includes(String(given).toLowerCase());
    case 'startsWith':
      return String(value).toLowerCase().startsWith(String(given).toLowerCase());
    default: {
      const [a, b] = isNumber(field)
        ? [Number(value), Number(given)]
        : [String(value), String(given)];
      return { gt: a > b, gte: a >= b, lt: a < b, lte: a <= b }[op as 'gt'];
    }
  }
}

const ORDER = ['gt', 'gte', 'lt', 'lte'] as const;
const leaf = (
  fields: readonly string[],
  operators: readonly FilterOperator[],
  values: fc.Arbitrary<string>,
): fc.Arbitrary<Filter> =>
  fc.oneof(
    fc.record({
      field: fc.constantFrom(...fields),
      op: fc.constantFrom(...operators),
      value: values,
    }),
    fc.record({
      field: fc.constantFrom(...fields),
      op: fc.constantFrom('eq', 'ne'),
      value: fc.constant(null),
    }),
    fc.record({
      field: fc.constantFrom(...fields),
      op: fc.constant('in'),
      value: fc.array(values, { maxLength: 3 }),
    }),
    fc.record({ field: fc.constantFrom(...fields), op: fc.constantFrom('empty', 'notEmpty') }),
  ) as fc.Arbitrary<Filter>;

const leaves = fc.oneof(
  leaf(['name', 'note'], ['eq', 'ne', 'contains', 'startsWith'], texts),
  leaf(['customFields.color'], ['eq', 'ne', 'contains'], fc.constantFrom('red', 'blue', 'e')),
  leaf(['amount', 'customFields.size'], ['eq', 'ne', ...ORDER], numbers),
  leaf(['price'], ['eq', 'ne', ...ORDER], fc.constantFrom('-5', '0', '7')),
  leaf(['day'], ['eq', 'ne', ...ORDER], days),
  leaf(['at'], ['eq', 'ne', ...ORDER], instants),
  leaf(['flag'], ['eq', 'ne'], fc.constantFrom('true', 'false')),
  leaf(['ownerId'], ['eq', 'ne'], fc.constantFrom(...OWNERS)),
  leaf(['tags'], ['eq', 'ne', 'has'], fc.constantFrom('vip', 'old', 'é', 'none')),
);

const filters: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaves,
    fc.record({ and: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ or: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ not: tie('filter') }),
  ) as fc.Arbitrary<Filter>,
})).filter;

describe('filters', () => {
  it('find in SQL exactly what they mean', async () => {
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        expect(filterSchema.safeParse(filter).success).toBe(true);
        const expected = [...rows]
          .filter(([, values]) => matches(values, filter))
          .map(([id]) => id);
        expect(await idsOf(filter)).toEqual(expected.sort());
      }),
      { numRuns: 250, seed: 11 },
    );
  }, 90_000);

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
    ['an instant that is none', { field: 'at', op: 'lt', value: 'yesterday' }, 'filter.at'],
    ['an id that is none', { field: 'ownerId', op: 'eq', value: '1' }, 'filter.ownerId'],
    ['text in a flag', { field: 'flag', op: 'eq', value: 'maybe' }, 'filter.flag'],
    ['`has` on text', { field: 'name', op: 'has', value: 'a' }, 'filter.name'],
    ['`contains` on a number', { field: 'amount', op: 'contains', value: '1' }, 'filter.amount'],
    ['`gt` on tags', { field: 'tags', op: 'gt', value: 'a' }, 'filter.tags'],
    ['`in` without a list', { field: 'name', op: 'in', value: 'a' }, 'filter.name'],
  ])('refuse %s by its name', async (_title, filter, field) => {
    await expect(idsOf(filter)).rejects.toMatchObject({ kind: 'invalid', fields: [{ field }] });
  });

  it('refuse what is too deep or too long', async () => {
    let deep: Filter = { field: 'name', op: 'eq', value: 'a' };
    for (let level = 0; level < 10; level += 1) deep = { not: deep };
    await expect(idsOf(deep)).rejects.toMatchObject({ fields: [{ code: 'error.filterTooDeep' }] });
    const part: Filter = {
      or: Array.from({ length: 50 }, () => ({ field: 'name', op: 'eq', value: 'a' }) as const),
    };
    await expect(idsOf({ and: [part, part, part] })).rejects.toMatchObject({
      fields: [{ code: 'error.filterTooLong' }],
    });
  });
});
