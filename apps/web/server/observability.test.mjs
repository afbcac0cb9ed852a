import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './test-support/browser.mjs';
import { createInstallation, until } from './test-support/installation.mjs';

let installation;
let owner;
let server;

beforeAll(async () => {
  installation = await createInstallation();
  await installation.socle('migrate');
  owner = await installation.company();
  server = await installation.start({ env: { SOCLE_LOG_LEVEL: 'debug' } });
});
afterAll(() => installation?.remove());

const TOKEN = 'a token for the monitor';

describe('O-05 every answer', () => {
  const idOf = async (given) => {
    const headers = given === undefined ? {} : { 'x-request-id': given };
    return (await server.fetch('/healthz', { headers })).headers.get('x-request-id');
  };

  it('carries the id of its request: the given one, or one of our own', async () => {
    expect(await idOf('upstream-0001_a')).toBe('upstream-0001_a');
    const own = await Promise.all([idOf(), idOf(), idOf('short'), idOf('x'.repeat(65))]);
    expect(new Set(own).size).toBe(4);
    for (const id of own) expect(id).toMatch(/^[0-9a-f-]{36}$/);
    for (const bad of ['abc def ghi', 'a"b;c{}defgh', '<script>alert</script>'])
      expect(await idOf(bad)).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('tells the same id in the body of a refusal and in the log', async () => {
    const id = 'journey-of-one-request';
    const answer = await server.api(null, '/me', { headers: { 'x-request-id': id } });
    expect(answer).toMatchObject({ status: 401, body: { requestId: id, code: 'error.badApiKey' } });
    const line = await until(() =>
      server
        .output()
        .split('\n')
        .find((text) => text.includes(id)),
    );
    expect(JSON.parse(line)).toMatchObject({ requestId: id, path: '/api/v1/me', status: 401 });
  });
});

describe('O-05 /healthz', () => {
  it('answers 200 while database and schema are fine, 503 with the reason otherwise', async () => {
    const health = async () => {
      const response = await server.fetch('/healthz');
      return { status: response.status, body: await response.json() };
    };
    expect(await health()).toEqual({ status: 200, body: { status: 'ok' } });
    const [step] = await installation.query(
      `delete from socle_migration where module_id = 'ticketing' returning *`,
    );
    expect(await health()).toEqual({
      status: 503,
      body: {
        status: 'unavailable',
        reason: expect.stringMatching(/ticketing\/\S+ not applied.*socle -- migrate/),
      },
    });
    await installation.query(
      'insert into socle_migration values ($1, $2, $3)',
      Object.values(step),
    );
    expect((await health()).status).toBe(200);
  });
});

describe('O-05 /metrics', () => {
  const read = (application, headers = {}) => application.fetch('/metrics', { headers });

  it('is read on the machine itself, and through no proxy', async () => {
    expect((await read(server)).status).toBe(200);
    const answer = await read(server, { 'x-forwarded-for': '127.0.0.1' });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('SOCLE_METRICS_TOKEN');
  });

  it('is read from anywhere with the token, and by nobody without it', async () => {
    const guarded = await installation.start({
      role: 'web',
      env: { SOCLE_METRICS_TOKEN: TOKEN },
    });
    const authorization = `Bearer ${TOKEN}`;
    expect((await read(guarded)).status).toBe(403);
    expect((await read(guarded, { authorization: 'Bearer wrong' })).status).toBe(403);
    const answer = await read(guarded, { authorization, 'x-forwarded-for': '192.0.2.7' });
    expect(answer.status).toBe(200);
    await guarded.stop();
  });

  it('shows durations by route, both queues, the pools and the process, and no name of anyone', async () => {
    const browser = openBrowser(server.url);
    await browser.signIn(owner);
    const contact = await server.api(owner.key, '/contacts', {
      method: 'POST',
      body: { kind: 'company', name: 'Maison Confidentielle' },
    });
    await browser.get(`/contacts/${contact.body.id}`);
    const response = await read(server);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    const text = await response.text();
    expect(text).toMatch(
      /socle_http_request_seconds_count\{route="\/api\/v1",method="POST",status="201"\} 1/,
    );
    expect(text).toMatch(/socle_http_request_seconds_bucket\{le="0.05",route="page",method="GET"/);
    for (const name of [
      ...['socle_job_queue_lag_seconds', 'socle_outbox_lag_seconds', 'socle_dead_deliveries'],
      ...['socle_failed_jobs', 'socle_pool_app_connections', 'socle_pool_system_idle'],
      ...['socle_pool_app_waiting', 'socle_live_streams', 'socle_process_cpu_seconds_total'],
    ])
      expect(text, name).toMatch(new RegExp(`^${name} \\d`, 'm'));
    for (const secret of [owner.workspaceId, contact.body.id, 'Confidentielle', owner.email])
      expect(text).not.toContain(secret);
  });

  it('shows how long the oldest job and the oldest event have waited', async () => {
    const alone = await createInstallation();
    await alone.socle('migrate');
    const { workspaceId, key } = await alone.company();
    const web = await alone.start({ role: 'web' });
    await web.api(key, '/contacts', { method: 'POST', body: { kind: 'company', name: 'X' } });
    await alone.query(`update socle_delivery set next_attempt_at = now() - interval '40 seconds'`);
    await alone.query(
      `insert into socle_job (workspace_id, id, name, input, max_attempts, run_at, created_at, locale)
       values ($1, gen_random_uuid(), 'core.import.read', '{}', 1, now() - interval '90 seconds', now(), 'en')`,
      [workspaceId],
    );
    const text = await (await read(web)).text();
    const secondsOf = (name) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]);
    expect(secondsOf('socle_job_queue_lag_seconds')).toBeGreaterThanOrEqual(90);
    expect(secondsOf('socle_outbox_lag_seconds')).toBeGreaterThanOrEqual(40);
    await alone.remove();
  });
});

describe('O-05 the log', () => {
  it('is one JSON object a line and holds no password, key, cookie or secret', async () => {
    const browser = openBrowser(server.url);
    await browser.signIn(owner);
    await browser.post('/sign-in', { email: owner.email, password: 'a wrong one, unspeakable' });
    const created = await browser.post('/settings/keys', {
      ...{ intent: 'create', name: 'k', life: '30', scope: 'all' },
    });
    const made = /socle_[\w-]{40}/.exec(await created.text())?.[0];
    expect(made).toBeDefined();
    await server.api(made, `/contacts?q=${encodeURIComponent('recherche privée')}`);
    await server.api(owner.key, '/contacts', { method: 'POST', body: { nonsense: true } });
    await browser.get('/contacts?q=privée');
    await server.stop();
    const lines = server.output().trim().split('\n');
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ time: expect.any(String) });
    const everything = server.output();
    for (const secret of [
      ...[owner.password, owner.key, made, 'unspeakable', 'priv%C3%A9e', 'privée'],
      ...[installation.settings.SOCLE_SECRET_KEY, browser.cookies.get('socle_session')],
      new URL(installation.databaseUrl).password || 'no password in this address',
    ])
      expect(everything).not.toContain(secret);
  });
});
