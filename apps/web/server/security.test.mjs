import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './test-support/browser.mjs';
import { createInstallation, SECRET_KEY } from './test-support/installation.mjs';

const GATE = Symbol.for('socle.gate');
const BUILD = path.resolve(import.meta.dirname, '../build/server/index.js');
const NEXT_KEY = 'another secret that is only used by these tests, 54 ch';

let installation;
let owner;
let server;
let routes;

beforeAll(async () => {
  installation = await createInstallation();
  await installation.socle('migrate');
  owner = await installation.company();
  server = await installation.start({ role: 'web' });
  routes = Object.values((await import(/* @vite-ignore */ pathToFileURL(BUILD).href)).routes);
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
    const signedIn = openBrowser(server.url);
    await signedIn.signIn(owner);
    const { password } = owner;
    for (const next of [
      ...['https://evil.example/', '//evil.example', '/\\evil.example', '/\t/evil.example'],
      ...['\t//evil.example', ' //evil.example', '\\\\evil.example', '///evil.example'],
      ...['https:evil.example', 'https:/evil.example', '/.//evil.example', '/a/..//evil.example'],
      ...[
        '/%2F%2Fevil.example',
        '%2F%2Fevil.example',
        '/\n/evil.example',
        '//evil%E3%80%82example',
      ],
      ...['javascript:alert(1)', 'data:text/html,x', '@evil.example', '.evil.example', ''],
      ...['/\r\nset-cookie: a=b', '//user:pass@evil.example/', '/\u2028/evil.example'],
    ]) {
      const query = `?next=${encodeURIComponent(next)}`;
      const answers = await Promise.all([
        openBrowser(server.url).post('/sign-in', { ...owner, next }),
        signedIn.get(`/sign-in${query}`),
      ]);
      answers.push(
        await signedIn.post('/confirm-identity', { intent: 'password', password, next }),
      );
      for (const answer of answers) {
        expect(answer.status, next).toBe(302);
        const location = answer.headers.get('location');
        const target = new URL(location, server.url);
        expect(target.origin, `${next} → ${location}`).toBe(server.url);
        expect(answer.headers.get('set-cookie') ?? '').not.toMatch(/^a=b|, a=b/);
      }
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
    // The account is to be used again below.
    await installation.query('delete from socle_throttle');
  });
});

describe('P-05 every cookie', () => {
  it('is out of reach of scripts and other sites, and over https never sent in the clear', async () => {
    const origin = 'https://crm.example.com';
    const https = await installation.start({ role: 'web', env: { SOCLE_URL: origin } });
    for (const [url, headers, end] of [
      [server.url, { origin: server.url }, ''],
      [https.url, { origin }, '; Secure'],
    ]) {
      const browser = openBrowser(url);
      const answers = [
        await browser.post('/sign-in', owner, { headers }),
        await browser.post('/preferences', { language: 'fr', theme: 'dark' }, { headers }),
        await browser.post('/sign-out', {}, { headers }),
      ];
      const cookies = answers.flatMap((answer) => answer.headers.getSetCookie());
      expect(cookies.length).toBeGreaterThanOrEqual(3);
      for (const cookie of cookies)
        expect(cookie).toMatch(
          new RegExp(`^socle_\\w+=[^;]*; Path=/; Max-Age=\\d+; HttpOnly; SameSite=Lax${end}$`),
        );
    }
    await https.stop();
  });
});

describe('P-05 a write from another site', () => {
  it('is refused, by its origin or by what the browser says of its site', async () => {
    const browser = openBrowser(server.url);
    await browser.signIn(owner);
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

  it('is refused by every form of every page', async () => {
    const browser = openBrowser(server.url);
    await browser.signIn(owner);
    const before = await everything();
    const forms = formsOfTheBuild();
    expect(forms.length).toBeGreaterThan(60);
    for (const { address, intent } of forms) {
      const post = (headers) => browser.post(address, intent ? { intent } : {}, { headers });
      const what = `${address} ${intent ?? ''}`;
      expect((await post({ origin: 'https://evil.example' })).status, what).toBe(403);
      // Past the server's own check: the browser sends no origin, and says it all the same.
      expect((await withoutOrigin(browser, address, intent)).status, what).toBe(403);
    }
    expect(await everything()).toEqual(before);
  });

  const withoutOrigin = (browser, address, intent) =>
    browser.get(address, {
      method: 'POST',
      body: new URLSearchParams(intent ? { intent } : {}),
      headers: { 'sec-fetch-site': 'cross-site' },
    });

  function formsOfTheBuild() {
    const id = '00000000-0000-7000-8000-000000000000';
    return routes
      .filter((route) => route.module.action)
      .flatMap((route) => {
        const parts = [];
        for (let at = route; at; at = routes.find((other) => other.id === at.parentId))
          if (at.path) parts.unshift(at.path);
        const address = `/${parts.join('/')}`.replace(/:[\w-]+|\*/g, id);
        return route.module.action[GATE].map(({ intent }) => ({ address, intent }));
      });
  }

  async function everything() {
    const [counts] = await installation.query(
      `select (select count(*) from core_contact) as contacts, (select count(*) from socle_api_key) as keys,
         (select count(*) from socle_session) as sessions, (select count(*) from socle_invitation) as invitations,
         (select count(*) from socle_role) as roles, (select count(*) from socle_audit) as acts,
         (select md5(string_agg(u::text, '|' order by id)) from socle_user u) as users`,
    );
    return counts;
  }
});

describe('P-05 changing the secret key', () => {
  it('re-seals every kind of secret there is, the second factors of members too', async () => {
    const browser = openBrowser(server.url);
    await browser.signIn(owner);
    expect((await browser.get('/two-step')).status).toBe(200);
    const env = { SOCLE_SECRET_KEY: NEXT_KEY, SOCLE_SECRET_KEY_PREVIOUS: SECRET_KEY };
    const { code, stdout, stderr } = await installation.run(['secrets', 'rotate'], env);
    expect(stdout).toMatch(/second_factor.*secret_sealed: 1 encrypted anew, 0 already were/);
    expect(code).toBe(0);
    expect(stderr).toMatch(/SOCLE_SECRET_KEY_PREVIOUS can be dropped/);
  });
});

describe('P-05 docs/security.md', () => {
  const root = path.resolve(import.meta.dirname, '../../..');
  const files = ['apps', 'packages', 'scripts'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true })
      .filter((name) => /\.(test|spec)\.(mjs|tsx?)$|describe-[\w-]+\.ts$/.test(name))
      .filter((name) => !/node_modules|\/dist\//.test(name))
      .map((name) => path.join(root, folder, name)),
  );

  it('names tests that exist', () => {
    const text = readFileSync(path.join(root, 'docs/security.md'), 'utf8');
    const named = [...text.matchAll(/`([\w./-]+\.(?:mjs|ts))` “([^”]+)”/g)];
    expect(named.length).toBeGreaterThan(60);
    for (const [, file, name] of named) {
      const found = files.filter((known) => known.endsWith(`/${file}`));
      expect(found, file).toHaveLength(1);
      expect(readFileSync(found[0], 'utf8'), file).toContain(name);
    }
  });
});
