/**
 * Reads working time as people type it, in whole minutes: `7 h`, `1h30`, `1 h 05`, `45 min`, `1:30`, and
 * a plain number as hours (`1,5` is 90). Null when it is none of these.
 */
export function readDuration(text: string): number | null {
  const typed = text
    .toLowerCase()
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace(',', '.');
  const clock = /^(\d{1,5})(?:h|:)(\d{1,2})(?:m|min|mn)?$/.exec(typed);
  if (clock) {
    const minutes = Number(clock[2]);
    return minutes < 60 ? Number(clock[1]) * 60 + minutes : null;
  }
  const minutes = /^(\d{1,6})(?:m|min|mn)$/.exec(typed)?.[1];
  if (minutes !== undefined) return Number(minutes);
  const hours = /^(\d{1,5}(?:\.\d{1,4})?)h?$/.exec(typed)?.[1];
  return hours === undefined ? null : Math.round(Number(hours) * 60);
}

/** Minutes as people read them: `7 h`, `1 h 05`, `45 min`. The blanks do not break. */
export function formatDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0 && rest > 0) return `${rest}\u00a0min`;
  return rest === 0 ? `${hours}\u00a0h` : `${hours}\u00a0h\u00a0${String(rest).padStart(2, '0')}`;
}
