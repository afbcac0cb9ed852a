import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CALENDAR_PERIODS,
  COUNTED_PERIODS,
  compileFilter,
  FILTER_OPERATORS,
  type Filter,
  type FilterFields,
  type FilterRow,
  operatorsOf,
  type RecordField,
  type RecordRow,
  resolveFilter,
} from '../contract';
import { AppError } from '../primitives';
import { labModule, SAMPLE, Sample, type SampleRow } from '../testing/lab/lab-module';
import { createTestHost, type TestHost } from '../testing/test-host';
import { addCustomField } from './administration';
import { allRecords, chainModule, ITEM, Item, STEP, Step } from './filter.test-support';
import { filterSchema } from './filter-sql';

type Values = Pick<
  SampleRow,
  'name' | 'note' | 'amount' | 'price' | 'day' | 'at' | 'flag' | 'tags' | 'ownerId'
> & { customFields: Record<string, unknown> };

let test: TestHost;
const rows = new Map<string, RecordRow[]>();
const byId = new Map<string, RecordRow>();

const OWNERS = ['01936f4e-7c1a-7000-8000-000000000001', '01936f4e-7c1a-7000-8000-00000000000a'];
const TEXTS = [
  '',
  'a',
  'ab',
  'Ab',
  'b%',
  'a_b',
  'x\\y',
  'É',
  'é',
  'e\u0301',
  "o'k",
  'ß',
  'SS',
  'İ',
  'i',
  'ı',
];
// A capital sigma ends a word differently, and a fullwidth letter stands between two halves of an emoji.
const MORE_TEXTS = ['ΟΔΟΣ', 'οδος', 'οδοσ', 'Σ_', '\u{1f600}', '\uff41', 'null', 'me', '{}'];
const NUMBERS = ['-3', '0', '-0.50', '0.1', '0.10', '1.5', '2', '10', '007'];
const LONG_NUMBERS = ['12345678901234567890.1', '12345678901234567890.2', '9007199254740993'];
const DAYS = [
  '2025-12-31',
  '2026-01-01',
  '2026-03-08',
  '2026-03-09',
  '2026-03-10',
  '2026-03-15',
  '2026-04-01',
];
const INSTANTS = [
  '2026-03-08T22:59:59.999Z',
  '2026-03-08T23:00:00.000Z',
  '2026-03-09T23:00:00.000Z',
  '2026-03-10T09:00:00.000Z',
  '2026-03-10T23:00:00.000Z',
];
const MONEY = ['-5', '0', '7', '1200', '900719925474099301', '900719925474099302'];
const TAGS = ['vip', 'old', 'é', 'VIP', ''];
const EXTRAS = [{}, [], '', 0, false, 'x', { a: null }, [1]];

const texts = fc.constantFrom(...TEXTS, ...MORE_TEXTS);
const numbers = fc.constantFrom(...NUMBERS, ...LONG_NUMBERS);
const or = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values, { freq: 3 });

const sample = (owners: readonly string[]): fc.Arbitrary<Values> =>
  fc.record({
    name: texts,
    note: or(texts),
    amount: or(numbers),
    price: or(fc.constantFrom(...MONEY)),
    day: or(fc.constantFrom(...DAYS)),
    at: or(fc.constantFrom(...INSTANTS)).map((at) => (at ? new Date(at) : null)),
    flag: or(fc.boolean()),
    tags: fc.uniqueArray(fc.constantFrom(...TAGS), { maxLength: 3 }),
    ownerId: or(fc.constantFrom(...owners)),
    customFields: fc.record(
      {
        size: numbers.filter((text) => text.length < 20),
        color: fc.constantFrom('red', 'Blue', 'é'),
        isOpen: fc.boolean(),
        due: fc.constantFrom(...DAYS),
      },
      { requiredKeys: [] },
    ),
  });

