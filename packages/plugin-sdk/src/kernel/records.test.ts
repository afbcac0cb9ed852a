import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ListQuery, RecordRow } from '../contract';
import { createSample, labModule, SAMPLE } from '../testing/lab/lab-module';
import { createTestHost, type TestHost } from '../testing/test-host';

let test: TestHost;

beforeAll(async () => {
  test = await createTestHost({ modules: [labModule()] });
  // Ties and empty values in every sortable field.
  await test.workspace.run(async (ctx) => {
    for (let i = 0; i < 37; i += 1) {
      await createSample(ctx, {
        name: ['Zoé', 'zoe', 'Abel', 'École', 'ecole'][i % 5] ?? '',
        note: i % 3 === 0 ? null : `n${i % 4}`,
        amount: i % 4 === 0 ? null : String((i % 6) - 2.5),
        price: i % 5 === 0 ? null : String(i % 3),
        day: i % 6 === 0 ? null : `2026-01-0${(i % 4) + 1}`,
        at: i % 7 === 0 ? null : new Date(Date.UTC(2026, 0, 1, i % 3)),
        flag: i % 3 === 0 ? null : i % 2 === 0,
      });
      test.clock.advance(i % 3 === 0 ? 1000 : 0);
    }
  });
  await test.other.run(async (ctx) => {
    const people: [string, string][] = [
      ['Hélène Lefèvre', '+33612345678 0612345678'],
      ['Cœur & Fils', 'boulangerie'],
      ['100% coton', 'a_b\\c'],
      ['Société Générale', ''],
      ['Li Na', ''],
    ];
    for (const [name, note] of people) await createSample(ctx, { name, note });
  });
});
afterAll(() => test?.close());

const list = (query: ListQuery) => test.workspace.run((ctx) => ctx.records.list(SAMPLE, query));

async function walk(query: ListQuery): Promise<{ forward: RecordRow[]; backward: RecordRow[] }> {
  const forward: RecordRow[] = [];
  let cursor: string | null = null;
  let lastPage: RecordRow[] = [];
  let previous: string | null = null;
  do {
    const page = await list({ ...query, ...(cursor ? { cursor } : {}) });
    forward.push(...page.rows);
    lastPage = page.rows;
    previous = page.previousCursor;
    cursor = page.nextCursor;
  } while (cursor);
  const backward = [...lastPage];
  while (previous) {
    const page = await list({ ...query, cursor: previous });
    backward.unshift(...page.rows);
    previous = page.previousCursor;
  }
  return { forward, backward };
}

describe('§3.17 lists page by keyset', () => {
  const sorts = ['name', 'note', 'amount', 'price', 'day', 'at', 'flag', 'createdAt'];
  it.each(sorts.flatMap((name) => [name, `-${name}`]))(
    'sorted by %s, forward and back, through ties and empty values, skipping and repeating nothing',
    async (sort) => {
      const whole = (await list({ sort, limit: 200 })).rows.map((row) => row.id);
      expect(whole).toHaveLength(37);
      for (const limit of [1, 4, 36, 37]) {
        const { forward, backward } = await walk({ sort, limit });
        expect(
          forward.map((row) => row.id),
          `forward by ${limit}`,
        ).toEqual(whole);
        expect(
          backward.map((row) => row.id),
          `back by ${limit}`,
        ).toEqual(whole);
      }
    },
  );

  it('put empty values last in both directions', async () => {
    for (const sort of ['amount', '-amount', 'day', '-day', 'flag', '-flag']) {
      const values = (await list({ sort, limit: 200 })).rows.map(
        (row) => row[sort.replace('-', '')],
      );
      const firstEmpty = values.indexOf(null);
      expect(
        values.slice(firstEmpty).every((value) => value === null),
        sort,
      ).toBe(true);
    }
  });

  it('sort names the way people read them', async () => {
    const names = (await list({ sort: 'name', limit: 200 })).rows.map((row) => row.name);
    expect([...new Set(names)]).toEqual(['Abel', 'ecole', 'École', 'zoe', 'Zoé']);
  });

  it.each([
    ['another sort’s', async () => (await list({ sort: 'day', limit: 2 })).nextCursor ?? ''],
    ['nonsense', async () => 'nonsense'],
    ['somebody’s own', async () => Buffer.from('["name",{"a":1},"x",0]').toString('base64url')],
    ['null', async () => Buffer.from('null').toString('base64url')],
  ])('refuse a cursor that is %s', async (_title, make) => {
    await expect(list({ sort: 'name', cursor: await make() })).rejects.toMatchObject({
      kind: 'invalid',
      fields: [{ field: 'cursor', code: 'error.badCursor' }],
    });
  });

  it('refuse a cursor whose value does not fit the column, as invalid and not as a defect', async () => {
    for (const [sort, value] of [
      ['amount', 'x'],
      ['day', '2026-99-99'],
      ['at', 'x'],
      ['flag', 7],
      ['name', 3],
      ['price', true],
    ]) {
      const cursor = Buffer.from(
        JSON.stringify([sort, value, '01936f4e-7c1a-7000-8000-000000000001', 0]),
      ).toString('base64url');
      const outcome = await list({ sort: String(sort), cursor }).then(
        () => 'answered',
        (error: { kind?: string }) => error.kind,
      );
      expect(['answered', 'invalid'], `${sort} ${value}`).toContain(outcome);
    }
  });

  it('refuse a sort that is none', async () => {
    for (const sort of ['tags', 'nope', '__proto__', '-', 'search_text'])
      await expect(list({ sort }), sort).rejects.toMatchObject({ fields: [{ field: 'sort' }] });
  });
});

