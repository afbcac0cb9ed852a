import { dateFormat } from './intl-formats';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type RelativeParts =
  | { unit: 'now'; amount: 0 }
  | { unit: 'minute' | 'hour' | 'day'; amount: number };

/** The distance to `now` in the unit a person would use; undefined beyond a week. */
export function relativeParts(instant: number, now: number): RelativeParts | undefined {
  const distance = instant - now;
  const size = Math.abs(distance);
  if (size < MINUTE) return { unit: 'now', amount: 0 };
  if (size < HOUR) return { unit: 'minute', amount: Math.trunc(distance / MINUTE) };
  if (size < DAY) return { unit: 'hour', amount: Math.trunc(distance / HOUR) };
  if (size < 7 * DAY) return { unit: 'day', amount: Math.trunc(distance / DAY) };
  return undefined;
}

/** "12 mars", with the year when it is not the current one. */
export function formatDate(instant: Date, locale: string, timeZone: string, now: number): string {
  const yearOf = (date: Date) => dateFormat('en', { timeZone, year: 'numeric' }).format(date);
  const isThisYear = yearOf(instant) === yearOf(new Date(now));
  return dateFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(instant);
}

/** Date and time formatted apart and joined by our own words: ICU versions disagree on the glue. */
export function formatExact(
  instant: Date,
  locale: string,
  timeZone: string,
  join: (date: string, time: string) => string,
): string {
  const date = dateFormat(locale, { timeZone, dateStyle: 'full' }).format(instant);
  const time = dateFormat(locale, {
    timeZone,
    hour: locale === 'fr' ? '2-digit' : 'numeric',
    minute: '2-digit',
  }).format(instant);
  return join(date, time.replace('\u202f', ' '));
}