beforeAll(async () => {
  test = await createTestHost({ modules: [labModule(), chainModule()] });
  for (const [label, type] of [
    ['Size', 'number'],
    ['Color', 'text'],
    ['Is open', 'boolean'],
    ['Due', 'date'],
  ] as const) {
    await addCustomField(test.host, test.workspace.id, {
      recordType: SAMPLE,
      label,
      type,
      isRequired: false,
      options: [],
    });
  }
  await test.workspace.run(async (ctx) => {
    const owners = [...OWNERS, ctx.actor.userId ?? ''];
    const pick = <T>(values: fc.Arbitrary<T>, numRuns: number): T[] =>
      fc.sample(values, { numRuns, seed: 7 });
    const samples = await ctx.repo(Sample).insertMany(pick(sample(owners), 120));
    const sampleId = or(fc.constantFrom(...samples.map(({ id }) => id)));
    const ownerId = or(fc.constantFrom(...owners));
    const steps = await ctx
      .repo(Step)
      .insertMany(pick(fc.record({ word: texts, sampleId, ownerId }), 60));
    const stepId = or(fc.constantFrom(...steps.map(({ id }) => id)));
    const extra = or(fc.constantFrom(...EXTRAS));
    await ctx.repo(Item).insertMany(pick(fc.record({ word: texts, extra, stepId, sampleId }), 150));
    for (const type of [SAMPLE, STEP, ITEM]) {
      rows.set(type, await allRecords(ctx, type));
      for (const row of rows.get(type) ?? []) byId.set(row.id, row);
    }
  });
});
afterAll(() => test?.close());

const idsOf = (type: string, filter: Filter): Promise<string[]> =>
  test.workspace.run(async (ctx) => {
    const page = await ctx.records.list(type, { filter, limit: 200 });
    return page.rows.map((found) => found.id).sort();
  });

const INSTANT_FIELD = { column: '', type: 'instant', label: '', filter: true } as const;
const CUSTOM = new Map(
  [
    ['size', 'number'],
    ['color', 'text'],
    ['isOpen', 'boolean'],
    ['due', 'date'],
  ].map(([key, type]) => [key, { type: type as 'text' }]),
) as NonNullable<FilterFields['customFields']>;

const fieldsOf = (type: string): FilterFields => ({
  fields: {
    ...test.host.registry.records.get(type)?.fields,
    id: { column: 'id', type: 'reference', label: '', filter: true },
    createdAt: INSTANT_FIELD,
  },
  customFields: type === SAMPLE ? CUSTOM : new Map(),
  related: fieldsOf,
});

function inMemory(type: string, filter: Filter): string[] {
  const target = fieldsOf(type);
  const moment = {
    now: test.clock.now,
    timeZone: 'Europe/Paris',
    userId: test.workspace.users.owner.id,
  };
  const isMatch = compileFilter(resolveFilter(filter, moment, target), target);
  const related = (_: string, id: string): FilterRow | null => byId.get(id) ?? null;
  const found = (rows.get(type) ?? []).filter((row) => isMatch(row, related));
  return found.map(({ id }) => id).sort();
}

type Outcome = { ids: string[] } | { fields: unknown };

async function outcomeOf(work: () => string[] | Promise<string[]>): Promise<Outcome> {
  try {
    return { ids: await work() };
  } catch (error) {
    if (error instanceof AppError && error.kind === 'invalid') return { fields: error.fields };
    throw error;
  }
}

/** What may be said of a field: its type, and values worth comparing it with. */
type Subject = readonly [name: string, type: RecordField['type'], values: readonly string[]];

const SAMPLE_SUBJECTS: readonly Subject[] = [
  ['name', 'text', [...TEXTS, ...MORE_TEXTS]],
  ['note', 'text', [...TEXTS, ...MORE_TEXTS]],
  ['amount', 'number', [...NUMBERS, ...LONG_NUMBERS]],
  ['price', 'money', MONEY],
  ['day', 'date', DAYS],
  ['at', 'instant', [...INSTANTS, '2026-03-10T00:00:00+01:00', '2026-03-10']],
  ['flag', 'boolean', ['true', 'false']],
  ['tags', 'tags', TAGS],
  ['ownerId', 'user', [...OWNERS, ...OWNERS.map((id) => id.toUpperCase()), 'me']],
  ['customFields.size', 'number', NUMBERS],
  ['customFields.color', 'text', ['red', 'blue', 'RE', 'é', '']],
  ['customFields.isOpen', 'boolean', ['true', 'false']],
  ['customFields.due', 'date', DAYS],
];
const prefixed = (prefix: string): Subject[] =>
  SAMPLE_SUBJECTS.map(([name, type, values]) => [`${prefix}.${name}`, type, values]);
const ITEM_SUBJECTS: readonly Subject[] = [
  ['word', 'text', TEXTS],
  ['extra', 'json', []],
  ['stepId', 'reference', OWNERS],
  ['stepId.word', 'text', TEXTS],
  ['stepId.ownerId', 'user', [...OWNERS, 'me']],
  ...prefixed('sampleId'),
  ...prefixed('stepId.sampleId'),
];

