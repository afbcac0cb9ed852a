import { describe, expect, it } from 'vitest';
import { startOfDay } from '../primitives';
import type { Filter, FilterOperator, FilterValue, RelativeDate } from './filter';
import type { FilterFields } from './filter-read';
import { resolveFilter } from './filter-resolve';

const field = (type: 'date' | 'instant' | 'user' | 'text') =>
  ({ column: 'x', type, label: 'x', filter: true }) as const;

const target: FilterFields = {
  fields: {
    day: field('date'),
    at: field('instant'),
    ownerId: field('user'),
    name: field('text'),
    dealId: { ...field('text'), type: 'reference', to: 'deal' },
  },
  customFields: new Map([['due', { type: 'date' }]]),
  related: () => target,
};

const ME = '01936f4e-7c1a-7000-8000-000000000001';
const OTHER = '01936f4e-7c1a-7000-8000-000000000002';

const resolve = (
  name: string,
  op: FilterOperator,
  value: FilterValue,
  { now = '2026-03-11T12:00:00Z', timeZone = 'Europe/Paris', userId = ME as string | null } = {},
): Filter =>
  resolveFilter({ field: name, op, value }, { now: new Date(now), timeZone, userId }, target);

const between = (name: string, start: string, next: string): Filter => ({
  and: [
    { field: name, op: 'gte', value: start },
    { field: name, op: 'lt', value: next },
  ],
});

describe('C-12 relative dates', () => {
  it.each<[RelativeDate, string, string, string]>([
    [{ relative: 'today' }, '2026-03-11', '2026-03-11', '2026-03-12'],
    [{ relative: 'thisWeek' }, '2026-03-11', '2026-03-09', '2026-03-16'],
    [{ relative: 'thisWeek' }, '2026-03-09', '2026-03-09', '2026-03-16'],
    [{ relative: 'thisWeek' }, '2026-03-15', '2026-03-09', '2026-03-16'],
    [{ relative: 'thisWeek' }, '2026-01-01', '2025-12-29', '2026-01-05'],
    [{ relative: 'thisMonth' }, '2026-12-31', '2026-12-01', '2027-01-01'],
    [{ relative: 'thisMonth' }, '2028-02-29', '2028-02-01', '2028-03-01'],
    [{ relative: 'thisQuarter' }, '2026-03-31', '2026-01-01', '2026-04-01'],
    [{ relative: 'thisQuarter' }, '2026-11-01', '2026-10-01', '2027-01-01'],
    [{ relative: 'thisYear' }, '2026-07-14', '2026-01-01', '2027-01-01'],
    [{ relative: 'lastDays', count: 1 }, '2026-03-11', '2026-03-11', '2026-03-12'],
    [{ relative: 'lastDays', count: 30 }, '2026-03-11', '2026-02-10', '2026-03-12'],
    [{ relative: 'nextDays', count: 1 }, '2026-03-11', '2026-03-11', '2026-03-12'],
    [{ relative: 'nextDays', count: 7 }, '2026-12-28', '2026-12-28', '2027-01-04'],
  ])('%j on %s are the days from %s to before %s', (value, today, start, next) => {
    const now = `${today}T12:00:00Z`;
    expect(resolve('day', 'eq', value, { now })).toEqual(between('day', start, next));
    expect(resolve('customFields.due', 'eq', value, { now })).toEqual(
      between('customFields.due', start, next),
    );
  });

  it.each([
    // The clocks go forward on 29 March and back on 25 October in Paris.
    [
      'Europe/Paris',
      '2026-03-29T12:00:00Z',
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ],
    [
      'Europe/Paris',
      '2026-10-25T12:00:00Z',
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ],
    // 22:30 in London is already tomorrow in Paris; in Honolulu it is still the morning.
    [
      'Europe/Paris',
      '2026-07-01T22:30:00Z',
      '2026-07-01T22:00:00.000Z',
      '2026-07-02T22:00:00.000Z',
    ],
    [
      'Pacific/Honolulu',
      '2026-07-01T22:30:00Z',
      '2026-07-01T10:00:00.000Z',
      '2026-07-02T10:00:00.000Z',
    ],
    [
      'Asia/Kathmandu',
      '2026-07-01T18:30:00Z',
      '2026-07-01T18:15:00.000Z',
      '2026-07-02T18:15:00.000Z',
    ],
    // Midnight itself is skipped in Beirut on 29 March: the day begins at one.
    ['Asia/Beirut', '2026-03-29T12:00:00Z', '2026-03-28T22:00:00.000Z', '2026-03-29T21:00:00.000Z'],
  ])('today in %s at %s begins and ends with the day there', (timeZone, now, start, next) => {
    expect(resolve('at', 'eq', { relative: 'today' }, { now, timeZone })).toEqual(
      between('at', start, next),
    );
  });

  it('a day without midnight begins where it begins, and one that never was where the next does', () => {
    const local = (date: string, timeZone: string): string =>
      new Intl.DateTimeFormat('en-GB', {
        timeZone,
        dateStyle: 'short',
        timeStyle: 'medium',
      }).format(startOfDay(date, timeZone));
    expect(local('2026-03-29', 'Asia/Beirut')).toBe('29/03/2026, 01:00:00');
    expect(local('2011-12-30', 'Pacific/Apia')).toBe('31/12/2011, 00:00:00');
    expect(local('2026-03-29', 'Pacific/Kiritimati')).toBe('29/03/2026, 00:00:00');
    expect(local('2026-03-29', 'Pacific/Pago_Pago')).toBe('29/03/2026, 00:00:00');
  });

  it('compare as a span of days', () => {
    const week = { relative: 'thisWeek' } as const;
    const [monday, next] = ['2026-03-09', '2026-03-16'];
    expect(resolve('day', 'gt', week)).toEqual({ field: 'day', op: 'gte', value: next });
    expect(resolve('day', 'gte', week)).toEqual({ field: 'day', op: 'gte', value: monday });
    expect(resolve('day', 'lt', week)).toEqual({ field: 'day', op: 'lt', value: monday });
    expect(resolve('day', 'lte', week)).toEqual({ field: 'day', op: 'lt', value: next });
    expect(resolve('day', 'ne', week)).toEqual({
      or: [
        { field: 'day', op: 'lt', value: monday },
        { field: 'day', op: 'gte', value: next },
        { field: 'day', op: 'empty' },
      ],
    });
  });
});

describe('C-12 `me`', () => {
  it('is whoever asks, in user fields only', () => {
    expect(resolve('ownerId', 'eq', 'me')).toEqual({ field: 'ownerId', op: 'eq', value: ME });
    expect(resolve('dealId.ownerId', 'ne', 'me')).toMatchObject({ op: 'ne', value: ME });
    expect(resolve('ownerId', 'in', ['me', OTHER])).toMatchObject({ value: [OTHER, ME] });
    expect(resolve('name', 'eq', 'me')).toEqual({ field: 'name', op: 'eq', value: 'me' });
    expect(resolve('name', 'in', ['me'])).toEqual({ field: 'name', op: 'in', value: ['me'] });
  });

  it('is nobody when nobody asks', () => {
    const userId = null;
    expect(resolve('ownerId', 'eq', 'me', { userId })).toEqual({ or: [] });
    expect(resolve('ownerId', 'in', ['me', OTHER], { userId })).toMatchObject({ value: [OTHER] });
    expect(resolve('ownerId', 'ne', 'me', { userId })).toEqual({
      or: [
        { field: 'ownerId', op: 'empty' },
        { field: 'ownerId', op: 'notEmpty' },
      ],
    });
  });
});
