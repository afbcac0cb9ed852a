import { createRateLimit, type Host } from '@socle/plugin-sdk/kernel';
import { AppError } from '@socle/plugin-sdk/primitives';
import type { HostArgs } from './host-page.server';

// Room for a whole office behind one address at nine o'clock.
const MOST = 120;
const WINDOW_MS = 60_000;

const limits = new WeakMap<Host, ReturnType<typeof createRateLimit>>();

/**
 * Keeps one address from beginning sign-ins without end: each keeps a challenge, or asks a provider.
 * Throws `tooMany`.
 */
export function limitWaysIn({ host, context }: Pick<HostArgs, 'host' | 'context'>): void {
  const limit = limits.get(host) ?? createRateLimit(MOST, WINDOW_MS, host.clock);
  limits.set(host, limit);
  const { isAllowed, retrySeconds } = limit(context.socle.address);
  if (!isAllowed) throw new AppError('tooMany', 'error.tooManyRequests', { seconds: retrySeconds });
}
