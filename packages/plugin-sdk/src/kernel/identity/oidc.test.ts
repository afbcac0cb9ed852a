import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../primitives';
import { OIDC_FAULTS, type OidcProvider, startOidcProvider } from '../../testing/oidc-provider';
import { createTestHost, type TestHost } from '../../testing/test-host';
import { TEST_PASSWORD } from '../../testing/test-workspace';
import { finishSingleSignOn, type SsoPurpose, startSingleSignOn, testSsoIssuer } from './oidc';
import { linksOf, unlinkIdentity } from './sso-accounts';
import {
  removeSsoProvider,
  type SsoProviderInput,
  saveSsoProvider,
  ssoProvider,
  ssoProviders,
} from './sso-providers';

const REDIRECT = 'http://localhost:3000/sign-in/oidc/callback';

let test: TestHost;
let there: OidcProvider;
beforeAll(async () => {
  test = await createTestHost({ modules: [] });
  there = await startOidcProvider(() => test.clock.now);
});
afterAll(async () => {
  await there?.close();
  await test?.close();
});

const owner = () => ({ userId: test.workspace.users.owner.id, isOwner: true });
const input = (changes: Partial<SsoProviderInput> = {}): SsoProviderInput => ({
  name: 'Martin ID',
  issuer: there.issuer,
  clientId: there.clientId,
  clientSecret: there.clientSecret,
  domains: ['atelier-martin.example'],
  joinAs: 'member',
  isRequired: false,
  ...changes,
});

/** A whole visit to the provider and back, in one browser. */
async function visit(
  providerId: string,
  options: {
    purpose?: SsoPurpose;
    userId?: string;
    sessionUserId?: string;
    host?: TestHost['host'];
  } = {},
) {
  const host = options.host ?? test.host;
  const { purpose = 'signIn', userId = null } = options;
  const { url, cookie } = await startSingleSignOn(host, providerId, {
    redirectUri: REDIRECT,
    purpose,
    userId,
    next: '/contacts',
  });
  const back = await there.visit(url);
  return finishSingleSignOn(host, back, cookie, options.sessionUserId ?? null);
}

