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

describe('P-05 what is answered beside the pages', () => {
  it('shows and runs nothing, and is read by no other site', async () => {
    const authorization = `Bearer ${owner.key}`;
    for (const [address, status] of [
      ['/healthz', 200],
      ['/metrics', 200],
      ['/api/v1/openapi.json', 200],
      ['/api/v1/contacts', 200],
      ['/api/v1/nothing', 404],
      ['/events', 401],
      ['/files/00000000-0000-7000-8000-000000000000', 302],
    ]) {
      const response = await server.fetch(address, {
        redirect: 'manual',
        headers: { authorization, origin: 'https://evil.example' },
      });
      await response.body?.cancel();
      expect(response.status, address).toBe(status);
      expect(policyOf(response), address).toBe("default-src 'none';frame-ancestors 'none'");
      expect(response.headers.get('x-content-type-options'), address).toBe('nosniff');
      for (const [name] of response.headers)
        expect(name, address).not.toMatch(/^access-control-|^server$|^x-powered-by$/);
    }
  });

  it('knows a key by its header alone: neither an address nor a cookie opens the API', async () => {
    const browser = openBrowser(server.url);
    await browser.signIn(owner);
    const body = JSON.stringify({ kind: 'company', name: 'Intrus' });
    const headers = { 'content-type': 'application/json' };
    const answers = await Promise.all([
      browser.get('/api/v1/me'),
      browser.get('/api/v1/contacts', { method: 'POST', headers, body }),
      server.fetch(`/api/v1/me?key=${owner.key}&api_key=${owner.key}&access_token=${owner.key}`),
      server.fetch('/api/v1/me', { headers: { 'x-api-key': owner.key } }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  });
});

describe('P-05 what is kept outside this process', () => {
  it('is no page and no data: neither browsers nor proxies store them', async () => {
    const browser = openBrowser(server.url);
    await browser.signIn(owner);
    for (const address of [
      ...['/contacts', '/contacts.data', '/settings/members', '/settings/members.data'],
      ...['/export/core.contact', '/search?q=a', '/sign-in', '/nowhere'],
    ]) {
      const response = await browser.get(address);
      await response.body?.cancel();
      expect(response.headers.get('cache-control'), address).toMatch(/^(private, )?no-store$/);
    }
    const visitor = await server.fetch('/contacts', { redirect: 'manual' });
    expect(visitor.headers.get('cache-control')).toBe('private, no-store');
    const ahead = await browser.get('/contacts.data', { headers: { 'sec-purpose': 'prefetch' } });
    expect(ahead.headers.get('cache-control')).toBe('private, max-age=5');
    const api = await server.api(owner.key, '/contacts');
    expect(api.headers.get('cache-control')).toMatch(/^private\b/);
  });
});

describe('P-05 whoever is refused', () => {
  it('is in the log with their address, not with what they tried', async () => {
    const proxied = await installation.start({ role: 'web', env: { SOCLE_TRUST_PROXY: '1' } });
    const headers = { 'x-forwarded-for': '203.0.113.7, 192.0.2.9' };
    const fields = { email: owner.email, password: 'a wrong one, unspeakable' };
    await (await openBrowser(proxied.url).post('/sign-in', fields, { headers })).text();
    await proxied.api('socle_wrong-wrong-wrong-wrong', '/me', { headers });
    await proxied.stop();
    const refused = proxied
      .output()
      .split('\n')
      .filter((line) => line.includes('"refused"'))
      .map((line) => JSON.parse(line))
      .sort((a, b) => a.status - b.status);
    // The nearest proxy's word: what stands before it, the visitor may have written.
    expect(refused).toMatchObject([
      { level: 'info', path: '/api/v1/me', status: 401, address: '192.0.2.9' },
      { level: 'info', path: '/sign-in', status: 422, address: '192.0.2.9' },
    ]);
    for (const secret of ['unspeakable', owner.email, 'wrong-wrong'])
      expect(proxied.output()).not.toContain(secret);
  });
});
