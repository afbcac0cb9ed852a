import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labModule } from '../../testing/lab/lab-module';
import { startMailRecorder } from '../../testing/mail-recorder';
import { createTestHost, type TestHost } from '../../testing/test-host';
import { TEST_PASSWORD } from '../../testing/test-workspace';
import type { Host } from '../host';
import { sendResetLetter } from './reset-letter';
import { stepAt, totpCode } from './totp';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const WRONG = 'wrong wrong wrong';
const origin = { address: '10.0.0.1', userAgent: 'tests' };

let test: TestHost;
let second: Host;

beforeAll(async () => {
  test = await createTestHost({ modules: [labModule()] });
  second = await test.secondProcess();
});
afterAll(() => test?.close());

let count = 0;
/** A member nobody else in this file touches. */
async function newMember(role: 'member' | 'admin' | 'owner' = 'member') {
  count += 1;
  const email = `person${count}@atelier.example`;
  const id = await test.host.identity.createUser({
    email,
    name: 'Camille Durand',
    password: TEST_PASSWORD,
    workspaceId: test.workspace.id,
    role,
  });
  return { id, email };
}

const enter = (host: Host, email: string, password: string, address = '10.0.0.1') =>
  host.identity.signIn({ email, password, address, userAgent: 'tests' });
const outcome = (call: Promise<unknown>) =>
  call.then(
    () => 'in',
    (error: { code?: string }) => error.code,
  );
const codeOf = (secret: string) => totpCode(secret, stepAt(test.clock.now));

async function enrol(user: { id: string; email: string }) {
  const { secret } = await test.host.identity.enrolment(user.id, user.email);
  const codes = await test.host.identity.confirmEnrolment(user.id, codeOf(secret));
  test.clock.advance(30_000);
  return { secret, codes };
}

describe('P-05 guessing is slowed down', () => {
  it('makes an account wait in every process, longer each time, and lets it in after the wait', async () => {
    const { email } = await newMember();
    for (let i = 0; i < 5; i += 1)
      expect(await outcome(enter(i % 2 ? test.host : second, email, WRONG, `10.1.0.${i}`))).toBe(
        'error.badCredentials',
      );
    for (const host of [test.host, second])
      await expect(enter(host, email, TEST_PASSWORD, '10.1.0.99')).rejects.toMatchObject({
        kind: 'tooMany',
        code: 'error.tooManyTries',
        params: { minutes: 1 },
      });
    test.clock.advance(MINUTE);
    expect(await outcome(enter(second, email, WRONG, '10.1.0.6'))).toBe('error.badCredentials');
    await expect(enter(test.host, email, TEST_PASSWORD)).rejects.toMatchObject({
      params: { minutes: 2 },
    });
    test.clock.advance(2 * MINUTE);
    expect(await outcome(enter(test.host, email, TEST_PASSWORD))).toBe('in');
    expect(await outcome(enter(test.host, email, WRONG)), 'and starts afresh').toBe(
      'error.badCredentials',
    );
    expect(await outcome(enter(test.host, email, TEST_PASSWORD))).toBe('in');
  });

  it('counts before it checks: twenty guesses at once are no more than five', async () => {
    const { email } = await newMember();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        outcome(enter(i % 2 ? test.host : second, email, WRONG, '10.3.0.1')),
      ),
    );
    expect(answers.filter((code) => code === 'error.badCredentials')).toHaveLength(5);
  });

  it('makes an address wait that tries many accounts, whether they exist or not', async () => {
    for (let i = 0; i < 30; i += 1)
      await outcome(enter(test.host, `u${i}@nowhere.example`, 'x', '10.2.0.1'));
    const { email } = await newMember();
    expect(await outcome(enter(test.host, email, TEST_PASSWORD, '10.2.0.1'))).toBe(
      'error.tooManyTries',
    );
    expect(await outcome(enter(test.host, email, TEST_PASSWORD, '10.2.0.2'))).toBe('in');
    for (let i = 0; i < 5; i += 1)
      await outcome(enter(test.host, 'no@no.example', 'x', '10.2.1.1'));
    expect(await outcome(enter(test.host, 'no@no.example', 'x', '10.2.1.1'))).toBe(
      'error.tooManyTries',
    );
  });

  it('keeps no address that was typed', async () => {
    await outcome(enter(test.host, 'typed@secret.example', 'x', '10.2.2.1'));
    const rows = await test.host.database.systemQuery('select * from socle_throttle');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/typed|10\.2/);
  });

  it('counts the passwords asked of an open session with the others', async () => {
    const { id, email } = await newMember();
    const token = await test.host.identity.openSession(id, 'tests');
    for (let i = 0; i < 5; i += 1)
      expect(await outcome(test.host.identity.confirmByPassword(id, token, WRONG))).not.toBe('in');
    expect(await outcome(enter(test.host, email, TEST_PASSWORD))).toBe('error.tooManyTries');
  });
});

