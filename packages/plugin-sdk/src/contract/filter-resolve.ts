import { addDays, type LocalDate, localDateIn, startOfDay } from '../primitives/local-date';
import { type Filter, type FilterComparison, ME, type RelativeDate } from './filter';
import { type FilterFields, findFilterField, wrongFilter } from './filter-read';

/** Who asks, when and where: what relative values are relative to. */
export interface FilterMoment {
  now: Date;
  timeZone: string;
  /** Null when nobody in particular asks; `me` is then nobody. */
  userId: string | null;
}

const MAX_DEPTH = 8;
const MAX_COMPARISONS = 100;

/**
 * Replaces relative dates and `me` by what they stand for, so that a filter means one thing for as long as
 * it is used. Dates become calendar days of the zone, instants the moments those days begin there. Throws
 * `invalid` for more than eight levels or a hundred comparisons; what makes no sense is left to whoever reads it.
 */
export function resolveFilter(filter: Filter, moment: FilterMoment, target: FilterFields): Filter {
  let comparisons = 0;
  const resolve = (node: Filter, depth: number): Filter => {
    if (depth > MAX_DEPTH) throw wrongFilter('depth', 'error.filterTooDeep');
    if ('and' in node) return { and: node.and.map((part) => resolve(part, depth + 1)) };
    if ('or' in node) return { or: node.or.map((part) => resolve(part, depth + 1)) };
    if ('not' in node) return { not: resolve(node.not, depth + 1) };
    comparisons += 1;
    if (comparisons > MAX_COMPARISONS) throw wrongFilter('and', 'error.filterTooLong');
    return resolveComparison(node, moment, target);
  };
  return resolve(filter, 0);
}

/** Whether a value is a relative date. */
export const isRelative = (value: unknown): value is RelativeDate =>
  typeof value === 'object' && value !== null && 'relative' in value;

function resolveComparison(
  node: FilterComparison,
  moment: FilterMoment,
  target: FilterFields,
): Filter {
  const { value } = node;
  const asksMe = value === ME || (Array.isArray(value) && value.includes(ME));
  if (!asksMe && !isRelative(value)) return node;
  const at = findFilterField(node.field, target);
  if (!at) return node;
  if (asksMe) return at.field.type === 'user' ? withUser(node, moment.userId) : node;
  if (!isRelative(value) || (at.kind !== 'date' && at.kind !== 'instant')) return node;
  const [first, next] = daysOf(value, localDateIn(moment.now, moment.timeZone));
  const edge = (day: LocalDate): string =>
    at.kind === 'date' ? day : startOfDay(day, moment.timeZone).toISOString();
  return withPeriod(node, edge(first), edge(next));
}

function withUser(node: FilterComparison, userId: string | null): Filter {
  const { field, op, value } = node;
  if (Array.isArray(value)) {
    const others = value.filter((item) => item !== ME);
    return { field, op, value: userId === null ? others : [...others, userId] };
  }
  if (userId !== null) return { field, op, value: userId };
  const anyone: Filter = {
    or: [
      { field, op: 'empty' },
      { field, op: 'notEmpty' },
    ],
  };
  return op === 'ne' ? anyone : { or: [] };
}

function withPeriod(node: FilterComparison, start: string, next: string): Filter {
  const { field, op } = node;
  const from: Filter = { field, op: 'gte', value: start };
  const before: Filter = { field, op: 'lt', value: start };
  const within: Filter = { field, op: 'lt', value: next };
  const after: Filter = { field, op: 'gte', value: next };
  switch (op) {
    case 'eq':
      return { and: [from, within] };
    case 'ne':
      return { or: [before, after, { field, op: 'empty' }] };
    case 'gt':
      return after;
    case 'gte':
      return from;
    case 'lt':
      return before;
    case 'lte':
      return within;
    default:
      return node;
  }
}

/** First day of a period, and the first day after it. */
function daysOf(period: RelativeDate, today: LocalDate): [LocalDate, LocalDate] {
  const month = Number(today.slice(5, 7));
  switch (period.relative) {
    case 'today':
      return [today, addDays(today, 1)];
    case 'thisWeek': {
      const monday = addDays(today, -((weekday(today) + 6) % 7));
      return [monday, addDays(monday, 7)];
    }
    case 'thisMonth':
      return [firstOf(today, month), firstOf(today, month + 1)];
    case 'thisQuarter': {
      const first = month - ((month - 1) % 3);
      return [firstOf(today, first), firstOf(today, first + 3)];
    }
    case 'thisYear':
      return [firstOf(today, 1), firstOf(today, 13)];
    case 'lastDays':
      return [addDays(today, 1 - period.count), addDays(today, 1)];
    case 'nextDays':
      return [today, addDays(today, period.count)];
  }
}

const weekday = (date: LocalDate): number => new Date(`${date}T00:00:00Z`).getUTCDay();

// A thirteenth month is January of the next year.
const firstOf = (date: LocalDate, month: number): LocalDate =>
  new Date(Date.UTC(Number(date.slice(0, 4)), month - 1, 1)).toISOString().slice(0, 10);