describe('search', () => {
  const find = (q: string) =>
    test.other.run(async (ctx) => {
      const page = await ctx.records.list(SAMPLE, { q });
      expect(await ctx.records.count(SAMPLE, { q }), `count of ${q}`).toBe(page.rows.length);
      return page.rows.map((row) => row.name);
    });

  it.each([
    ['lefevre', 'Hélène Lefèvre'],
    ['LEFÈVRE', 'Hélène Lefèvre'],
    ['hel lef', 'Hélène Lefèvre'],
    ['lefevvre', 'Hélène Lefèvre'],
    ['helene lefvre', 'Hélène Lefèvre'],
    ['06 12', 'Hélène Lefèvre'],
    ['06 12 34 56 78', 'Hélène Lefèvre'],
    ['+33612', 'Hélène Lefèvre'],
    ['+33 6 12', 'Hélène Lefèvre'],
    ['(06)12.34', 'Hélène Lefèvre'],
    ['coeur', 'Cœur & Fils'],
    ['cœur & fils', 'Cœur & Fils'],
    ['generale', 'Société Générale'],
    ['li', 'Li Na'],
    ['na', 'Li Na'],
  ])('finds by %j', async (q, name) => {
    expect(await find(q)).toContain(name);
  });

  it('takes two letters for the beginning of a word', async () => {
    expect(await find('ge')).toEqual(['Société Générale']);
    expect(await find('el')).toEqual([]);
  });

  it.each(['%', '_', '\\', "'", '%%%', 'l_f', 'l%e', "'; drop table lab_sample; --", '\\%'])(
    'takes %j literally, or as nothing at all',
    async (q) => {
      const found = await find(q);
      const isNothing = !/[a-z]/i.test(q);
      if (isNothing) expect(found).toHaveLength(5);
      else expect(found).not.toContain('Hélène Lefèvre');
    },
  );

  it('finds digits and signs inside a name', async () => {
    expect(await find('100% coton')).toEqual(['100% coton']);
    expect(await find('a_b\\c')).toEqual(['100% coton']);
  });

  it('follows a change of the record', async () => {
    const id = await test.other.run((ctx) => createSample(ctx, { name: 'Avant' }));
    await test.api(test.other.users.owner, 'PATCH', `/samples/${id}`, { name: 'Ensuite' });
    expect(await find('avant')).toEqual([]);
    expect(await find('ensuite')).toEqual(['Ensuite']);
    await test.api(test.other.users.owner, 'DELETE', `/samples/${id}`);
    expect(await find('ensuite')).toEqual([]);
  });
});
