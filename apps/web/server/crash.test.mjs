import { afterEach, describe, expect, it } from 'vitest';
import { openBrowser } from './test-support/browser.mjs';
import { importState, peopleFile, startImport, uploadImport } from './test-support/imports.mjs';
import { createInstallation, until } from './test-support/installation.mjs';

let installation;

afterEach(() => installation?.remove());

/** An installation that runs, with the browser of an owner and an import that has begun. */
async function beginImport(rows) {
  installation = await createInstallation();
  await installation.socle('migrate');
  const owner = await installation.company();
  const server = await installation.start();
  const browser = openBrowser(server.url);
  await browser.signIn(owner);
  const id = await uploadImport(installation, browser, peopleFile(rows));
  await startImport(browser, id);
  const atWork = await importState(
    installation,
    id,
    ({ counts, job_status }) => job_status === 'running' && counts.created > 0,
  );
  expect(atWork.counts.created).toBeLessThan(rows);
  return { owner, server, id };
}

/** Every row of the file is there once, with its event, and the import counts what is there. */
async function expectWhole(id, rows) {
  const done = await importState(installation, id, ({ status }) => status !== 'running', 150_000);
  expect(done).toMatchObject({ status: 'done', row_count: rows, error: null, failures: 0 });
  expect(done.counts).toMatchObject({ created: rows, updated: 0, unchanged: 0, rejected: 0 });
  const [there] = await installation.query(
    `select count(*)::int as contacts, count(distinct last_name)::int as names,
       count(distinct emails -> 0 ->> 'value')::int as addresses from core_contact`,
  );
  expect(there).toEqual({ contacts: rows, names: rows, addresses: rows });
  const [{ events, changes }] = await installation.query(
    `select (select count(*)::int from socle_event where name = 'core.contact.created') as events,
       (select count(*)::int from core_import_change where action = 'created') as changes`,
  );
  expect({ events, changes }).toEqual({ events: rows, changes: rows });
}

describe('O-05 C-05 a process that ends in the middle of an import', () => {
  it('by kill -9 loses no row and doubles none: the next start finishes it by itself', async () => {
    const rows = 20_000;
    const { owner, server, id } = await beginImport(rows);
    await server.kill();
    const before = await importState(installation, id, () => true);
    expect(before).toMatchObject({ status: 'running', job_status: 'running' });
    expect(before.counts.created).toBeLessThan(rows);

    const again = await installation.start();
    // Killed once more, as soon as it has taken over.
    await importState(installation, id, ({ counts }) => counts.created > before.counts.created);
    await again.kill();
    const last = await installation.start();
    await expectWhole(id, rows);
    const counted = await last.api(owner.key, '/contacts?limit=1&count=true');
    expect(counted.body.count).toBe(rows);
    const state = await importState(installation, id, () => true);
    expect(state.attempts).toBeGreaterThan(1);
  });

  it('by SIGTERM ends within ten seconds, and the next start goes on', async () => {
    const rows = 8_000;
    const { server, id } = await beginImport(rows);
    const ended = await server.stop();
    expect(ended.code).toBe(0);
    expect(ended.ms).toBeLessThan(10_000);
    const stopped = await importState(installation, id, () => true);
    expect(stopped).toMatchObject({ status: 'running', failures: 0 });
    await installation.start({ role: 'worker' });
    await expectWhole(id, rows);
  });

  it('by the death of its launcher ends too', async () => {
    installation = await createInstallation();
    await installation.socle('migrate');
    const server = await installation.start();
    server.forget();
    expect(await server.exited).toMatchObject({ code: 0 });
  });
});

