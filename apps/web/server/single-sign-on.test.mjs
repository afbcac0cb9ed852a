import { startOidcProvider } from '@socle/plugin-sdk/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './test-support/browser.mjs';
import { createInstallation, SECRET_KEY } from './test-support/installation.mjs';

const NEXT_KEY = 'another secret that is only used by these tests.';

let installation;
let owner;
let server;
let there;
let boss;
let serial = 0;

beforeAll(async () => {
  there = await startOidcProvider();
  installation = await createInstallation();
  await installation.socle('migrate');
  owner = await installation.company();
  server = await installation.start({ role: 'web' });
  boss = openBrowser(server.url);
  await boss.signIn(owner);
  await save(boss, 'new');
});
afterAll(async () => {
  await installation?.remove();
  await there?.close();
});
afterEach(() => {
  there.fault = null;
});

const form = (changes = {}) => ({
  intent: 'save',
  name: 'Martin ID',
  issuer: there.issuer,
  clientId: there.clientId,
  clientSecret: there.clientSecret,
  domains: 'atelier-martin.example',
  joinAs: 'member',
  ...changes,
});

const save = (browser, id, changes) => browser.post(`/settings/sso/${id}`, form(changes));

async function providerId() {
  const [{ id }] = await installation.query('select id from socle_sso_provider');
  return id;
}

/** Sets out for the provider and comes back to our callback; follows nothing further. */
async function visit(browser, query = 'next=%2Fcontacts') {
  const out = await browser.get(`/sign-in/oidc/${await providerId()}?${query}`);
  const address = out.headers.get('location');
  if (!address?.startsWith(there.issuer)) return out;
  const back = await there.visit(address);
  return browser.get(back.pathname + back.search);
}

function newPerson(changes = {}) {
  serial += 1;
  there.person = {
    sub: `sub-${serial}`,
    email: `p${serial}@atelier-martin.example`,
    email_verified: true,
    name: 'Nora Nouvelle',
    ...changes,
  };
  return there.person;
}

describe('P-05 signing in with the company’s provider', () => {
  it('is offered on the sign-in page and leads to the page that was wanted', async () => {
    const person = newPerson();
    const browser = openBrowser(server.url);
    const page = await browser.text('/sign-in?next=%2Fcontacts');
    expect(page).toContain(`/sign-in/oidc/${await providerId()}?next=%2Fcontacts`);
    expect(page).toContain('Continue with Martin ID');
    const answer = await visit(browser);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('/contacts');
    expect(browser.cookies.has('socle_sso')).toBe(false);
    expect((await browser.get('/contacts')).status).toBe(200);
    const members = await installation.query(
      `select m.role from socle_membership m join socle_user u on u.id = m.user_id where u.email = $1`,
      [person.email],
    );
    expect(members).toEqual([{ role: 'member' }]);
  });

  it('keeps what is under way in a sealed cookie that only the way back gets', async () => {
    const browser = openBrowser(server.url);
    const out = await browser.get(`/sign-in/oidc/${await providerId()}`);
    expect(out.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^socle_sso=v1\.[\w.-]+; Path=\/sign-in\/oidc; Max-Age=600; HttpOnly; SameSite=Lax$/,
      ),
    ]);
    const query = new URL(out.headers.get('location')).searchParams;
    expect(query.get('redirect_uri')).toBe(`${server.url}/sign-in/oidc/callback`);
    for (const name of ['state', 'nonce'])
      expect(browser.cookies.get('socle_sso')).not.toContain(query.get(name));
  });

  it('says on the sign-in page what went wrong, in words nobody else can put there', async () => {
    newPerson();
    there.fault = 'wrongSignature';
    const browser = openBrowser(server.url);
    const answer = await visit(browser);
    const place = answer.headers.get('location');
    expect(place).toMatch(/^\/sign-in\?next=%2Fcontacts&problem=v1\./);
    expect(browser.cookies.has('socle_session')).toBe(false);
    expect(await browser.text(place)).toContain('not signed as it should be');
    const forged = place.replace(/problem=v1\.\w+/, 'problem=v1.00000000');
    expect(await browser.text(forged)).not.toContain('role="alert"');

    there.fault = null;
    newPerson({ email_verified: false });
    const unverified = await visit(openBrowser(server.url));
    expect(await browser.text(unverified.headers.get('location'))).toContain(
      'does not confirm your e-mail address',
    );
  });

  it('goes nowhere else afterwards, and begins nowhere else', async () => {
    for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example']) {
      newPerson();
      const answer = await visit(openBrowser(server.url), new URLSearchParams({ next }));
      expect(answer.headers.get('location'), next).toBe('/');
    }
    newPerson();
    const mine = openBrowser(server.url);
    const out = await mine.get(`/sign-in/oidc/${await providerId()}`);
    const back = await there.visit(out.headers.get('location'));
    // The victim of a link that an attacker has prepared.
    const other = openBrowser(server.url);
    const answer = await other.get(back.pathname + back.search);
    expect(answer.headers.get('location')).toMatch(/^\/sign-in\?.*problem=/);
    expect(other.cookies.has('socle_session')).toBe(false);
    for (const address of ['/sign-in/oidc/nothing', `/sign-in/oidc/${owner.workspaceId}`])
      expect((await other.get(address)).status, address).toBe(404);
  });

  it('is connected to an owner’s account only by a link of their own security page', async () => {
    newPerson({ email: owner.email });
    const refused = await visit(openBrowser(server.url));
    expect(await openBrowser(server.url).text(refused.headers.get('location'))).toContain(
      'Sign in your usual way once',
    );

    const id = await providerId();
    for (const token of ['', '&token=v1.00000000.a.b']) {
      const answer = await boss.get(`/sign-in/oidc/${id}?purpose=link${token}`);
      expect(answer.headers.get('location')).toMatch(/^\/settings\/security\?problem=/);
    }
    const security = await boss.text('/settings/security');
    const [, token] = /purpose=link&amp;token=([\w.-]+)/.exec(security) ?? [];
    const linked = await visit(boss, `purpose=link&token=${token}`);
    expect(linked.headers.get('location')).toBe('/settings/security#passkeys');
    const browser = openBrowser(server.url);
    expect((await visit(browser)).headers.get('location')).toBe('/contacts');
    expect(await browser.text('/settings/security')).toContain('Disconnect Martin ID');
    // The token was for its owner: in another's browser it is worth nothing.
    newPerson();
    const stranger = openBrowser(server.url);
    await visit(stranger);
    const stolen = await stranger.get(`/sign-in/oidc/${id}?purpose=link&token=${token}`);
    expect(stolen.headers.get('location')).toMatch(/^\/settings\/security\?problem=/);
  });

  it('is set up by administrators who have just shown who they are, and shows no secret', async () => {
    newPerson();
    const member = openBrowser(server.url);
    await visit(member);
    for (const address of [
      '/settings/sso',
      '/settings/sso/new',
      `/settings/sso/${await providerId()}`,
    ])
      expect((await member.get(address)).status, address).toBe(403);
    expect((await save(member, 'new', { name: 'Mine' })).status).toBe(403);
    const page = await boss.text(`/settings/sso/${await providerId()}`);
    expect(page).toContain(`${server.url}/sign-in/oidc/callback`);
    expect(page).not.toContain(there.clientSecret);
    const refused = await save(boss, 'new', { name: '', issuer: 'http://id.example' });
    expect(refused.status).toBe(422);
    const text = await refused.text();
    expect(text).toContain('Write the address in full');
    expect(text).not.toContain(there.clientSecret);

    await installation.query(
      `update socle_session set authenticated_at = now() - interval '1 hour'`,
    );
    const fresh = await installation.start({ role: 'web' });
    const late = openBrowser(fresh.url);
    late.cookies.set('socle_session', boss.cookies.get('socle_session'));
    const asked = await save(late, 'new', { name: 'Late' });
    expect(asked.headers.get('location')).toMatch(/^\/confirm-identity\?next=/);
    await fresh.stop();
  });
});

