import { LRUCache } from 'lru-cache';

/** Whether a caller may go on, and the headers that say how much is left (draft-ietf-httpapi-ratelimit-headers). */
export interface Quota {
  isAllowed: boolean;
  retrySeconds: number;
  headers: Record<string, string>;
}

/** Counts requests per caller in fixed windows, in this process. */
export function createRateLimit(
  most: number,
  windowMs: number,
  clock: () => Date,
): (caller: string) => Quota {
  const counts = new LRUCache<string, { startedAt: number; count: number }>({ max: 50_000 });
  return (caller) => {
    const now = clock().getTime();
    let entry = counts.get(caller);
    if (!entry || now - entry.startedAt >= windowMs) {
      entry = { startedAt: now, count: 0 };
      counts.set(caller, entry);
    }
    entry.count += 1;
    const seconds = Math.ceil((entry.startedAt + windowMs - now) / 1000);
    const isAllowed = entry.count <= most;
    return {
      isAllowed,
      retrySeconds: seconds,
      headers: {
        'ratelimit-limit': String(most),
        'ratelimit-remaining': String(Math.max(0, most - entry.count)),
        'ratelimit-reset': String(seconds),
        ...(isAllowed ? {} : { 'retry-after': String(seconds) }),
      },
    };
  };
}
