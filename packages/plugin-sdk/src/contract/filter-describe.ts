import { Decimal } from '../primitives/decimal';
import { currencyDigits } from '../primitives/money';
import { type Filter, type FilterComparison, ME } from './filter';
import {
  type FilterField,
  type FilterFields,
  type FilterKind,
  findFilterField,
  fitsField,
} from './filter-read';
import { isRelative } from './filter-resolve';

/** What a sentence needs besides the filter. */
export interface FilterWords {
  t(key: string, params?: Record<string, string | number>): string;
  locale: 'fr' | 'en';
  /** Zone instants are told in. */
  timeZone: string;
  /** Name of a member (type `user`) or of a record, when the reader may know it. */
  names?(type: string, id: string): string | undefined;
  /** ISO 4217 code amounts are told in; without it they are plain numbers of two decimals. */
  currency?: string;
}

/**
 * Says a filter in words: "Stage is Proposal and Amount is above €1,000". Groups inside groups stand in
 * parentheses. It never fails: what no longer exists is called so, as a saved view may outlive its fields.
 */
export function describeFilter(filter: Filter, target: FilterFields, words: FilterWords): string {
  const say = (node: Filter, isNegated = false): Phrase => {
    if ('not' in node) return say(node.not, !isNegated);
    if ('and' in node || 'or' in node) {
      const group = sayGroup(node, say, words);
      return isNegated ? plain(words.t('ui.condition.not', { part: group.text })) : group;
    }
    return plain(sayComparison(node, isNegated, target, words));
  };
  return say(filter).text;
}

/** Words, and the word that joins them when they are a group. */
interface Phrase {
  text: string;
  join: 'and' | 'or' | null;
}

const plain = (text: string): Phrase => ({ text, join: null });

function sayGroup(
  node: { and: Filter[] } | { or: Filter[] },
  say: (node: Filter) => Phrase,
  { t }: FilterWords,
): Phrase {
  const [join, nodes] = 'and' in node ? (['and', node.and] as const) : (['or', node.or] as const);
  const [first, ...others] = nodes.map((part) => say(part));
  if (!first) return plain(t(join === 'and' ? 'ui.condition.everything' : 'ui.condition.nothing'));
  if (others.length === 0) return first;
  const inside = (part: Phrase): string =>
    part.join === null || part.join === join
      ? part.text
      : t('ui.condition.group', { part: part.text });
  const text = others.reduce(
    (said, part) => t(`ui.condition.${join}`, { first: said, second: inside(part) }),
    inside(first),
  );
  return { text, join };
}

const OPPOSITE: Partial<Record<Word, Word>> = {
  is: 'isNot',
  isNot: 'is',
  on: 'notOn',
  notOn: 'on',
  during: 'notDuring',
  notDuring: 'during',
  includes: 'includesNot',
  includesNot: 'includes',
  contains: 'containsNot',
  startsWith: 'startsWithNot',
  empty: 'notEmpty',
  notEmpty: 'empty',
  noneIn: 'someIn',
  someIn: 'noneIn',
};

function sayComparison(
  node: FilterComparison,
  isNegated: boolean,
  target: FilterFields,
  words: FilterWords,
): string {
  const { t } = words;
  const count = Array.isArray(node.value) ? node.value.length : 1;
  if (node.op === 'in' && count === 0)
    return t(isNegated ? 'ui.condition.everything' : 'ui.condition.nothing');
  const at = findFilterField(node.field, target);
  const field = at ? labelOf(at, words) : t('ui.condition.unknownField');
  const word = wordOf(node, at?.kind ?? 'text');
  const value = VALUELESS.includes(word) ? '' : sayValue(node, word, at, words);
  const sentence = (said: Word): string => t(`ui.condition.${said}`, { field, value });
  if (!isNegated) return sentence(word);
  // The opposite of a hop says something else: there is a related record, and it differs.
  const hasOpposite = !at?.hops.length && !(word === 'includes' && count > 1);
  const opposite = hasOpposite ? OPPOSITE[word] : undefined;
  return opposite ? sentence(opposite) : t('ui.condition.not', { part: sentence(word) });
}

type Word =
  | 'is'
  | 'isNot'
  | 'on'
  | 'notOn'
  | 'during'
  | 'notDuring'
  | 'includes'
  | 'includesNot'
  | 'contains'
  | 'containsNot'
  | 'startsWith'
  | 'startsWithNot'
  | 'empty'
  | 'notEmpty'
  | 'noneIn'
  | 'someIn'
  | `${'number' | 'day' | 'period' | 'text'}.${'gt' | 'gte' | 'lt' | 'lte'}`;

const VALUELESS: readonly Word[] = ['empty', 'notEmpty', 'noneIn', 'someIn'];

