import { describe, expect, it } from 'vitest';
import { labModule, SAMPLE } from '../../testing/lab/lab-module';
import { createRegistry, type RegisteredRecord } from '../registry';
import { CUT_MARK, diffRecord, MAX_AUDITED_TEXT } from './diff-record';

const record = createRegistry([labModule()]).records.get(SAMPLE) as RegisteredRecord;
const properties = new Map([['owner_id', 'ownerId']]);
const diff = (before: object | null, after: object | null) =>
  diffRecord(record, before as never, after as never, properties);

describe('P-04 what enters the trail', () => {
  it('only the fields that differ, by their API name', () => {
    const before = {
      name: 'a',
      note: 'same',
      ownerId: 'u1',
      customFields: { size: 'L', hue: 'red' },
    };
    expect(
      diff(before, { ...before, ownerId: 'u2', customFields: { size: 'XL', hue: 'red' } }),
    ).toEqual({
      before: { ownerId: 'u1', 'customFields.size': 'L' },
      after: { ownerId: 'u2', 'customFields.size': 'XL' },
    });
  });

  it('nothing when nothing declared differs', () => {
    const row = { name: 'a', version: 1, secret: 'x', searchText: 'a' };
    expect(diff(row, { ...row, version: 2, secret: 'y', searchText: 'b' })).toBeNull();
  });

  it('no column that the manifest does not declare', () => {
    const created = diff(null, {
      name: 'a',
      secretToken: 'x',
      searchText: 'a',
      version: 1,
      note: '',
      tags: [],
    });
    expect(created).toEqual({ before: null, after: { name: 'a' } });
  });

  it.each([
    ['a decimal written otherwise', { amount: '12.50' }, { amount: '12.5' }],
    ['an amount as bigint', { price: '1000' }, { price: 1000n }],
    [
      'an instant as text',
      { at: new Date('2026-03-01T10:00:00Z') },
      { at: '2026-03-01T10:00:00+00:00' },
    ],
    ['nothing as undefined', { note: null }, {}],
  ])('takes for equal %s', (_what, before, after) => {
    expect(diff(before, after)).toBeNull();
  });

  it.each([
    ['an emptied field', { note: 'x' }, { note: null }, { note: 'x' }, { note: null }],
    ['a filled one', { flag: null }, { flag: false }, { flag: null }, { flag: false }],
    [
      'tags in another order',
      { tags: ['a', 'b'] },
      { tags: ['b', 'a'] },
      { tags: ['a', 'b'] },
      { tags: ['b', 'a'] },
    ],
    [
      'big amounts, exactly',
      { price: 9007199254740993n },
      { price: 9007199254740992n },
      { price: '9007199254740993' },
      { price: '9007199254740992' },
    ],
    [
      'a custom field taken away',
      { customFields: { a: 1 } },
      { customFields: {} },
      { 'customFields.a': 1 },
      { 'customFields.a': null },
    ],
  ])('keeps %s', (_what, before, after, was, is) => {
    expect(diff(before, after)).toEqual({ before: was, after: is });
  });

  it('a removed record leaves what it held', () => {
    expect(diff({ name: 'a', note: null, tags: ['x'] }, null)).toEqual({
      before: { name: 'a', tags: ['x'] },
      after: null,
    });
  });

  it('cuts long texts, visibly and never inside a character', () => {
    const text = `${'x'.repeat(MAX_AUDITED_TEXT - 1)}😀 end`;
    const kept = diff({ note: '' }, { note: text })?.after?.note as string;
    expect(kept).toBe(`${'x'.repeat(MAX_AUDITED_TEXT - 1)}${CUT_MARK}`);
    expect(kept.isWellFormed()).toBe(true);
  });
});
