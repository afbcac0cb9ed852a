import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../primitives';
import {
  type AuthenticatorOptions,
  createSoftwareAuthenticator,
  type SoftwareAuthenticator,
} from '../../testing/software-authenticator';
import { createTestHost, type TestHost } from '../../testing/test-host';
import type { TestUser } from '../../testing/test-workspace';
import { readConfig } from '../config';
import {
  addPasskey,
  confirmByPasskey,
  passkeySignIn,
  passkeySite,
  passkeysOf,
  removePasskey,
  renamePasskey,
  startAddingPasskey,
  startPasskeyConfirmation,
  startPasskeySignIn,
} from './passkeys';
import { removeSsoProvider, saveSsoProvider } from './sso-providers';

const SITE = { domain: 'crm.example.com', origins: ['https://crm.example.com'] };
const HERE: AuthenticatorOptions = { origin: 'https://crm.example.com' };
const REFUSED = { kind: 'invalid', code: 'error.passkeyRefused' };
const TOO_LATE = { kind: 'invalid', code: 'error.passkeyTooLate' };

let test: TestHost;
let member: TestUser;
let device: SoftwareAuthenticator;
beforeAll(async () => {
  test = await createTestHost({ modules: [] });
  member = test.workspace.users.member;
});
afterAll(() => test?.close());
beforeEach(async () => {
  await test.host.database.systemQuery('delete from socle_passkey');
  device = createSoftwareAuthenticator();
});

const add = async (
  user: TestUser = member,
  options: AuthenticatorOptions = HERE,
  name = 'Laptop',
): Promise<string> => {
  const { challenge } = await startAddingPasskey(test.host, SITE, {
    userId: user.id,
    email: user.email,
    name: 'Camille',
  });
  const response = device.create(challenge, options);
  return addPasskey(test.host, SITE, user.id, { name, response });
};

const signIn = async (options: AuthenticatorOptions = HERE, host = test.host): Promise<string> => {
  const { challenge } = await startPasskeySignIn(test.host, SITE);
  return (await passkeySignIn(host, SITE, device.get(challenge, options))).userId;
};

