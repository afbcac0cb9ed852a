/** A change as the event stream tells it: a kind of record and, when few, which ones. */
export interface Change {
  recordType: string;
  ids: string[];
}

/** What the open page shows. */
export interface Shown {
  /** Loader data of every part of the page. */
  data: readonly unknown[];
  /** Record types the page says it lists; null when it says nothing. */
  types: ReadonlySet<string> | null;
}

/** Background work reports its progress often, and few pages show it. */
const JOB = 'socle.job';

/** Whether a page has to be read again: it lists this kind of record, or shows one of those that changed. */
export function concerns({ recordType, ids }: Change, { data, types }: Shown): boolean {
  if (recordType === '*') return true;
  if (types ? types.has(recordType) : recordType !== JOB) return true;
  return ids.length > 0 && mentions(data, new Set(ids));
}

/** The record types that the routes of a page name in `handle.live`. */
export function liveTypes(handles: readonly unknown[]): ReadonlySet<string> | null {
  const declared = handles.filter(isLive);
  return declared.length > 0 ? new Set(declared.flatMap((handle) => handle.live)) : null;
}

const isLive = (handle: unknown): handle is { live: readonly string[] } =>
  typeof handle === 'object' && handle !== null && 'live' in handle && Array.isArray(handle.live);

function mentions(value: unknown, ids: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return ids.has(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((inner) => mentions(inner, ids));
}
