import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '../primitives/ids';
import {
  keyIdOf,
  openForInstallation,
  openForUser,
  openForWorkspace,
  type SecretKeys,
  sealedPrefix,
  sealForInstallation,
  sealForUser,
  sealForWorkspace,
} from './secrets';

const FIRST = 'the first secret of these tests, 48 characters..';
const SECOND = 'the second secret of these tests, 48 characters.';
const keys: SecretKeys = { secretKey: FIRST, previousSecretKey: null };
const owner = newId();

const UNREADABLE = { kind: 'unavailable', code: 'error.secretUnreadable' };
const refusalOf = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('It was read.');
};

describe('P-05 a secret at rest', () => {
  it('is read again as it was, whatever it holds, and never looks the same twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (plain) => {
        const sealed = sealForWorkspace(keys, owner, 'a purpose', plain);
        expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]{16}\.[\w-]{22,}$/);
        expect(openForWorkspace(keys, owner, 'a purpose', sealed)).toBe(plain);
        expect(sealForWorkspace(keys, owner, 'a purpose', plain)).not.toBe(sealed);
      }),
      { numRuns: 50 },
    );
    const secret = sealForUser(keys, owner, 'a purpose', 'hunter2');
    expect(openForUser(keys, owner, 'a purpose', secret)).toBe('hunter2');
    expect(secret).not.toContain('hunter2');
    const cookie = sealForInstallation(keys, 'a cookie', 'state');
    expect(openForInstallation(keys, 'a cookie', cookie)).toBe('state');
  });

  it('is bound to its owner, the kind of owner, and its purpose', () => {
    const sealed = sealForWorkspace(keys, owner, 'a purpose', 'hunter2');
    for (const open of [
      () => openForWorkspace(keys, newId(), 'a purpose', sealed),
      () => openForWorkspace(keys, owner, 'another purpose', sealed),
      () => openForUser(keys, owner, 'a purpose', sealed),
      () => openForInstallation(keys, 'a purpose', sealed),
    ])
      expect(refusalOf(open)).toMatchObject(UNREADABLE);
  });

  it('cannot be changed by one character anywhere', () => {
    const sealed = sealForUser(keys, owner, 'a purpose', 'hunter2');
    for (let at = 0; at < sealed.length; at += 1) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
      expect(
        refusalOf(() => openForUser(keys, owner, 'a purpose', changed)),
        changed,
      ).toMatchObject({
        kind: 'unavailable',
        code: expect.stringMatching(/^error\.secret(Unreadable|KeyMissing)$/),
      });
    }
    for (const text of ['', 'v1', 'hunter2', sealed.slice(0, -1), `${sealed}A`, `${sealed}.A`])
      expect(
        refusalOf(() => openForUser(keys, owner, 'a purpose', text)),
        text,
      ).toMatchObject({
        kind: 'unavailable',
      });
  });

  it('is read with the key before, and names the key that is missing', () => {
    const sealed = sealForUser(keys, owner, 'a purpose', 'hunter2');
    const changed: SecretKeys = { secretKey: SECOND, previousSecretKey: FIRST };
    expect(openForUser(changed, owner, 'a purpose', sealed)).toBe('hunter2');
    expect(sealed.startsWith(sealedPrefix(keys))).toBe(true);
    expect(sealed.startsWith(sealedPrefix(changed))).toBe(false);
    const dropped: SecretKeys = { secretKey: SECOND, previousSecretKey: null };
    expect(refusalOf(() => openForUser(dropped, owner, 'a purpose', sealed))).toMatchObject({
      code: 'error.secretKeyMissing',
      params: { keyId: keyIdOf(FIRST) },
    });
    expect(keyIdOf(FIRST)).not.toBe(keyIdOf(SECOND));
  });
});
