/** A calendar date without time or zone, `YYYY-MM-DD`. */
export type LocalDate = string;

/** Whether a string is a date that exists (`2026-02-29` does not). */
export function isLocalDate(value: string): value is LocalDate {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!match) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** The calendar date of an instant in a zone: what a person there reads on the wall. */
export function localDateIn(instant: Date, timeZone: string): LocalDate {
  return dayFormat(timeZone).format(instant);
}

/** Adds calendar days (may be negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** The instant a calendar date begins in a zone: usually midnight, later where the clocks skip it. */
export function startOfDay(date: LocalDate, timeZone: string): Date {
  const format = dayFormat(timeZone);
  const middle = Date.parse(`${date}T00:00:00Z`);
  // No zone is further than 14 hours from UTC.
  let before = middle - 15 * HOUR;
  let reached = middle + 15 * HOUR;
  while (reached - before > 1) {
    const probe = Math.floor((before + reached) / 2);
    if (format.format(probe) < date) before = probe;
    else reached = probe;
  }
  return new Date(reached);
}

const HOUR = 3_600_000;

const dayFormat = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
