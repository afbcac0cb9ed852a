import { randomFillSync } from 'node:crypto';

export { isId } from './uuid';

const pool = Buffer.allocUnsafe(16 * 256);
let offset = pool.length;
let lastMs = 0;
let counter = 0;

function randomBytes(count: number): Buffer {
  if (offset + count > pool.length) {
    randomFillSync(pool);
    offset = 0;
  }
  offset += count;
  return pool.subarray(offset - count, offset);
}

/**
 * A UUID version 7 (RFC 9562 §5.7): sorts by creation time, monotonic within the process thanks to
 * the 12-bit counter in `rand_a` (RFC 9562 §6.2, method 1).
 */
export function newId(nowMs: number = Date.now()): string {
  if (nowMs > lastMs) {
    lastMs = nowMs;
    counter = randomBytes(2).readUInt16BE(0) & 0x7ff;
  } else if (++counter > 0xfff) {
    lastMs += 1;
    counter = 0;
  }
  const time = lastMs.toString(16).padStart(12, '0');
  const a = (0x7000 | counter).toString(16);
  const rest = randomBytes(8);
  rest[0] = ((rest[0] ?? 0) & 0x3f) | 0x80;
  const hex = rest.toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-${a}-${hex.slice(0, 4)}-${hex.slice(4)}`;
}