const refusalOf = async (work: Promise<unknown>): Promise<AppError> => {
  const error = await work.then(
    () => new Error('It was accepted.'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw error;
  return error;
};

describe('P-05 a passkey', () => {
  it('is made once and signs its owner in without an e-mail address, in every process', async () => {
    const options = await startAddingPasskey(test.host, SITE, {
      userId: member.id,
      email: member.email,
      name: 'Camille',
    });
    expect(options).toMatchObject({
      rp: { id: 'crm.example.com' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    await add();
    expect(await signIn()).toBe(member.id);
    const second = await test.secondProcess();
    expect(await signIn({ ...HERE, userHandle: member.id }, second)).toBe(member.id);
    expect(await passkeysOf(test.host, member.id)).toMatchObject([
      { name: 'Laptop', lastUsedAt: test.clock.now, isBackedUp: false },
    ]);
    const again = await startAddingPasskey(test.host, SITE, {
      userId: member.id,
      email: member.email,
      name: 'Camille',
    });
    expect(again.excludeCredentials).toMatchObject([{ id: device.credentialId }]);
    const asked = await startPasskeySignIn(test.host, SITE);
    expect(asked).toMatchObject({ rpId: 'crm.example.com', userVerification: 'required' });
    expect(asked.allowCredentials ?? []).toEqual([]);
  });

  it.each<[string, Partial<AuthenticatorOptions>]>([
    ['of another site', { origin: 'https://crm.example.org' }],
    ['of another address of this site', { origin: 'http://crm.example.com' }],
    ['of another domain', { domain: 'example.com' }],
    ['without finger, face or PIN', { isVerified: false }],
    ['of another ceremony', { type: 'webauthn.other' }],
  ])('is refused when it is %s', async (_what, wrong) => {
    expect(await refusalOf(add(member, { ...HERE, ...wrong }))).toMatchObject(REFUSED);
    expect(await passkeysOf(test.host, member.id)).toEqual([]);
    await add();
    expect(await refusalOf(signIn({ ...HERE, ...wrong }))).toMatchObject(REFUSED);
    expect(await signIn()).toBe(member.id);
  });

  it('is refused when its counter goes back, its signature is another’s, or nobody knows it', async () => {
    expect(await refusalOf(signIn())).toMatchObject(REFUSED);
    await add();
    await signIn({ ...HERE, counter: 7 });
    for (const counter of [7, 3])
      expect(await refusalOf(signIn({ ...HERE, counter }))).toMatchObject(REFUSED);
    const { challenge } = await startPasskeySignIn(test.host, SITE);
    const [mine, other] = [device, createSoftwareAuthenticator()].map(
      (one) =>
        JSON.parse(one.get(challenge, { ...HERE, counter: 20 })) as {
          response: { signature: string };
        },
    );
    if (mine && other) mine.response.signature = other.response.signature;
    expect(await refusalOf(passkeySignIn(test.host, SITE, JSON.stringify(mine)))).toMatchObject(
      REFUSED,
    );
    expect(
      await refusalOf(signIn({ ...HERE, userHandle: 'someone else', counter: 30 })),
    ).toMatchObject(REFUSED);
  });

  it('answers a challenge once, within five minutes, and only the one it was asked', async () => {
    await add();
    const { challenge } = await startPasskeySignIn(test.host, SITE);
    const answer = device.get(challenge, HERE);
    await passkeySignIn(test.host, SITE, answer);
    expect(await refusalOf(passkeySignIn(test.host, SITE, answer))).toMatchObject(TOO_LATE);

    const late = await startPasskeySignIn(test.host, SITE);
    test.clock.advance(5 * 60_000);
    expect(
      await refusalOf(passkeySignIn(test.host, SITE, device.get(late.challenge, HERE))),
    ).toMatchObject(TOO_LATE);

    const own = 'a challenge of one’s own making';
    expect(await refusalOf(passkeySignIn(test.host, SITE, device.get(own, HERE)))).toMatchObject(
      TOO_LATE,
    );
    const confirmation = await startPasskeyConfirmation(test.host, SITE, member.id);
    expect(
      await refusalOf(passkeySignIn(test.host, SITE, device.get(confirmation.challenge, HERE))),
    ).toMatchObject(TOO_LATE);
    const addition = await startAddingPasskey(test.host, SITE, {
      userId: member.id,
      email: member.email,
      name: '',
    });
    const { id } = test.workspace.users.reader;
    const made = createSoftwareAuthenticator().create(addition.challenge, HERE);
    expect(
      await refusalOf(addPasskey(test.host, SITE, id, { name: 'x', response: made })),
    ).toMatchObject(TOO_LATE);

    // Nobody answered these; the next question sweeps them away.
    test.clock.advance(10 * 60_000);
    await startPasskeySignIn(test.host, SITE);
    const left = await test.host.database.systemQuery('select 1 from socle_passkey_challenge');
    expect(left).toHaveLength(1);
  });

  it('cannot be made twice, nor for two accounts', async () => {
    await add();
    expect(await refusalOf(add())).toMatchObject(REFUSED);
    expect(await refusalOf(add(test.workspace.users.reader))).toMatchObject(REFUSED);
  });

  it.each([
    '',
    '{}',
    'null',
    '[]',
    'not json',
    '{"id":"a","rawId":"a","type":"public-key","response":{}}',
  ])('is no %j', async (text) => {
    expect(await refusalOf(passkeySignIn(test.host, SITE, text))).toMatchObject(REFUSED);
    expect(
      await refusalOf(addPasskey(test.host, SITE, member.id, { name: 'x', response: text })),
    ).toMatchObject(REFUSED);
  });

  it('confirms its owner and nobody else', async () => {
    await add();
    const { reader } = test.workspace.users;
    const confirm = async (user: TestUser) => {
      const { challenge } = await startPasskeyConfirmation(test.host, SITE, user.id);
      await confirmByPasskey(test.host, SITE, user.id, device.get(challenge, HERE));
    };
    await confirm(member);
    expect(await refusalOf(confirm(reader))).toMatchObject(REFUSED);
  });

  it('is named, removed, and closed with its account, by its owner alone', async () => {
    const id = await add();
    const { reader } = test.workspace.users;
    expect((await refusalOf(renamePasskey(test.host, reader.id, id, 'Mine'))).kind).toBe(
      'notFound',
    );
    expect((await refusalOf(removePasskey(test.host, reader.id, id))).kind).toBe('notFound');
    expect((await refusalOf(renamePasskey(test.host, member.id, id, ' '))).kind).toBe('invalid');
    await renamePasskey(test.host, member.id, id, 'Office key');
    expect(await passkeysOf(test.host, member.id)).toMatchObject([{ id, name: 'Office key' }]);

    const { systemQuery } = test.host.database;
    await systemQuery('update socle_user set disabled_at = now() where id = $1', [member.id]);
    expect(await refusalOf(signIn())).toMatchObject(REFUSED);
    await systemQuery('update socle_user set disabled_at = null where id = $1', [member.id]);
    await removePasskey(test.host, member.id, id);
    expect(await refusalOf(signIn())).toMatchObject(REFUSED);
    const trail = await systemQuery<{ action: string }>(
      `select distinct action from socle_audit where action like 'passkey.%' order by 1`,
    );
    expect(trail.map(({ action }) => action)).toEqual(['passkey.added', 'passkey.removed']);
  });

  it('opens nothing where the company wants its provider used, except for owners', async () => {
    const { owner } = test.workspace.users;
    const by = { userId: owner.id, isOwner: true };
    const provider = await saveSsoProvider(test.host, test.workspace.id, by, {
      name: 'Martin ID',
      issuer: 'https://id.example',
      clientId: 'socle',
      clientSecret: 'secret',
      domains: [],
      joinAs: '',
      isRequired: true,
    });
    await add();
    expect(await refusalOf(signIn())).toMatchObject({
      code: 'error.ssoRequired',
      params: { provider: 'Martin ID' },
    });
    device = createSoftwareAuthenticator();
    await add(owner);
    expect(await signIn()).toBe(owner.id);
    await removeSsoProvider(test.host, test.workspace.id, by, provider);
  });
});

describe('P-05 the site of passkeys', () => {
  const siteOf = (publicUrl: string | undefined, address: string) =>
    passkeySite(
      readConfig({
        DATABASE_URL: 'postgres://localhost/socle',
        SOCLE_SECRET_KEY: 'x'.repeat(48),
        ...(publicUrl ? { SOCLE_URL: publicUrl } : {}),
      }),
      new URL(address),
    );

  it.each([
    [undefined, 'http://localhost:3000/a', 'localhost', 'http://localhost:3000'],
    [undefined, 'http://crm.example.com/a', 'crm.example.com', 'https://crm.example.com'],
    [
      'https://crm.example.com',
      'http://inside:3000/',
      'crm.example.com',
      'https://crm.example.com',
    ],
    ['http://localhost:3000', 'http://localhost:3000/', 'localhost', 'http://localhost:3000'],
  ])('is that of SOCLE_URL (%s), else of the request %s', (publicUrl, address, domain, origin) => {
    expect(siteOf(publicUrl, address)).toEqual({ domain, origins: [origin] });
  });

  it.each([
    [undefined, 'http://127.0.0.1:3000/'],
    [undefined, 'http://[::1]:3000/'],
    ['http://crm.example.com', 'http://crm.example.com/'],
    ['https://192.168.1.4', 'https://192.168.1.4/'],
  ])('is none where browsers make no passkeys (%s, %s)', (publicUrl, address) => {
    expect(siteOf(publicUrl, address)).toBeNull();
  });
});