describe('P-05 passwords', () => {
  it.each([
    ['short', 'error.passwordTooShort'],
    ['motdepasse', 'error.password.common'],
    ['Password123', 'error.password.common'],
    ['camille-durand', 'error.password.personal'],
    ['Durand-2026', 'error.password.personal'],
    ['azertyuiop12', 'error.password.pattern'],
    ['aaaaaaaaaaaa', 'error.password.pattern'],
    ['x'.repeat(257), 'error.tooBig.string'],
  ])('refuses %s in words', async (password, code) => {
    const { id } = await newMember();
    await expect(test.host.identity.setPassword(id, password, null)).rejects.toMatchObject({
      kind: 'invalid',
      fields: [{ field: 'password', code: expect.stringMatching(/^error\./) }],
    });
    const refusal = await test.host.identity
      .setPassword(id, password, null)
      .catch((error: { fields: { code: string }[] }) => error.fields[0]?.code);
    expect(refusal).toBe(code);
  });

  it('are hashed anew at the next sign-in once the parameters have grown', async () => {
    const { id, email } = await newMember();
    const old = await hash(TEST_PASSWORD, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
    await test.host.database.systemQuery('update socle_user set password_hash = $2 where id = $1', [
      id,
      old,
    ]);
    await enter(test.host, email, TEST_PASSWORD);
    const [row] = await test.host.database.systemQuery<{ password_hash: string }>(
      'select password_hash from socle_user where id = $1',
      [id],
    );
    expect(row?.password_hash).toContain('m=19456,t=2,p=1');
    expect(await outcome(enter(test.host, email, TEST_PASSWORD))).toBe('in');
  });

  it('when changed, end every other session and give this one another token', async () => {
    const { id, email } = await newMember();
    const { identity } = test.host;
    const [mine, other] = [
      await identity.openSession(id, 'a'),
      await identity.openSession(id, 'b'),
    ];
    expect(await second.identity.session(other)).not.toBeNull();
    await expect(
      identity.changePassword(id, mine, { current: WRONG, password: 'quatre mots sans rapport' }),
    ).rejects.toMatchObject({ fields: [{ field: 'currentPassword' }] });
    const renewed = await identity.changePassword(id, mine, {
      current: TEST_PASSWORD,
      password: 'quatre mots sans rapport',
    });
    expect(await identity.session(renewed)).toMatchObject({ userId: id });
    expect([await identity.session(mine), await identity.session(other)]).toEqual([null, null]);
    await expect.poll(() => second.identity.session(other)).toBeNull();
    expect(await outcome(enter(test.host, email, TEST_PASSWORD))).toBe('error.badCredentials');
    expect(await outcome(enter(test.host, email, 'quatre mots sans rapport'))).toBe('in');
  });
});

describe('P-05 two-step sign-in', () => {
  it('asks for a code after the password, and opens no session before', async () => {
    const user = await newMember();
    const { secret } = await enrol(user);
    const pending = await enter(test.host, user.email, TEST_PASSWORD);
    expect(pending.kind).toBe('code');
    expect(await test.host.identity.session(pending.token)).toBeNull();
    const wrong = codeOf(secret) === '000000' ? '000001' : '000000';
    expect(await outcome(test.host.identity.completeSignIn(pending.token, wrong, origin))).toBe(
      'error.invalid',
    );
    const token = await second.identity.completeSignIn(pending.token, codeOf(secret), origin);
    expect(await test.host.identity.session(token)).toMatchObject({ userId: user.id });
    expect(
      await outcome(test.host.identity.completeSignIn(pending.token, codeOf(secret), origin)),
    ).toBe('error.signInExpired');
  });

  it('takes each code once, even from two processes at once', async () => {
    const user = await newMember();
    const { secret } = await enrol(user);
    const [a, b] = [
      await enter(test.host, user.email, TEST_PASSWORD),
      await enter(test.host, user.email, TEST_PASSWORD),
    ];
    const code = codeOf(secret);
    const answers = await Promise.all([
      outcome(test.host.identity.completeSignIn(a.token, code, origin)),
      outcome(second.identity.completeSignIn(b.token, code, origin)),
    ]);
    expect(answers.sort()).toEqual(['error.invalid', 'in']);
    test.clock.advance(30_000);
    expect(await outcome(test.host.identity.spendCode(user.id, codeOf(secret)))).toBe('in');
    expect(await outcome(test.host.identity.spendCode(user.id, codeOf(secret)))).toBe(
      'error.invalid',
    );
  });

  it('takes a recovery code once, however it is typed, and shows how many are left', async () => {
    const user = await newMember();
    const { codes } = await enrol(user);
    expect(new Set(codes).size).toBe(10);
    const [code = ''] = codes;
    const use = (typed: string) => outcome(test.host.identity.spendCode(user.id, typed));
    expect(await use(code.toUpperCase().replaceAll('-', ' '))).toBe('in');
    expect(await use(code)).toBe('error.invalid');
    expect(await test.host.identity.secondFactor(user.id)).toMatchObject({ recoveryCodesLeft: 9 });
    const fresh = await test.host.identity.renewRecoveryCodes(user.id);
    expect(await use(codes[1] ?? '')).toBe('error.invalid');
    expect(await use(fresh[0] ?? '')).toBe('in');
  });

  it('stops the guessing of codes', async () => {
    const user = await newMember();
    const { secret } = await enrol(user);
    for (let i = 0; i < 5; i += 1) await outcome(test.host.identity.spendCode(user.id, `x${i}`));
    expect(await outcome(second.identity.spendCode(user.id, codeOf(secret)))).toBe(
      'error.tooManyTries',
    );
  });

  it('keeps neither the secret nor a recovery code in readable form', async () => {
    const user = await newMember();
    const { secret, codes } = await enrol(user);
    const rows = await test.host.database.systemQuery(
      `select f.*, c.* from socle_second_factor f join socle_recovery_code c using (user_id) where user_id = $1`,
      [user.id],
    );
    const kept = JSON.stringify(rows);
    expect(rows).toHaveLength(10);
    expect([secret, ...codes].filter((text) => kept.includes(text))).toEqual([]);
  });

  it('is asked of those the workspace asks it of, at once', async () => {
    const [admin, member] = [await newMember('admin'), await newMember()];
    const { identity } = test.host;
    const tokens = [
      await identity.openSession(admin.id, 'a'),
      await identity.openSession(member.id, 'm'),
    ];
    const asked = () =>
      Promise.all(tokens.map(async (token) => (await second.identity.session(token))?.mustEnrol));
    expect(await asked()).toEqual([false, false]);
    await identity.saveSecondFactorPolicy(test.workspace.id, 'administrators', admin.id);
    await expect.poll(asked).toEqual([true, false]);
    await identity.saveSecondFactorPolicy(test.workspace.id, 'everyone', admin.id);
    await expect.poll(asked).toEqual([true, true]);
    await enrol(member);
    await identity.forgetUser(member.id);
    await expect.poll(asked).toEqual([true, false]);
    await identity.saveSecondFactorPolicy(test.workspace.id, 'optional', admin.id);
  });
});

describe('P-05 ways back in', () => {
  const requested = async () =>
    (
      await test.host.database.systemQuery<{ payload: { email: string } }>(
        `select payload from graphile_worker._private_jobs as j join graphile_worker._private_tasks t on t.id = j.task_id
         where t.identifier = 'socle.passwordReset' order by j.id`,
      )
    ).map((row) => row.payload.email);

  it('are asked for in the same way whether the account exists or not', async () => {
    const { email } = await newMember();
    await test.host.identity.requestPasswordReset(email, '10.4.0.1');
    await test.host.identity.requestPasswordReset('nobody@nowhere.example', '10.4.0.1');
    expect((await requested()).slice(-2)).toEqual([email, 'nobody@nowhere.example']);
  });

  it('are limited without telling: the fourth letter to one account is not written', async () => {
    const { email } = await newMember();
    for (let i = 0; i < 6; i += 1)
      expect(await outcome(test.host.identity.requestPasswordReset(email, `10.5.0.${i}`))).toBe(
        'in',
      );
    expect((await requested()).filter((asked) => asked === email)).toHaveLength(3);
  });

  it('work once, for an hour, and the newest only', async () => {
    const user = await newMember();
    const { identity } = test.host;
    const tokenOf = async () =>
      (await identity.createResetLink(user.id)).split('/reset-password/')[1] ?? '';
    const reset = (token: string, password = 'quatre mots sans rapport') =>
      outcome(second.identity.resetPassword(token, password, origin));
    const session = await identity.openSession(user.id, 'tests');
    const older = await tokenOf();
    const token = await tokenOf();
    expect(await reset(older)).toBe('error.resetLinkUsed');
    expect(await reset(token, 'motdepasse'), 'a refused password uses nothing up').toBe(
      'error.invalid',
    );
    expect((await Promise.all([reset(token), reset(token)])).sort()).toEqual([
      'error.resetLinkUsed',
      'in',
    ]);
    await expect.poll(() => identity.session(session)).toBeNull();
    const late = await tokenOf();
    test.clock.advance(60 * MINUTE);
    expect(await reset(late)).toBe('error.resetLinkUsed');
    expect(await outcome(enter(test.host, user.email, 'quatre mots sans rapport'))).toBe('in');
  });

  it('still ask for the second factor', async () => {
    const user = await newMember();
    await enrol(user);
    const token = (await test.host.identity.createResetLink(user.id)).split('/').at(-1) ?? '';
    const answer = await test.host.identity.resetPassword(
      token,
      'quatre mots sans rapport',
      origin,
    );
    expect(answer.kind).toBe('code');
  });

  it('are written to the owner of the address in their language, and to nobody else', async () => {
    const mail = await startMailRecorder();
    const mailing = await createTestHost({
      modules: [labModule()],
      env: {
        SOCLE_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
        SOCLE_URL: 'https://crm.example.com',
      },
    });
    const { owner } = mailing.workspace.users;
    await sendResetLetter(mailing.host, 'nobody@nowhere.example');
    await sendResetLetter(mailing.host, owner.email.toUpperCase());
    expect(mail.messages.map(({ to }) => to)).toEqual([[owner.email]]);
    const text = mail.messages[0]?.raw.replace(/=\r\n/g, '') ?? '';
    expect(text).toContain('Bonjour owner of Atelier Martin');
    // From the settings, never from what a request says its host is.
    const link = /https:\S+/.exec(text)?.[0] ?? '';
    expect(link).toMatch(/^https:\/\/crm\.example\.com\/reset-password\/[\w-]{43}$/);
    expect(await mailing.host.identity.isResetToken(link.split('/').at(-1) ?? '')).toBe(true);
    mail.refuseNext('451 come back later');
    await expect(
      sendResetLetter(mailing.host, owner.email),
      'so that the queue tries again',
    ).rejects.toMatchObject({ kind: 'unavailable' });
    await mailing.close();
    await mail.close();
  });

  it('keep no link in readable form', async () => {
    const { id } = await newMember();
    const token = (await test.host.identity.createResetLink(id)).split('/').at(-1) ?? '';
    const rows = await test.host.database.systemQuery('select * from socle_one_time_token');
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

describe('P-05 sessions', () => {
  it('end after two weeks without use, and after thirty days in any case', async () => {
    const { id } = await newMember();
    const { identity } = test.host;
    const [idle, used] = [await identity.openSession(id, 'a'), await identity.openSession(id, 'b')];
    for (let day = 0; day < 29; day += 1) {
      test.clock.advance(DAY);
      // As once the minute is over for which an answer is kept.
      test.host.cache.clear();
      expect(await identity.session(used), `day ${day + 1}`).not.toBeNull();
      if (day === 12) expect((await identity.sessions(id)).length).toBe(2);
      if (day === 14) expect((await identity.sessions(id)).length).toBe(1);
    }
    expect(await identity.session(idle)).toBeNull();
    test.clock.advance(DAY);
    expect(await identity.session(used)).toBeNull();
  });

  it('are ended one by one or all at once, in every process', async () => {
    const { id } = await newMember();
    const stranger = await newMember();
    const { identity } = test.host;
    const tokens = [];
    for (const agent of ['a', 'b', 'c']) tokens.push(await identity.openSession(id, agent));
    const [mine = '', other = '', third = ''] = tokens;
    const alive = (token: string) => second.identity.session(token);
    for (const token of tokens) expect(await alive(token)).not.toBeNull();
    const list = await identity.sessions(id);
    const otherId = list.find((view) => view.userAgent === 'b')?.id ?? '';
    await expect(identity.endSession(stranger.id, otherId)).rejects.toMatchObject({
      kind: 'notFound',
    });
    await identity.endSession(id, otherId);
    await expect.poll(() => alive(other)).toBeNull();
    await identity.signOutEverywhere(id, mine);
    await expect.poll(() => alive(third)).toBeNull();
    expect(await alive(mine)).not.toBeNull();
  });

  it('get another token when somebody proves anew who they are; the old one is worth nothing', async () => {
    const { id } = await newMember();
    const { identity } = test.host;
    const token = await identity.openSession(id, 'tests');
    expect(await second.identity.session(token)).not.toBeNull();
    test.clock.advance(20 * MINUTE);
    const renewed = await identity.confirmByPassword(id, token, TEST_PASSWORD);
    expect(renewed).not.toBe(token);
    expect((await identity.session(renewed))?.authenticatedAt).toEqual(test.clock.now);
    expect(await identity.session(token)).toBeNull();
    await expect.poll(() => second.identity.session(token)).toBeNull();
  });

  it('write down when they were seen once a minute at most', async () => {
    const { id } = await newMember();
    const token = await test.host.identity.openSession(id, 'tests');
    const seen = async () => {
      test.host.cache.clear();
      await test.host.identity.session(token);
      return (await test.host.identity.sessions(id))[0]?.seenAt.getTime();
    };
    const first = await seen();
    test.clock.advance(MINUTE - 1);
    expect(await seen()).toBe(first);
    test.clock.advance(1);
    expect(await seen()).toBe(test.clock.now.getTime());
  });
});

describe('P-05 several workspaces', () => {
  async function inBoth() {
    const user = await newMember();
    await test.host.identity.createUser({
      email: user.email,
      name: 'x',
      password: TEST_PASSWORD,
      workspaceId: test.other.id,
      role: 'reader',
    });
    return user;
  }

  it('are switched between by their members only', async () => {
    const { id } = await inBoth();
    const { identity } = test.host;
    const token = await identity.openSession(id, 'tests');
    const opened = (await identity.session(token))?.workspaceId;
    const wanted = [test.workspace.id, test.other.id].find((w) => w !== opened) ?? '';
    await second.identity.switchWorkspace(token, wanted);
    await expect.poll(async () => (await identity.session(token))?.workspaceId).toBe(wanted);
    const outsider = await newMember();
    const theirs = await identity.openSession(outsider.id, 'tests');
    for (const workspace of [test.other.id, 'nonsense', ''])
      await expect(identity.switchWorkspace(theirs, workspace)).rejects.toMatchObject({
        kind: 'notFound',
      });
  });

  it('are left one by one: the session goes on in the other, then in none', async () => {
    const { id } = await inBoth();
    const { identity } = test.host;
    const token = await identity.openSession(id, 'tests');
    await identity.switchWorkspace(token, test.workspace.id);
    const key = await identity.createApiKey({
      userId: id,
      workspaceId: test.workspace.id,
      name: 'k',
      scopes: null,
      expiresAt: null,
    });
    expect(await second.identity.apiKey(key)).not.toBeNull();
    await identity.leaveWorkspace(id, test.workspace.id);
    expect(await identity.session(token)).toMatchObject({
      workspaceId: test.other.id,
      role: 'reader',
    });
    await expect.poll(() => second.identity.apiKey(key)).toBeNull();
    await identity.leaveWorkspace(id, test.other.id);
    expect(await identity.session(token)).toMatchObject({ workspaceId: null, role: null });
  });

  it('are never left by their last owner, even when two leave at once', async () => {
    const workspaceId = await test.host.identity.createWorkspace({ name: 'Two owners' });
    const owners = [];
    for (const i of [1, 2])
      owners.push(
        await test.host.identity.createUser({
          email: `owner${i}@two.example`,
          name: 'Owner',
          password: TEST_PASSWORD,
          workspaceId,
          role: 'owner',
        }),
      );
    const [a = '', b = ''] = owners;
    const answers = await Promise.all([
      outcome(test.host.identity.leaveWorkspace(a, workspaceId)),
      outcome(second.identity.leaveWorkspace(b, workspaceId)),
    ]);
    expect(answers.sort()).toEqual(['error.lastOwner', 'in']);
  });

  it('a deactivated member has no role there, and no key works', async () => {
    const { id } = await newMember();
    const { identity } = test.host;
    const token = await identity.openSession(id, 'tests');
    const key = await identity.createApiKey({
      userId: id,
      workspaceId: test.workspace.id,
      name: 'k',
      scopes: null,
      expiresAt: null,
    });
    await test.host.database.systemQuery(
      'update socle_membership set deactivated_at = now() where user_id = $1',
      [id],
    );
    await identity.forgetUser(id);
    expect(await identity.session(token)).toMatchObject({ workspaceId: null, role: null });
    expect(await identity.apiKey(key)).toBeNull();
    expect(await identity.member(test.workspace.id, id)).toBeNull();
  });
});

describe('P-05 app passwords', () => {
  it('open with the e-mail they belong to, typed with or without dashes, and are no API keys', async () => {
    const { id, email } = await newMember();
    const { identity } = test.host;
    const password = await identity.createAppPassword({
      userId: id,
      workspaceId: test.workspace.id,
      name: 'Phone',
      scopes: null,
      expiresAt: null,
    });
    expect(password).toMatch(/^([a-z2-7]{4}-){4}[a-z2-7]{4}$/);
    expect(await second.identity.appPassword(email.toUpperCase(), password)).toMatchObject({
      userId: id,
    });
    expect(
      await identity.appPassword(email, password.replaceAll('-', '').toUpperCase()),
    ).toMatchObject({ userId: id });
    expect(await identity.appPassword('owner@elsewhere.example', password)).toBeNull();
    expect(await identity.apiKey(password.replaceAll('-', ''))).toBeNull();
    const [view] = await identity.apiKeys(test.workspace.id, id);
    expect(view).toMatchObject({ kind: 'app', lastUsedAt: test.clock.now });
    await identity.revokeApiKey(test.workspace.id, id, view?.id ?? '');
    await expect.poll(() => second.identity.appPassword(email, password)).toBeNull();
  });
});