const refusalOf = async (work: Promise<unknown>): Promise<AppError> => {
  const error = await work.then(
    () => new Error('It was accepted.'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw error;
  return error;
};

const counts = async () => {
  const [row] = await test.host.database.systemQuery<{
    users: number;
    members: number;
    links: number;
  }>(
    `select (select count(*)::int from socle_user) as users, (select count(*)::int from socle_membership) as members,
       (select count(*)::int from socle_identity_link) as links`,
  );
  return row;
};

const rolesOf = (userId: string) =>
  test.host.database.systemQuery<{ workspace_id: string; role: string; role_id: string | null }>(
    'select workspace_id, role, role_id from socle_membership where user_id = $1',
    [userId],
  );

let providerId: string;
let serial = 0;
beforeEach(async () => {
  serial += 1;
  there.person = {
    sub: `person-${serial}`,
    email: `nouvelle.${serial}@atelier-martin.example`,
    email_verified: true,
    name: 'Nora Nouvelle',
  };
  providerId = await saveSsoProvider(test.host, test.workspace.id, owner(), input());
});
afterEach(async () => {
  Object.assign(there, { fault: null, isEmailOnRequest: false, signedInSecondsAgo: 0 });
  for (const { id } of await ssoProviders(test.host, test.workspace.id))
    await removeSsoProvider(test.host, test.workspace.id, owner(), id);
});

describe('P-05 signing in with the company’s provider', () => {
  it('asks with PKCE, state and nonce, makes an account once, and knows it again by its subject', async () => {
    const arrival = await visit(providerId);
    expect(arrival).toMatchObject({
      purpose: 'signIn',
      next: '/contacts',
      workspaceId: test.workspace.id,
    });
    expect(await rolesOf(arrival.userId)).toEqual([
      { workspace_id: test.workspace.id, role: 'member', role_id: null },
    ]);
    const asked = there.asked.at(-1);
    expect(asked?.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(asked?.get(name)?.length, name).toBeGreaterThanOrEqual(43);
    expect(asked?.get('scope')).toBe('openid email profile');
    expect(asked?.get('redirect_uri')).toBe(REDIRECT);

    const before = await counts();
    there.person = {
      sub: there.person.sub,
      email: 'other@elsewhere.example',
      email_verified: false,
    };
    expect((await visit(providerId)).userId).toBe(arrival.userId);
    expect(await counts()).toEqual(before);
    const asks = there.asked.slice(-2).map((query) => query.get('state'));
    expect(new Set(asks).size).toBe(2);
  });

  it.each(OIDC_FAULTS)(
    'refuses an answer with the fault %s, and changes nothing',
    async (fault) => {
      const before = await counts();
      there.fault = fault;
      const error = await refusalOf(visit(providerId));
      expect(error.kind).toBe('unavailable');
      expect(error.code).toMatch(/^error\.sso/);
      for (const locale of ['en', 'fr'] as const)
        expect(test.host.catalog.t(locale, error.code, error.params)).not.toBe(error.code);
      expect(await counts()).toEqual(before);
    },
  );

  it.each([
    ['wrongSignature', 'error.ssoSignature'],
    ['wrongNonce', 'error.ssoNotForUs'],
    ['wrongIssuer', 'error.ssoNotForUs'],
    ['wrongAudience', 'error.ssoNotForUs'],
    ['expired', 'error.ssoTime'],
    ['declined', 'error.ssoDeclined'],
    ['secretRefused', 'error.ssoClient'],
  ] as const)('says of the fault %s: %s', async (fault, code) => {
    there.fault = fault;
    expect((await refusalOf(visit(providerId))).code).toBe(code);
  });

  it('is bound to the browser and the moment it was begun in, and to one answer', async () => {
    const begin = () =>
      startSingleSignOn(test.host, providerId, {
        redirectUri: REDIRECT,
        purpose: 'signIn',
        userId: null,
        next: '/',
      });
    const [mine, theirs] = [await begin(), await begin()];
    const back = await there.visit(mine.url);
    const finish = (cookie: string | null) => finishSingleSignOn(test.host, back, cookie, null);
    expect((await refusalOf(finish(null))).code).toBe('error.ssoBegin');
    expect((await refusalOf(finish(`${mine.cookie}A`))).code).toBe('error.ssoBegin');
    expect((await refusalOf(finish(theirs.cookie))).code).toBe('error.ssoNotBelieved');
    await finish(mine.cookie);
    expect((await refusalOf(finish(mine.cookie))).code).toBe('error.ssoNotBelieved');

    const late = await begin();
    const lateBack = await there.visit(late.url);
    test.clock.advance(601_000);
    expect((await refusalOf(finishSingleSignOn(test.host, lateBack, late.cookie, null))).code).toBe(
      'error.ssoBegin',
    );
    for (const { cookie } of [mine, late])
      for (const hidden of ['state', providerId, there.clientSecret])
        expect(cookie).not.toContain(hidden);
  });

  it('takes the address from the userinfo endpoint when the token holds none', async () => {
    there.isEmailOnRequest = true;
    const { userId } = await visit(providerId);
    expect(await test.host.identity.findUser(there.person.email ?? '')).toMatchObject({
      id: userId,
    });
  });
});

describe('P-05 whose account a provider opens', () => {
  const member = () => test.workspace.users.member;

  it('is never told by an address that is not verified', async () => {
    const before = await counts();
    for (const email_verified of [false, undefined]) {
      there.person = { sub: `thief-${email_verified}`, email: member().email };
      if (email_verified !== undefined) there.person.email_verified = email_verified;
      expect((await refusalOf(visit(providerId))).code).toBe('error.ssoUnverified');
    }
    there.person = { sub: 'thief-3', email: 'new@atelier-martin.example', email_verified: false };
    expect((await refusalOf(visit(providerId))).code).toBe('error.ssoUnverified');
    there.person = { sub: 'thief-4' };
    expect((await refusalOf(visit(providerId))).code).toBe('error.ssoUnverified');
    expect(await counts()).toEqual(before);
  });

  it('is a member’s by their verified address, whatever its capitals', async () => {
    there.person = {
      sub: 'the-member',
      email: member().email.toUpperCase(),
      email_verified: true,
    };
    expect((await visit(providerId)).userId).toBe(member().id);
  });

  it('is not an owner’s, nor that of one who works elsewhere too, unless they link it themselves', async () => {
    const before = await counts();
    const { users } = test.workspace;
    there.person = { sub: 'as-owner', email: users.owner.email, email_verified: true };
    expect((await refusalOf(visit(providerId))).code).toBe('error.ssoLinkFirst');

    const elsewhere = test.other.users.member;
    await saveSsoProvider(
      test.host,
      test.workspace.id,
      owner(),
      input({ name: 'Trap', domains: ['maison-durand.example'] }),
    );
    const [trap] = (await ssoProviders(test.host, test.workspace.id)).filter(
      ({ name }) => name === 'Trap',
    );
    there.person = { sub: 'as-elsewhere', email: elsewhere.email, email_verified: true };
    expect((await refusalOf(visit(trap?.id ?? ''))).code).toBe('error.ssoLinkFirst');
    expect(await counts()).toEqual(before);

    there.person = { sub: 'as-owner', email: 'private@home.example', email_verified: false };
    const { id } = users.owner;
    await visit(providerId, { purpose: 'link', userId: id, sessionUserId: id });
    expect((await visit(providerId)).userId).toBe(id);
    expect(await linksOf(test.host, id)).toMatchObject([
      { name: 'Martin ID', isLinked: true },
      { name: 'Trap', isLinked: true },
    ]);
    await unlinkIdentity(
      test.host,
      await ssoProvider(test.host, test.workspace.id, providerId),
      id,
    );
    expect((await refusalOf(visit(providerId))).code).toBe('error.ssoUnverified');
  });

  it('cannot be linked for somebody else, nor to two accounts', async () => {
    const [one, two] = [test.workspace.users.manager.id, test.workspace.users.reader.id];
    const link = (userId: string, sessionUserId?: string) =>
      visit(providerId, {
        purpose: 'link',
        userId,
        ...(sessionUserId ? { sessionUserId } : {}),
      });
    expect((await refusalOf(link(one, two))).code).toBe('error.ssoBegin');
    expect((await refusalOf(link(one))).code).toBe('error.ssoBegin');
    await link(one, one);
    await link(one, one);
    expect((await refusalOf(link(two, two))).code).toBe('error.ssoLinkedElsewhere');
  });

  it('confirms only the one who is signed in, and only when they have just signed in there', async () => {
    const { userId } = await visit(providerId);
    const confirm = () => visit(providerId, { purpose: 'confirm', userId, sessionUserId: userId });
    expect(await confirm()).toMatchObject({ purpose: 'confirm', userId });
    expect(there.asked.at(-1)?.get('prompt')).toBe('login');
    there.signedInSecondsAgo = 3600;
    expect((await refusalOf(confirm())).code).toBe('error.ssoTime');
    there.signedInSecondsAgo = 0;
    there.person = { ...there.person, sub: 'somebody-else' };
    expect((await refusalOf(confirm())).code).toBe('error.ssoSomebodyElse');
  });
});

describe('P-05 who may come in', () => {
  const change = async (changes: Partial<SsoProviderInput>) => {
    const { version } = await ssoProvider(test.host, test.workspace.id, providerId);
    await saveSsoProvider(test.host, test.workspace.id, owner(), input(changes), {
      id: providerId,
      version,
    });
  };

  it('only members, when so set, and only from the domains named', async () => {
    there.person.email = 'someone@elsewhere.example';
    expect((await refusalOf(visit(providerId))).code).toBe('error.ssoNotMember');
    there.person.email = 'someone@sub.atelier-martin.example';
    expect((await refusalOf(visit(providerId))).code).toBe('error.ssoNotMember');
    await change({ joinAs: '', domains: [] });
    there.person.email = 'someone@atelier-martin.example';
    expect((await refusalOf(visit(providerId))).code).toBe('error.ssoNotMember');
    const { reader } = test.workspace.users;
    there.person = { sub: 'the-reader', email: reader.email, email_verified: true };
    expect((await visit(providerId)).userId).toBe(reader.id);
  });

  it('by password only owners, when members must use the provider', async () => {
    await change({ isRequired: true });
    const { owner: boss, member } = test.workspace.users;
    const signIn = (email: string, password = TEST_PASSWORD) =>
      test.host.identity.signIn({ email, password, address: '192.0.2.1', userAgent: 'tests' });
    expect(await refusalOf(signIn(member.email))).toMatchObject({
      kind: 'invalid',
      code: 'error.ssoRequired',
      params: { provider: 'Martin ID' },
    });
    // Whoever does not know the password learns nothing of the provider.
    expect((await refusalOf(signIn(member.email, 'not the password'))).code).toBe(
      'error.badCredentials',
    );
    await signIn(boss.email);
    await signIn(test.other.users.member.email);
    await change({ isRequired: false });
    await signIn(member.email);
  });

  it('not one who was deactivated here, or whose account is closed, linked or not', async () => {
    const { userId } = await visit(providerId);
    const { systemQuery } = test.host.database;
    await systemQuery('update socle_membership set deactivated_at = now() where user_id = $1', [
      userId,
    ]);
    expect((await refusalOf(visit(providerId))).code).toBe('error.ssoNotMember');
    await systemQuery('update socle_membership set deactivated_at = null where user_id = $1', [
      userId,
    ]);
    await systemQuery('update socle_user set disabled_at = now() where id = $1', [userId]);
    expect((await refusalOf(visit(providerId))).code).toBe('error.ssoNotMember');
  });

  it('with a role of the workspace’s own, as long as it exists', async () => {
    const roleId = '01900000-0000-7000-8000-000000000001';
    const { systemQuery } = test.host.database;
    await systemQuery(
      `insert into socle_role (workspace_id, id, name, based_on) values ($1, $2, 'Atelier', 'reader')`,
      [test.workspace.id, roleId],
    );
    await change({ joinAs: roleId });
    const { userId } = await visit(providerId);
    expect(await rolesOf(userId)).toMatchObject([{ role: 'reader', role_id: roleId }]);
    await systemQuery('delete from socle_membership where user_id = $1', [userId]);
    await systemQuery('delete from socle_role where id = $1', [roleId]);
    expect((await refusalOf(visit(providerId))).code).toBe('error.ssoRoleGone');
    expect(await rolesOf(userId)).toEqual([]);
  });
});

describe('P-05 setting a provider up', () => {
  const save = (changes: Partial<SsoProviderInput>, by = owner()) =>
    saveSsoProvider(test.host, test.workspace.id, by, input({ name: 'Another', ...changes }));

  it.each([
    [{ name: ' ' }, 'name', 'error.required'],
    [{ name: 'martin id' }, 'name', 'error.ssoNameTaken'],
    [{ issuer: 'id.example' }, 'issuer', 'error.ssoIssuer'],
    [{ issuer: 'http://id.example' }, 'issuer', 'error.ssoIssuer'],
    [{ issuer: 'http://127.0.0.1.id.example' }, 'issuer', 'error.ssoIssuer'],
    [{ issuer: 'file:///etc/passwd' }, 'issuer', 'error.ssoIssuer'],
    [{ issuer: 'https://me:you@id.example' }, 'issuer', 'error.ssoIssuer'],
    [{ issuer: 'https://id.example?tenant=1' }, 'issuer', 'error.ssoIssuer'],
    [{ clientId: '' }, 'clientId', 'error.required'],
    [{ clientSecret: '' }, 'clientSecret', 'error.required'],
    [{ domains: ['example'] }, 'domains', 'error.ssoDomain'],
    [{ domains: [] }, 'domains', 'error.ssoDomainNeeded'],
    [{ joinAs: 'owner' }, 'joinAs', 'error.ssoRoleUnknown'],
    [{ joinAs: 'chief' }, 'joinAs', 'error.ssoRoleUnknown'],
    [{ joinAs: '01900000-0000-7000-8000-0000000000ff' }, 'joinAs', 'error.ssoRoleUnknown'],
  ])('refuses %j', async (changes, field, code) => {
    const error = await refusalOf(save(changes));
    expect(error.fields).toMatchObject([{ field, code }]);
  });

  it('lets only an owner bring administrators in', async () => {
    const admin = { userId: test.workspace.users.admin.id, isOwner: false };
    const error = await refusalOf(save({ joinAs: 'admin' }, admin));
    expect(error.fields).toMatchObject([{ field: 'joinAs', code: 'error.ssoAdminByOwner' }]);
    await save({ joinAs: 'admin' });
  });

  it('keeps the secret where nobody reads it, and asks for it again when it would go elsewhere', async () => {
    const { systemQuery } = test.host.database;
    const [row] = await systemQuery<{ text: string }>(
      'select row_to_json(p)::text as text from socle_sso_provider p where id = $1',
      [providerId],
    );
    expect(row?.text).not.toContain(there.clientSecret);
    expect(row?.text).toContain('"client_secret_sealed":"v1.');
    const shown = await ssoProviders(test.host, test.workspace.id);
    expect(JSON.stringify(shown)).not.toMatch(/secret|sealed/i);
    await expect(
      test.host.database.appPool.query('select * from socle_sso_provider'),
    ).rejects.toThrow(/permission denied/);

    const kept = await ssoProvider(test.host, test.workspace.id, providerId);
    const change = (changes: Partial<SsoProviderInput>) =>
      saveSsoProvider(
        test.host,
        test.workspace.id,
        owner(),
        input({ clientSecret: '', ...changes }),
        kept,
      );
    for (const changes of [{ issuer: 'https://id.example' }, { clientId: 'another' }])
      expect((await refusalOf(change(changes))).fields).toMatchObject([
        { field: 'clientSecret', code: 'error.ssoSecretAgain' },
      ]);
    await change({ name: 'Martin' });
    await visit(providerId);
    expect((await refusalOf(change({ name: 'Too late' }))).kind).toBe('stale');
    const trail = await systemQuery<{ text: string }>(
      `select row_to_json(a)::text as text from socle_audit a where action like 'singleSignOn.%'`,
    );
    expect(trail.length).toBeGreaterThan(1);
    expect(JSON.stringify(trail)).not.toContain(there.clientSecret);
  });

  it('is not another workspace’s', async () => {
    for (const work of [
      () => ssoProvider(test.host, test.other.id, providerId),
      () => removeSsoProvider(test.host, test.other.id, owner(), providerId),
      () =>
        saveSsoProvider(test.host, test.other.id, owner(), input(), { id: providerId, version: 1 }),
      () => ssoProvider(test.host, test.workspace.id, 'nothing'),
    ])
      expect((await refusalOf(work())).kind).toBe('notFound');
  });

  it('says what is wrong with an address that is no provider', async () => {
    await testSsoIssuer(test.host, there.issuer);
    const recorder = await test.recorder.http();
    recorder.answerWith(() => ({ status: 404, body: 'nothing here' }));
    expect((await refusalOf(testSsoIssuer(test.host, recorder.url))).code).toBe(
      'error.ssoNoProvider',
    );
    recorder.answerWith(() => ({ body: '<html>' }));
    expect((await refusalOf(testSsoIssuer(test.host, recorder.url))).code).toBe(
      'error.ssoNoProvider',
    );
    recorder.answerWith(() => ({ body: { issuer: 'https://other.example' } }));
    expect((await refusalOf(testSsoIssuer(test.host, recorder.url))).code).toBe(
      'error.ssoOtherIssuer',
    );
    recorder.answerWith(() => ({ drop: true }));
    expect((await refusalOf(testSsoIssuer(test.host, recorder.url))).code).toBe(
      'error.ssoUnreachable',
    );
    // Who only wants to sign in is told no addresses.
    const away = await saveSsoProvider(
      test.host,
      test.workspace.id,
      owner(),
      input({ name: 'Away', issuer: recorder.url }),
    );
    expect(await refusalOf(visit(away))).toMatchObject({
      code: 'error.ssoAway',
      params: { provider: 'Away' },
    });
  });
});
