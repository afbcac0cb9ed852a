import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTemporaryPostgres } from '../../../scripts/lib/temporary-postgres.mjs';
import { openBrowser } from './test-support/browser.mjs';
import { importState, peopleFile, startImport, uploadImport } from './test-support/imports.mjs';
import { createInstallation, until } from './test-support/installation.mjs';

let postgres;
let installation;
let owner;
let server;

beforeAll(async () => {
  // A server of our own that keeps its promises to the disk; the suite's does not.
  postgres = await startTemporaryPostgres({ durable: true });
  installation = await createInstallation({ server: postgres.url });
  await installation.socle('migrate');
  owner = await installation.company();
  server = await installation.start({ env: { SOCLE_API_RATE_LIMIT: '1000000' } });
});
afterAll(async () => {
  await installation?.remove();
  await postgres?.remove();
});

const killPostgres = () => {
  const [pid] = readFileSync(path.join(postgres.cluster, 'postmaster.pid'), 'utf8').split('\n');
  process.kill(Number(pid), 'SIGKILL');
};

/** Clients that write without a pause and remember what was promised to them. */
function startWriters(count) {
  const seen = { promised: new Set(), statuses: new Map(), bodies: [] };
  let isOver = false;
  const writer = async (w) => {
    for (let n = 0; !isOver; n += 1) {
      const name = `Client ${w}-${n}`;
      const answer = await server
        .api(owner.key, '/contacts', { method: 'POST', body: { kind: 'company', name } })
        .catch((error) => ({ status: `no answer: ${error.cause?.code ?? error.message}` }));
      seen.statuses.set(answer.status, (seen.statuses.get(answer.status) ?? 0) + 1);
      if (answer.status === 201) seen.promised.add(name);
      else seen.bodies.push(answer);
    }
  };
  const writers = Promise.all(Array.from({ length: count }, (_, w) => writer(w)));
  return {
    seen,
    async stop() {
      isOver = true;
      await writers;
    },
  };
}

it('O-05 C-05 the database killed under an import: it goes on by itself, whole', async () => {
  const rows = 6_000;
  const browser = openBrowser(server.url);
  await browser.signIn(owner);
  const id = await uploadImport(installation, browser, peopleFile(rows));
  await startImport(browser, id);
  await importState(installation, id, ({ counts }) => counts.created > 0);
  killPostgres();
  await until(
    async () => (await server.fetch('/healthz')).status,
    (status) => status === 503,
  );
  await postgres.restart();
  const done = await importState(installation, id, ({ status }) => status !== 'running', 120_000);
  expect(done).toMatchObject({ status: 'done', failures: 0, error: null });
  expect(done.counts).toMatchObject({ created: rows, updated: 0, rejected: 0 });
  const [{ people }] = await installation.query(
    `select count(*)::int as people from core_contact where kind = 'person'`,
  );
  expect(people).toBe(rows);
});

it('O-05 the database killed under writing clients: nothing promised is lost, nothing is restarted', async () => {
  const browser = openBrowser(server.url);
  await browser.signIn(owner);
  const doomed = await installation.socle(
    'apikey',
    'create',
    '--user',
    owner.email,
    '--name',
    'doomed',
  );
  expect((await server.api(doomed, '/me')).status).toBe(200);
  const changes = listen(browser);
  await until(() => changes.isOpen);

  const writers = startWriters(4);
  await until(() => writers.seen.promised.size > 40);
  killPostgres();
  await until(() => writers.seen.statuses.has(503));
  const health = await server.fetch('/healthz');
  expect(health.status).toBe(503);
  expect((await health.json()).reason).toMatch(/^The database does not answer: ./);
  const metrics = await server.fetch('/metrics');
  expect(metrics.status).toBe(200);
  expect(await metrics.text()).toMatch(/^socle_job_queue_lag_seconds Nan/m);
  const page = await browser.get('/contacts');
  expect(page.status).toBe(503);
  expect(await page.text()).toContain('<html');
  expect((await browser.get('/events')).status).toBe(503);
  await writers.stop();
  for (const { status, headers, body } of writers.seen.bodies) {
    expect(status).toBe(503);
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({ status: 503, code: 'error.databaseUnavailable' });
  }

  await postgres.restart();
  await until(
    async () => (await server.fetch('/healthz')).status,
    (status) => status === 200,
  );
  const rows = await installation.query(`select name from core_contact where kind = 'company'`);
  const there = new Set(rows.map(({ name }) => name));
  expect([...writers.seen.promised].filter((name) => !there.has(name))).toEqual([]);
  expect(there.size).toBe(rows.length);

  // What was known by heart before is asked again: a key revoked now is refused now.
  const [{ id }] = await installation.query(`select id from socle_api_key where name = 'doomed'`);
  await until(
    async () => (await server.api(doomed, '/me')).status,
    (status) => status === 200,
  );
  const revoked = await browser.post('/settings/keys', { intent: 'revoke', revoke: id });
  expect(revoked.status).toBe(200);
  expect((await server.api(doomed, '/me')).status).toBe(401);

  // The open page hears of changes again, and events are delivered.
  const before = changes.count;
  await until(async () => {
    const { status } = await server.api(owner.key, '/contacts', {
      method: 'POST',
      body: { kind: 'company', name: 'Après' },
    });
    return status === 201 && changes.count > before;
  });
  await until(
    async () =>
      (await installation.query(`select 1 from socle_delivery where status = 'pending'`)).length,
    (waiting) => waiting === 0,
    60_000,
  );
  expect(changes.isOpen).toBe(true);
  changes.close();
  expect((await server.stop()).code).toBe(0);
});

/** The live stream of a signed-in page. */
function listen(browser) {
  const abort = new AbortController();
  const heard = { count: 0, isOpen: false, close: () => abort.abort() };
  (async () => {
    const response = await browser.get('/events', { signal: abort.signal });
    heard.isOpen = response.status === 200;
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream()))
      heard.count += chunk.split('event: change').length - 1;
    heard.isOpen = false;
  })().catch(() => {
    heard.isOpen = false;
  });
  return heard;
}
