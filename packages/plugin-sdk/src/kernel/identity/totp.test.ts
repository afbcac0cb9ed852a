import { describe, expect, it } from 'vitest';
import { matchingStep, newTotpSecret, stepAt, toBase32, totpCode, totpUri } from './totp';

// RFC 6238, appendix B, the SHA-1 rows.
const SECRET = toBase32(Buffer.from('12345678901234567890'));
const VECTORS = [
  [59, '94287082'],
  [1111111109, '07081804'],
  [1111111111, '14050471'],
  [1234567890, '89005924'],
  [2000000000, '69279037'],
  [20000000000, '65353130'],
] as const;

describe('P-05 codes of an authenticator app', () => {
  it.each(VECTORS)('at %d seconds are those of RFC 6238', (seconds, code) => {
    const at = new Date(seconds * 1000);
    expect(totpCode(SECRET, stepAt(at), 8)).toBe(code);
    expect(totpCode(SECRET, stepAt(at))).toBe(code.slice(2));
  });

  it('are taken one step early or late, and no further', () => {
    const at = new Date('2026-03-10T09:00:00Z');
    const step = stepAt(at);
    const accepted = [-2, -1, 0, 1, 2].map((drift) =>
      matchingStep(SECRET, totpCode(SECRET, step + drift), at),
    );
    expect(accepted).toEqual([null, step - 1, step, step + 1, null]);
    expect(
      matchingStep(
        SECRET,
        `${totpCode(SECRET, step).slice(0, 3)} ${totpCode(SECRET, step).slice(3)}`,
        at,
      ),
    ).toBe(step);
    for (const wrong of ['', '12345', 'abcdef', '1234567'])
      expect(matchingStep(SECRET, wrong, at)).toBeNull();
  });

  it('come from a secret of 160 bits that an app can read', () => {
    const secret = newTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(secret);
    expect(totpUri(secret, 'zoé@example.com')).toBe(
      `otpauth://totp/Socle:zo%C3%A9%40example.com?secret=${secret}&issuer=Socle&algorithm=SHA1&digits=6&period=30`,
    );
  });
});