const period = fc.oneof(
  fc.record({ relative: fc.constantFrom(...CALENDAR_PERIODS) }),
  fc.record({
    relative: fc.constantFrom(...COUNTED_PERIODS),
    count: fc.integer({ min: 1, max: 90 }),
  }),
);
const WILD = ['', 'x', '1', '-0.5', 'true', '2026-02-30', '2026-03-10', 'me', OWNERS[0] ?? ''];

function comparisons(subjects: readonly Subject[]): fc.Arbitrary<Filter> {
  const sensible = fc.constantFrom(...subjects).chain(([field, type, values]) =>
    fc.constantFrom(...operatorsOf(type)).chain((op) => {
      const one = values.length > 0 ? fc.constantFrom(...values) : fc.constant('x');
      const isDated = type === 'date' || type === 'instant';
      const dated = isDated ? fc.oneof(one, period) : one;
      const value = op === 'in' ? fc.array(one, { maxLength: 3 }) : dated;
      return fc.record({ field: fc.constant(field), op: fc.constant(op), value });
    }),
  );
  const names = subjects.map(([name]) => name);
  const wild = fc.record({
    field: fc.constantFrom(...names, 'nope', 'stepId.nope', 'word.name', 'sampleId.tags.x'),
    op: fc.constantFrom(...FILTER_OPERATORS),
    value: fc.oneof(
      fc.constantFrom(...WILD),
      fc.constant(null),
      fc.array(fc.constantFrom(...WILD), { maxLength: 2 }),
      period,
    ),
  });
  const none = fc.record({
    field: fc.constantFrom(...names),
    op: fc.constantFrom('eq', 'ne'),
    value: fc.constant(null),
  });
  return fc.oneof(
    { weight: 20, arbitrary: sensible },
    { weight: 3, arbitrary: none },
    { weight: 1, arbitrary: wild },
  ) as fc.Arbitrary<Filter>;
}

const filters = (subjects: readonly Subject[]): fc.Arbitrary<Filter> =>
  fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      comparisons(subjects),
      fc.record({ and: fc.array(tie('filter'), { maxLength: 3 }) }),
      fc.record({ or: fc.array(tie('filter'), { maxLength: 3 }) }),
      fc.record({ not: tie('filter') }),
    ) as fc.Arbitrary<Filter>,
  })).filter;

describe('C-12 filters', () => {
  it.each([
    ['fields of every type', SAMPLE, SAMPLE_SUBJECTS],
    ['fields one and two references away', ITEM, ITEM_SUBJECTS],
  ])(
    'find in SQL exactly what they find in memory: %s',
    async (_title, type, subjects) => {
      let found = 0;
      await fc.assert(
        fc.asyncProperty(filters(subjects), async (filter) => {
          expect(filterSchema.safeParse(filter).success).toBe(true);
          const expected = await outcomeOf(() => inMemory(type, filter));
          expect(await outcomeOf(() => idsOf(type, filter))).toEqual(expected);
          const count = 'ids' in expected ? expected.ids.length : 0;
          if (count > 0 && count < (rows.get(type)?.length ?? 0)) found += 1;
        }),
        { numRuns: 600, seed: 11 },
      );
      // Answers of nothing or everything would agree whatever the code does.
      expect(found).toBeGreaterThan(200);
    },
    180_000,
  );

  it('find the same with every operator, field type and value', async () => {
    const single = SAMPLE_SUBJECTS.flatMap(([field, type, values]) =>
      operatorsOf(type).flatMap((op) =>
        values.map((value): Filter => ({ field, op, value: op === 'in' ? [value] : value })),
      ),
    );
    await test.workspace.run(async (ctx) => {
      for (const filter of single) {
        const { rows: found } = await ctx.records.list(SAMPLE, { filter, limit: 200 });
        const ids = found.map(({ id }) => id).sort();
        expect(ids, JSON.stringify(filter)).toEqual(inMemory(SAMPLE, filter));
      }
    });
  }, 60_000);

  it('may hold a relative date as deep as any other value', async () => {
    let deep: Filter = { field: 'day', op: 'eq', value: { relative: 'thisYear' } };
    for (let level = 0; level < 8; level += 1) deep = { not: deep };
    expect(await idsOf(SAMPLE, deep)).toEqual(inMemory(SAMPLE, deep));
  });
});
