import { describe, expect, it } from 'vitest';
import type { Filter, FilterOperator, FilterValue } from './filter';
import { type FilterRow, matchesFilter } from './filter-match';
import type { FilterFields } from './filter-read';

const field = (type: 'text') => ({ column: 'x', type, label: 'x', filter: true }) as const;

const target: FilterFields = {
  fields: {
    name: field('text'),
    amount: { ...field('text'), type: 'number' },
    price: { ...field('text'), type: 'money' },
    at: { ...field('text'), type: 'instant' },
    tags: { ...field('text'), type: 'tags' },
    flag: { ...field('text'), type: 'boolean' },
    parentId: { ...field('text'), type: 'reference', to: 'thing' },
    hidden: { column: 'x', type: 'text', label: 'x' },
  },
  related: () => target,
};

const is = (row: FilterRow, name: string, op: FilterOperator, value?: FilterValue): boolean =>
  matchesFilter({ field: name, op, ...(value === undefined ? {} : { value }) }, row, target);

describe('C-12 a filter in memory', () => {
  it('takes what is missing as neither equal nor in order, and as different', () => {
    for (const row of [{}, { amount: null }]) {
      for (const op of ['eq', 'gt', 'gte', 'lt', 'lte'] as const)
        expect(is(row, 'amount', op, '0')).toBe(false);
      expect(is(row, 'amount', 'in', ['0'])).toBe(false);
      expect(is(row, 'amount', 'ne', '0')).toBe(true);
      expect(is(row, 'amount', 'empty')).toBe(true);
      expect(is(row, 'amount', 'eq', null)).toBe(true);
      expect(matchesFilter({ not: { field: 'amount', op: 'gt', value: '0' } }, row, target)).toBe(
        true,
      );
    }
    expect(is({ name: '' }, 'name', 'empty')).toBe(true);
    expect(is({ flag: false }, 'flag', 'empty')).toBe(false);
    expect(is({ tags: [] }, 'tags', 'empty')).toBe(true);
  });

  it('keeps every digit of numbers and amounts, however they are held', () => {
    expect(is({ amount: '0.1' }, 'amount', 'eq', '0.10')).toBe(true);
    expect(is({ amount: '-0' }, 'amount', 'eq', '0')).toBe(true);
    expect(is({ amount: '-0.5' }, 'amount', 'lt', '-0.49')).toBe(true);
    expect(is({ amount: '9007199254740993' }, 'amount', 'eq', '9007199254740992')).toBe(false);
    expect(is({ amount: 1e21 }, 'amount', 'gt', '999999999999999999999')).toBe(true);
    expect(is({ amount: 1e-7 }, 'amount', 'gt', '0')).toBe(true);
    expect(is({ price: 900719925474099302n }, 'price', 'gt', '900719925474099301')).toBe(true);
    expect(is({ price: '900719925474099302' }, 'price', 'lte', '900719925474099301')).toBe(false);
  });

  it('compares instants in whatever zone they are written', () => {
    const row = { at: new Date('2026-03-10T09:00:00Z') };
    expect(is(row, 'at', 'eq', '2026-03-10T10:00:00+01:00')).toBe(true);
    expect(is({ at: '2026-03-10T09:00:00Z' }, 'at', 'gte', '2026-03-10T09:00:00.001Z')).toBe(false);
  });

  it('orders texts by code point and finds parts whatever their case', () => {
    expect(is({ name: '\u{1f600}' }, 'name', 'gt', '\uff41')).toBe(true);
    expect(is({ name: 'ab' }, 'name', 'gt', 'a')).toBe(true);
    expect(is({ name: 'Zoé' }, 'name', 'contains', 'OÉ')).toBe(true);
    expect(is({ name: '100 %' }, 'name', 'contains', '%')).toBe(true);
    expect(is({ name: '100' }, 'name', 'startsWith', '_0')).toBe(false);
  });

  it('follows two references and no third, and finds nothing behind what is out of reach', () => {
    const rows: Record<string, FilterRow> = {
      b: { name: 'B', parentId: 'c' },
      c: { name: 'C', parentId: null },
    };
    const row = { name: 'A', parentId: 'b' };
    const isTrue = (filter: Filter, reach = ['b', 'c']): boolean =>
      matchesFilter(filter, row, target, (_, id) => (reach.includes(id) ? rows[id] : null));
    expect(isTrue({ field: 'parentId.parentId.name', op: 'eq', value: 'C' })).toBe(true);
    expect(isTrue({ field: 'parentId.name', op: 'ne', value: 'x' })).toBe(true);
    expect(isTrue({ field: 'parentId.name', op: 'ne', value: 'x' }, [])).toBe(false);
    expect(isTrue({ field: 'parentId.tags', op: 'empty' }, [])).toBe(false);
    expect(isTrue({ not: { field: 'parentId.name', op: 'eq', value: 'B' } }, [])).toBe(true);
    expect(() => isTrue({ field: 'parentId.parentId.parentId.name', op: 'empty' })).toThrow(
      expect.objectContaining({ kind: 'invalid' }),
    );
    expect(() => isTrue({ field: 'parentId.hidden', op: 'empty' })).toThrow(
      expect.objectContaining({ kind: 'invalid' }),
    );
  });
});