describe('P-05 the other ways in', () => {
  it('cannot be begun without end from one address', async () => {
    const fresh = await installation.start({ role: 'web' });
    const browser = openBrowser(fresh.url.replace('127.0.0.1', 'localhost'));
    const begin = () => browser.post('/passkeys', { intent: 'signInStart' });
    const answers = [];
    for (let i = 0; i < 121; i += 1) answers.push(await begin());
    expect(answers[0].status).toBe(200);
    expect(answers.at(-1)?.status).toBe(429);
    expect((await answers.at(-1).json()).error.code).toBe('error.tooManyRequests');
    const provider = await browser.get(`/sign-in/oidc/${await providerId()}`);
    expect(provider.headers.get('location')).toMatch(/^\/sign-in\?.*problem=/);
    await fresh.stop();
  });

  it('are refused to other sites, and to whoever is not signed in where it matters', async () => {
    const browser = openBrowser(server.url);
    for (const intent of [
      'signInStart',
      'signIn',
      'add',
      'addStart',
      'remove',
      'rename',
      'confirm',
    ]) {
      const fields = { intent, response: '{}', name: 'x', id: owner.userId };
      const foreign = await browser.post('/passkeys', fields, {
        headers: { origin: 'https://evil.example' },
      });
      expect(foreign.status, intent).toBe(403);
    }
    for (const intent of ['add', 'addStart', 'remove', 'rename', 'confirm', 'confirmStart']) {
      const fields = { intent, response: '{}', name: 'x', id: owner.userId };
      const answer = await browser.post('/passkeys', fields);
      expect(answer.status, intent).toBe(302);
      expect(answer.headers.get('location'), intent).toMatch(/^\/sign-in\?next=/);
    }
  });
});

describe('P-05 changing the secret key', () => {
  it('re-seals the client secret, after which the old key is needed no more', async () => {
    const start = async (env) => {
      newPerson();
      const process = await installation.start({ role: 'web', env });
      const answer = await visit(openBrowser(process.url));
      await process.stop();
      return answer.headers.get('location') ?? '';
    };
    // A process with the new key alone cannot read it, and says so.
    const changed = { SOCLE_SECRET_KEY: NEXT_KEY };
    const both = { ...changed, SOCLE_SECRET_KEY_PREVIOUS: SECRET_KEY };
    await installation.run(['migrate'], both);
    expect(await start(changed)).toMatch(/^\/sign-in\?.*problem=/);
    expect(await start(both)).toBe('/contacts');
    const first = await installation.run(['secrets', 'rotate'], both);
    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toMatch(/client_secret_sealed: 1 encrypted anew, 0 already were/);
    const again = await installation.run(['secrets', 'rotate'], both);
    expect(again.stdout).toMatch(/client_secret_sealed: 0 encrypted anew, 1 already were/);
    expect(await start(changed)).toBe('/contacts');
    // The old key alone opens nothing now, and nothing is lost by trying.
    const wrong = await installation.run(['secrets', 'rotate']);
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain('neither key opens them');
    await installation.run(['migrate'], changed);
    expect(await start(changed)).toBe('/contacts');
  });
});
