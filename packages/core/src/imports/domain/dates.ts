import { normalizeText } from './normalize.ts';

export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** What a date cell says; `ambiguous` when day and month could be swapped and nothing settled it. */
export type ParsedDate =
  | { kind: 'empty' }
  | { kind: 'invalid' }
  | { kind: 'date'; value: string; isAmbiguous: boolean };

const EMPTY: ParsedDate = { kind: 'empty' };
const INVALID: ParsedDate = { kind: 'invalid' };
const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?$/;
const SHORT = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[ T,].*)?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
// "0/0/00" is how Outlook writes no date; databases write 0000-00-00.
const NO_DATE = /^[0\s/.:T-]*$/;

/** Reads a date in ISO, numeric or written form (French, English, German, Spanish months) as YYYY-MM-DD. */
export function parseDate(text: string, order: DateOrder): ParsedDate {
  const trimmed = text.trim();
  if (trimmed === '' || NO_DATE.test(trimmed)) return EMPTY;
  const iso = ISO.exec(trimmed) ?? COMPACT.exec(trimmed);
  if (iso) return build(Number(iso[1]), Number(iso[2]), Number(iso[3]), false);
  const short = SHORT.exec(trimmed);
  return short ? shortDate(short, order) : writtenDate(trimmed);
}

/** A date from its three parts, or null when it does not exist. Missing parts give null too. */
export function dateFromParts(year: string, month: string, day: string): string | null {
  const result = build(Number(year), Number(month), Number(day), false);
  return result.kind === 'date' ? result.value : null;
}

function shortDate(match: RegExpExecArray, order: DateOrder): ParsedDate {
  const first = Number(match[1]);
  const second = Number(match[2]);
  const year = fullYear(match[3] ?? '');
  const isMonthFirst = order === 'mdy';
  const direct = isMonthFirst
    ? build(year, first, second, false)
    : build(year, second, first, false);
  if (direct.kind === 'date') {
    return { ...direct, isAmbiguous: first <= 12 && second <= 12 && first !== second };
  }
  // 25/12 in a month-first file can only be Christmas.
  return isMonthFirst ? build(year, second, first, false) : build(year, first, second, false);
}

// Two-digit years belong to birthdays more than to the future.
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length === 4) return year;
  return year > 30 ? 1900 + year : 2000 + year;
}

const MONTHS = new Map<string, number>();
for (const list of [
  'jan feb mar apr may jun jul aug sep oct nov dec',
  'january february march april may june july august september october november december',
  'janv fevr mars avr mai juin juil aout sept oct nov dec',
  'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre',
  'januar februar marz april mai juni juli august september oktober november dezember',
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
]) {
  for (const [index, month] of list.split(' ').entries()) MONTHS.set(month, index + 1);
}

function writtenDate(text: string): ParsedDate {
  if (text.length > 60) return INVALID;
  const words = normalizeText(text).split(' ');
  const month = words.map((word) => MONTHS.get(word)).find((value) => value !== undefined);
  const year = words.find((word) => /^\d{4}$/.test(word));
  const day = words.find((word) => /^\d{1,2}(?:st|nd|rd|th|er)?$/.test(word));
  if (!month || !year || !day) return INVALID;
  return build(Number(year), month, Number.parseInt(day, 10), false);
}

function build(year: number, month: number, day: number, isAmbiguous: boolean): ParsedDate {
  if (!(year >= 1000 && year <= 9999 && month >= 1 && month <= 12 && day >= 1)) return INVALID;
  if (day > daysInMonth(year, month)) return INVALID;
  const two = (value: number): string => String(value).padStart(2, '0');
  return { kind: 'date', value: `${year}-${two(month)}-${two(day)}`, isAmbiguous };
}

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}
