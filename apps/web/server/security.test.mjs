import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './test-support/browser.mjs';
import { createInstallation } from './test-support/installation.mjs';

let installation;
let owner;
let server;

beforeAll(async () => {
  installation = await createInstallation();
  await installation.socle('migrate');
  owner = await installation.company();
  server = await installation.start({ role: 'web' });
});
afterAll(() => installation?.remove());

const policyOf = (response) => response.headers.get('content-security-policy') ?? '';
const nonceOf = (response) => /'nonce-([^']+)'/.exec(policyOf(response))?.[1];

describe('P-05 what a page may run', () => {
  it('is bound by headers on every answer', async () => {
    for (const address of ['/sign-in', '/contacts', '/nowhere', '/assets/nothing.js']) {
      const { headers } = await server.fetch(address, { redirect: 'manual' });
      expect(headers.get('x-content-type-options'), address).toBe('nosniff');
      expect(headers.get('x-frame-options'), address).toBe('SAMEORIGIN');
      expect(headers.get('referrer-policy'), address).toBe('same-origin');
      expect(headers.get('x-powered-by'), address).toBeNull();
      expect(headers.get('server'), address).toBeNull();
    }
  });

  it('is only what carries the nonce of this very answer', async () => {
    const browser = openBrowser(server.url);
    await browser.signIn(owner);
    const nonces = new Set();
    for (const address of ['/sign-in', '/contacts', '/contacts/new', '/settings', '/nowhere']) {
      const response = await browser.get(address);
      const html = await response.text();
      const policy = policyOf(response);
      const nonce = nonceOf(response);
      expect(policy, address).toContain(`script-src 'self' 'nonce-${nonce}'`);
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
      for (const part of ["default-src 'self'", "object-src 'none'", "base-uri 'none'"])
        expect(policy).toContain(part);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("form-action 'self'");
      for (const [tag, attributes] of html.matchAll(/<script\b([^>]*)>/g))
        expect(attributes, `${address}: ${tag}`).toContain(`nonce="${nonce}"`);
      expect(html).not.toMatch(/<[^>]+\son(click|load|error|submit)=/i);
      expect(html).not.toMatch(/(href|src)="javascript:/i);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(5);
  });

  it('is over https only where the address says so', async () => {
    const https = await installation.start({
      role: 'web',
      env: { SOCLE_URL: 'https://crm.example.com' },
    });
    const response = await https.fetch('/sign-in');
    expect(response.headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/);
    expect(policyOf(response)).toContain('upgrade-insecure-requests');
    const plain = await server.fetch('/sign-in');
    expect(plain.headers.get('strict-transport-security')).toBeNull();
    expect(policyOf(plain)).not.toContain('upgrade-insecure-requests');

    const origin = 'https://crm.example.com';
    const signedIn = await openBrowser(https.url).post('/sign-in', owner, { headers: { origin } });
    expect(signedIn.headers.getSetCookie()[0]).toMatch(/^socle_session=.*; Secure$/);
    // Behind a proxy the process knows itself by another name; only the public one is its own.
    expect((await openBrowser(https.url).post('/sign-in', owner)).status).toBe(403);
    await https.stop();
  });
});

describe('P-03 a session', () => {
  const tokenOf = (browser) => browser.cookies.get('socle_session');

  it('has a cookie that scripts and other sites cannot use', async () => {
    const answer = await openBrowser(server.url).post('/sign-in', owner);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('/');
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^socle_session=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/,
      ),
    ]);
    expect(answer.headers.get('cache-control') ?? '').not.toContain('public');
  });

  it('is a new one at each sign-in, whatever token the browser brought', async () => {
    const browser = openBrowser(server.url);
    browser.cookies.set('socle_session', 'A'.repeat(43));
    await browser.signIn(owner);
    const first = tokenOf(browser);
    expect(first).not.toBe('A'.repeat(43));
    const other = openBrowser(server.url);
    await other.signIn(owner);
    expect(tokenOf(other)).not.toBe(first);
    const [{ kept }] = await installation.query(
      `select count(*)::int as kept from socle_session where token_hash in ($1, $2)`,
      [first, tokenOf(other)],
    );
    expect(kept).toBe(0);
  });

  it('ends for every process at once when its owner signs out', async () => {
    const second = await installation.start({ role: 'web' });
    const browser = openBrowser(server.url);
    await browser.signIn(owner);
    const elsewhere = openBrowser(second.url);
    elsewhere.cookies.set('socle_session', tokenOf(browser));
    // Twice, so that both processes know it by heart.
    for (const [visitor, address] of [
      [browser, '/contacts'],
      [elsewhere, '/contacts'],
      [elsewhere, '/contacts'],
    ])
      expect((await visitor.get(address)).status).toBe(200);
    expect((await elsewhere.get('/sign-out')).status).toBe(302);
    expect((await elsewhere.get('/contacts')).status).toBe(200);
    const answer = await browser.post('/sign-out', {});
    expect(answer.headers.getSetCookie()[0]).toMatch(/^socle_session=; .*Max-Age=0/);
    await expect
      .poll(async () => (await elsewhere.get('/contacts')).headers.get('location'))
      .toBe('/sign-in?next=%2Fcontacts');
    await second.stop();
  });

  it('leads nowhere else after sign-in', async () => {
    for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', '/\t/e.x']) {
      const answer = await openBrowser(server.url).post('/sign-in', { ...owner, next });
      expect(answer.status).toBe(302);
      const target = new URL(answer.headers.get('location'), server.url);
      expect(target.origin, next).toBe(server.url);
    }
  });

  it('is refused alike for a wrong password and an unknown address, and stops guessing', async () => {
    const attempt = async (email, password) => {
      const answer = await openBrowser(server.url).post('/sign-in', { email, password });
      return { status: answer.status, text: await answer.text() };
    };
    const without = ({ text }) => text.replace(/\[[\s\S]*|nonce="[^"]*"|value="[^"]*"/gu, '');
    const wrong = await attempt(owner.email, 'not the password');
    const unknown = await attempt('nobody@x.example', 'not the password');
    expect([wrong.status, unknown.status]).toEqual([422, 422]);
    expect(without(wrong)).toBe(without(unknown));
    expect(wrong.text).not.toContain('not the password');
    let last = wrong;
    for (let i = 0; i < 10 && last.status === 422; i += 1)
      last = await attempt(owner.email, `guess number ${i}`);
    expect(last.status).toBe(429);
  });
});

describe('P-05 a write from another site', () => {
  it('is refused, by its origin or by what the browser says of its site', async () => {
    const browser = openBrowser(server.url);
    browser.cookies.set('socle_session', await sessionToken());
    const fields = { kind: 'company', name: 'Intrus' };
    const post = (headers) => browser.post('/contacts/new', fields, { headers });
    for (const origin of ['https://evil.example', 'null', `${server.url}0`, 'http://localhost'])
      expect((await post({ origin })).status, origin).toBe(403);
    expect((await post({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post({ 'sec-fetch-site': 'same-site' })).status).toBe(403);
    const [{ count }] = await installation.query('select count(*)::int from core_contact');
    expect(count).toBe(0);
    expect((await post({ 'sec-fetch-site': 'same-origin' })).status).toBe(302);
  });

  // Sign-in is closed to this account for a while after the guesses above.
  async function sessionToken() {
    await installation.query('delete from socle_throttle');
    const browser = openBrowser(server.url);
    await browser.signIn(owner);
    return browser.cookies.get('socle_session');
  }
});