function wordOf({ op, value = null }: FilterComparison, kind: FilterKind): Word {
  const [empty, notEmpty] =
    kind === 'tags' || kind === 'json'
      ? (['noneIn', 'someIn'] as const)
      : (['empty', 'notEmpty'] as const);
  switch (op) {
    case 'empty':
      return empty;
    case 'notEmpty':
      return notEmpty;
    case 'contains':
    case 'startsWith':
      return op;
    case 'has':
      return 'includes';
    case 'eq':
      return value === null ? empty : EQUAL[familyOf(kind, value)][0];
    case 'ne':
      return value === null ? notEmpty : EQUAL[familyOf(kind, value)][1];
    case 'in':
      return EQUAL[familyOf(kind, value)][0];
    default: {
      const family = familyOf(kind, value);
      return family === 'tags' ? `text.${op}` : `${family}.${op}`;
    }
  }
}

type Family = 'number' | 'day' | 'period' | 'text' | 'tags';

const EQUAL: Record<Family, [Word, Word]> = {
  number: ['is', 'isNot'],
  text: ['is', 'isNot'],
  day: ['on', 'notOn'],
  period: ['during', 'notDuring'],
  tags: ['includes', 'includesNot'],
};

function familyOf(kind: FilterKind, value: unknown): Family {
  if (isRelative(value)) return 'period';
  if (kind === 'date' || kind === 'instant') return 'day';
  if (kind === 'number' || kind === 'money') return 'number';
  return kind === 'tags' ? 'tags' : 'text';
}

function labelOf({ hops, field, isCustom }: FilterField, { t }: FilterWords): string {
  const labels = [
    ...hops.map((hop) => t(hop.field.label)),
    isCustom ? field.label : t(field.label),
  ];
  return labels.reduce((first, second) => t('ui.condition.path', { first, second }));
}

function sayValue(
  { value = null }: FilterComparison,
  word: Word,
  at: FilterField | null,
  words: FilterWords,
): string {
  const { t, locale } = words;
  if (isRelative(value)) {
    const shape = word === 'period.gt' || word === 'period.lt' ? 'bare' : 'within';
    const count = 'count' in value ? value.count : 1;
    return t(`ui.condition.period.${shape}`, { unit: value.relative, count });
  }
  if (!Array.isArray(value)) return sayOne(value, at, words);
  return new Intl.ListFormat(locale, { type: 'disjunction' }).format(
    value.map((item) => sayOne(item, at, words)),
  );
}

function sayOne(value: unknown, at: FilterField | null, words: FilterWords): string {
  const { t, names } = words;
  const text = String(value);
  if (!at || (at.field.type !== 'user' && !fitsField(at.field, text))) return quote(text, words);
  const { field, kind } = at;
  switch (kind) {
    case 'number':
      return sayNumber(text, words);
    case 'money':
      return sayMoney(text, words);
    case 'boolean':
      return t(`ui.condition.${text}`);
    case 'date':
      return sayDay(new Date(`${text}T00:00:00Z`), 'UTC', words);
    case 'instant':
      return sayInstant(new Date(text), words);
    case 'id':
      if (field.type === 'user' && text === ME) return t('ui.condition.me');
      return (
        names?.(field.type === 'user' ? 'user' : (field.to ?? ''), text) ??
        t(field.type === 'user' ? 'ui.condition.unknownMember' : 'ui.condition.unknownRecord')
      );
    default: {
      const option = field.options?.find((choice) => choice.value === text);
      if (option) return t(option.label);
      return field.type === 'select' ? text : quote(text, words);
    }
  }
}

const quote = (text: string, { t }: FilterWords): string => t('ui.condition.quoted', { text });

// Intl formats a decimal text to the last digit; a float would not hold it.
const exact = (text: string): Intl.StringNumericLiteral => text as Intl.StringNumericLiteral;

const sayNumber = (text: string, { locale }: FilterWords): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }).format(exact(text));

function sayMoney(text: string, { locale, currency }: FilterWords): string {
  const digits = currency ? currencyDigits(currency) : 2;
  const amount = new Decimal(text).div(new Decimal(10).pow(digits));
  // Whole amounts are said as people say them.
  const shown = amount.isInteger() ? 0 : digits;
  return new Intl.NumberFormat(locale, {
    ...(currency ? { style: 'currency', currency } : {}),
    minimumFractionDigits: shown,
    maximumFractionDigits: digits,
  }).format(exact(amount.toFixed()));
}

function sayDay(day: Date, timeZone: string, { locale }: FilterWords): string {
  const text = new Intl.DateTimeFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(day);
  // French says the first of a month as an ordinal.
  return locale === 'fr' ? text.replace(/^1 /, '1er ') : text;
}

function sayInstant(instant: Date, words: FilterWords): string {
  const { t, locale, timeZone } = words;
  const date = sayDay(instant, timeZone, words);
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(instant);
  if (clock === '00:00:00') return date;
  const time = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: locale === 'fr' ? '2-digit' : 'numeric',
    minute: '2-digit',
  }).format(instant);
  return t('ui.time.dateAndTime', { date, time: time.replace('\u202f', ' ') });
}
