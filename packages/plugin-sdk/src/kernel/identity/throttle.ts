import { isIPv6 } from 'node:net';
import { AppError } from '../../primitives';
import { sha256 } from '../config';
import type { IdentityBase } from './base';

/** Something attempts are counted against. */
export interface Bucket {
  key: string;
  /** Attempts that fail before the first wait. */
  free: number;
}

export type Throttle = ReturnType<typeof createThrottle>;

const MINUTE_MS = 60_000;
const MAX_WAIT_MINUTES = 15;
/** After this long without an attempt, counting starts afresh. */
const FORGET_MS = 24 * 60 * MINUTE_MS;

export const accountBucket = (email: string): Bucket => ({
  key: `account ${email.trim().toLowerCase()}`,
  free: 5,
});
// Many people may share the address of one office.
export const addressBucket = (address: string): Bucket => ({
  key: `address ${networkOf(address)}`,
  free: 30,
});

/** An IPv4 address, or the /64 of an IPv6 one: a household has all of its 2^64 addresses. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv6(plain) === false) return plain;
  const [head = '', tail = ''] = plain.split('%')[0]?.split('::') ?? [];
  const front = head.split(':').filter(Boolean);
  const back = tail.split(':').filter(Boolean);
  const zeros = plain.includes('::') ? Array<string>(8 - front.length - back.length).fill('0') : [];
  const groups = [...front, ...zeros, ...back].map((group) =>
    Number.parseInt(group, 16).toString(16),
  );
  return `${groups.slice(0, 4).join(':')}::/64`;
}
export const codeBucket = (userId: string): Bucket => ({ key: `code ${userId}`, free: 5 });
export const resetBuckets = (email: string, address: string) => ({
  account: { key: `reset ${email.trim().toLowerCase()}`, free: 3 },
  address: { key: `reset from ${networkOf(address)}`, free: 20 },
});

/** Counts attempts in the database, so that all processes count together and a restart forgets nothing. */
export function createThrottle({ database, clock }: Pick<IdentityBase, 'database' | 'clock'>) {
  // Attempts are named by a hash: what strangers type as an address is not worth keeping.
  const take = async ({ key, free }: Bucket): Promise<Date | null> => {
    const now = clock();
    const [counted] = await database.systemQuery(COUNT, [
      sha256(key),
      now,
      new Date(now.getTime() - FORGET_MS),
      free,
      MAX_WAIT_MINUTES,
    ]);
    if (counted) return null;
    const [row] = await database.systemQuery<{ blocked_until: Date }>(
      'select blocked_until from socle_throttle where bucket = $1 and blocked_until > $2',
      [sha256(key), now],
    );
    return row?.blocked_until ?? null;
  };
  return {
    /** Counts one attempt in each bucket before it is made. Throws `tooMany` with the minutes to wait. */
    async attempt(buckets: readonly Bucket[]): Promise<void> {
      for (const bucket of buckets) {
        const until = await take(bucket);
        if (until) throw tooMany(until.getTime() - clock().getTime());
      }
    },
    /** Whether one more attempt is within the limit; counts it. */
    async isAllowed(bucket: Bucket): Promise<boolean> {
      return (await take(bucket)) === null;
    },
    /** Forgets the failures of whoever has proved who they are, and only this attempt of the rest. */
    async succeeded(own: Bucket, others: readonly Bucket[] = []): Promise<void> {
      await database.systemQuery('delete from socle_throttle where bucket = $1', [sha256(own.key)]);
      for (const { key } of others) {
        await database.systemQuery(
          'update socle_throttle set attempts = greatest(attempts - 1, 0), blocked_until = null where bucket = $1',
          [sha256(key)],
        );
      }
    },
  };
}

// Answers no row while the wait lasts. Each failure past the free ones doubles the wait.
const COUNT = `
  insert into socle_throttle as t (bucket, attempts, last_at) values ($1, 1, $2)
  on conflict (bucket) do update set
    attempts = case when t.last_at < $3 then 1 else t.attempts + 1 end,
    last_at = $2,
    blocked_until = case when t.last_at >= $3 and t.attempts + 1 >= $4::int
      then $2::timestamptz + make_interval(mins => least($5::int, 2 ^ least(t.attempts + 1 - $4::int, 10))::int) end
  where t.blocked_until is null or t.blocked_until <= $2
  returning attempts`;

const tooMany = (ms: number): AppError =>
  new AppError('tooMany', 'error.tooManyTries', {
    minutes: Math.max(1, Math.ceil(ms / MINUTE_MS)),
  });
