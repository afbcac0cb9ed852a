import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileForm, openBrowser } from './test-support/browser.mjs';
import { createInstallation, until } from './test-support/installation.mjs';

let installation;
let martin;
let durand;
let server;
let second;
let browser;
let stranger;

beforeAll(async () => {
  installation = await createInstallation({ env: { SOCLE_MAX_UPLOAD_MB: '1' } });
  await installation.socle('migrate');
  martin = await installation.company('Atelier Martin');
  durand = await installation.company('Maison Durand');
  server = await installation.start({ role: 'web' });
  second = await installation.start({ role: 'web' });
  browser = openBrowser(server.url);
  await browser.signIn(martin);
  stranger = openBrowser(server.url);
  await stranger.signIn(durand);
});
afterAll(() => installation?.remove());

/** The stream of an open page: what it has heard, and whether it is still open. */
async function listen(visitor) {
  const abort = new AbortController();
  const response = await visitor.get('/events', { signal: abort.signal });
  const heard = { response, text: '', isOpen: true, close: () => abort.abort() };
  (async () => {
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream()))
      heard.text += chunk;
  })()
    .catch(() => undefined)
    .finally(() => {
      heard.isOpen = false;
    });
  return heard;
}

const addCompany = (application, key, name) =>
  application.api(key, '/contacts', { method: 'POST', body: { kind: 'company', name } });

describe('O-05 /events', () => {
  it('is for those who are signed in', async () => {
    const answer = await server.fetch('/events');
    expect(answer.status).toBe(401);
    const forged = await server.fetch('/events', { headers: { cookie: 'socle_session=%E0%A4%A' } });
    expect(forged.status).toBe(401);
  });

  it('tells within two seconds what another process has changed, and nothing of other companies', async () => {
    const ours = await listen(browser);
    const theirs = await listen(stranger);
    expect(ours.response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(ours.response.headers.get('cache-control')).toBe('no-store');
    expect(ours.response.headers.get('x-accel-buffering')).toBe('no');
    const { body } = await addCompany(second, martin.key, 'Nouveau');
    await until(() => ours.text.includes(body.id), Boolean, 2_000);
    expect(ours.text).toContain('event: change\ndata: {"recordType":"core.contact"');
    const other = await addCompany(second, durand.key, 'Autre');
    await until(() => theirs.text.includes(other.body.id), Boolean, 2_000);
    expect(theirs.text).not.toContain(body.id);
    expect(ours.text).not.toContain(other.body.id);
    ours.close();
    theirs.close();
  });

  it('says only which record has changed, never what is in it', async () => {
    const ours = await listen(browser);
    await addCompany(second, martin.key, 'Dossier Confidentiel');
    await until(() => ours.text.includes('core.contact'));
    expect(ours.text).not.toContain('Confidentiel');
    ours.close();
  });

  it('ends with the process', async () => {
    const third = await installation.start({ role: 'web' });
    const visitor = openBrowser(third.url);
    await visitor.signIn(martin);
    const ours = await listen(visitor);
    const ended = await third.stop();
    expect(ended.code).toBe(0);
    expect(ended.ms).toBeLessThan(10_000);
    await until(() => !ours.isOpen);
  });
});

describe('P-05 /files/:id', () => {
  const CONTENT = '<script>alert(1)</script>\nPrénom,Nom\n';
  let id;

  beforeAll(async () => {
    await browser.post('/imports/new', fileForm('../../é "x".html', CONTENT));
    [{ id }] = await installation.query('select id from socle_file');
  });

  it('are offered for download, never shown', async () => {
    const response = await browser.get(`/files/${id}`);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(CONTENT);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringMatching(/^attachment; filename\*=UTF-8''%C3%A9%20/),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'content-length': String(Buffer.byteLength(CONTENT)),
    });
    expect(response.headers.get('content-disposition')).not.toMatch(/["\\/\n]|\.\./);
  });

  it('are there for their company alone', async () => {
    const answers = await Promise.all([
      stranger.get(`/files/${id}`),
      stranger.get('/files/00000000-0000-7000-8000-000000000000'),
      browser.get('/files/..%2f..%2fsecret.key'),
      browser.get('/files/%00'),
    ]);
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(new Set(texts).size).toBe(1);
    const visitor = await server.fetch(`/files/${id}`, { redirect: 'manual' });
    expect(visitor.status).toBe(302);
    expect(visitor.headers.get('location')).toBe(
      `/sign-in?next=${encodeURIComponent(`/files/${id}`)}`,
    );
  });

  it('that are too large are refused in words, and leave nothing behind', async () => {
    const before = await installation.query('select count(*)::int as n from socle_file');
    const large = 'a'.repeat(1024 * 1024 + 1);
    const answer = await browser.post('/imports/new', fileForm('large.csv', large));
    expect(answer.status).toBe(413);
    expect(await answer.text()).toMatch(/1(\.0)? ?MB/);
    expect(await installation.query('select count(*)::int as n from socle_file')).toEqual(before);
    const body = { kind: 'company', name: 'x'.repeat(6 * 1024 * 1024) };
    const api = await server.api(martin.key, '/contacts', { method: 'POST', body });
    expect(api).toMatchObject({ status: 413, body: { code: 'error.bodyTooLarge' } });
    expect((await addCompany(server, martin.key, 'Toujours là')).status).toBe(201);
  });
});

describe('O-01 what is not there, and what never changes', () => {
  it('is a page in the frame for those who are signed in, and sign-in for the others', async () => {
    const answer = await browser.get('/no/such/page');
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await answer.text()).toContain('href="/contacts"');
    const visitor = await server.fetch('/no/such/page', { redirect: 'manual' });
    expect(visitor.headers.get('location')).toBe('/sign-in?next=%2Fno%2Fsuch%2Fpage');
    expect((await server.api(martin.key, '/nothing')).status).toBe(404);
  });

  it('is kept by browsers for a year when its name holds its content', async () => {
    const html = await browser.text('/contacts');
    const [script] = /\/assets\/[\w.-]+\.js/.exec(html);
    const asset = await server.fetch(script);
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await server.fetch('/assets/gone-00000000.js')).status).toBe(404);
    const page = await browser.get('/contacts');
    expect(page.headers.get('cache-control')).toBe('private, no-store');
    const icon = await server.fetch('/favicon.svg');
    expect(icon.headers.get('cache-control')).toBe('public, max-age=3600');
  });
});