describe('O-05 two workers on one database', () => {
  it('carry out every delivery once, in the order of each record, and share the work', async () => {
    installation = await createInstallation();
    await installation.socle('migrate');
    const { workspaceId, key } = await installation.company();
    await installation.query(
      `insert into socle_setting (workspace_id, module_id, values) values ($1, 'hello', $2)`,
      [workspaceId, { greetsNewContacts: true, language: 'fr', signature: '' }],
    );
    const web = await installation.start({ role: 'web', env: { SOCLE_API_RATE_LIMIT: '100000' } });
    const workers = await Promise.all([
      installation.start({ role: 'worker' }),
      installation.start({ role: 'worker' }),
    ]);
    const create = (n) => ({ op: 'create', data: { kind: 'company', name: `Client ${n}` } });
    const batches = Array.from({ length: 10 }, (_, b) =>
      web.api(key, '/contacts/batch', {
        method: 'POST',
        body: { operations: Array.from({ length: 50 }, (_, n) => create(b * 50 + n)) },
      }),
    );
    for (const { status } of await Promise.all(batches)) expect(status).toBe(200);
    // One is killed with deliveries in its hands: the other has to do them.
    await workers[0].kill();
    await until(
      async () =>
        (
          await installation.query(
            `select count(*) filter (where status = 'pending')::int as waiting, count(*)::int as total from socle_delivery`,
          )
        )[0],
      ({ waiting, total }) => waiting === 0 && total >= 500,
      60_000,
    );
    const [greeted] = await installation.query(
      `select count(*)::int as greetings, count(distinct contact_id)::int as contacts from hello_greeting`,
    );
    expect(greeted).toEqual({ greetings: 500, contacts: 500 });
    const dead = await installation.query(`select 1 from socle_delivery where status <> 'done'`);
    expect(dead).toEqual([]);
  });

  it('carry out every job once', async () => {
    installation = await createInstallation();
    await installation.socle('migrate');
    const owner = await installation.company();
    const web = await installation.start({ role: 'web' });
    const browser = openBrowser(web.url);
    await browser.signIn(owner);
    // Read, then waiting for nobody: each is put back to be read again as often as wanted.
    const worker = await installation.start({ role: 'worker' });
    const id = await uploadImport(installation, browser, peopleFile(3));
    await worker.stop();
    const jobs = 200;
    await installation.query(
      `with copies as (
         insert into core_import select (r).* from (
           select jsonb_populate_record(i, jsonb_build_object('id', n.import_id, 'job_id', n.job_id, 'status', 'running')) as r
           from core_import i, (select gen_random_uuid() as import_id, gen_random_uuid() as job_id from generate_series(1, $2)) n
           where i.id = $1) x returning workspace_id, id, job_id, created_by)
       insert into socle_job (workspace_id, id, name, input, max_attempts, run_at, created_at, created_by, locale)
       select workspace_id, job_id, 'core.import.run', jsonb_build_object('importId', id), 5, now(), now(), created_by, 'en' from copies`,
      [id, jobs],
    );
    // Each job is announced three times over, as by impatient clients.
    for (let n = 0; n < 3; n += 1)
      await installation.query(
        `select socle_wake_job(workspace_id, id, now()) from socle_job where status = 'queued'`,
      );
    const workers = await Promise.all([
      installation.start({ role: 'worker' }),
      installation.start({ role: 'worker' }),
    ]);
    await until(
      async () =>
        (
          await installation.query(
            `select count(*)::int as n from socle_job where name = 'core.import.run' and status = 'done'`,
          )
        )[0].n,
      (n) => n === jobs,
      90_000,
    );
    const [runs] = await installation.query(
      `select max(attempts) as most, sum(failures)::int as failures from socle_job where name = 'core.import.run'`,
    );
    expect(runs).toEqual({ most: 1, failures: 0 });
    // The same three people, however many imports named them.
    const [{ people }] = await installation.query(
      'select count(*)::int as people from core_contact',
    );
    expect(people).toBe(3);
    const done = workers.map(
      ({ output }) =>
        output()
          .split('\n')
          .filter((line) => line.includes('"job done"')).length,
    );
    expect(done[0] + done[1]).toBe(jobs);
    expect(Math.min(...done)).toBeGreaterThan(0);
  });
});
