// Measures the application against its floors: the same SQL through pg, the same SQL behind a bare
// node:http, a COPY of the same rows. Both sides of a ratio are measured in turns, in this run.
// Prints one JSON document; says what it is doing on stderr.
import { fork } from 'node:child_process';
import path from 'node:path';
import autocannon from 'autocannon';
import pg from 'pg';
import { openApplication, socle } from './application.mjs';
import { firstPageScripts } from './first-page.mjs';
import { measureImport } from './import.mjs';
import { interleave, sequence, summary } from './measure.mjs';
import { queries } from './queries.mjs';
import { measureRights, measureSignIns } from './rights.mjs';
import { seed } from './seed.mjs';

const ROWS = Number(process.argv.find((word) => word.startsWith('--rows='))?.slice(7) ?? 200_000);
const say = (text) => process.stderr.write(`${text}\n`);

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 16 });
const workspace = await socle('workspace', 'create', '--name', 'Bench');
const owner = { email: 'bench@socle.example', password: 'bench of the product' };
await socle(
  'user',
  'create',
  '--email',
  owner.email,
  '--name',
  'Bench',
  '--role',
  'owner',
  '--workspace',
  workspace,
  '--password',
  owner.password,
);
const key = await socle('apikey', 'create', '--user', owner.email, '--name', 'bench');

say(`import of ${ROWS} contacts against COPY`);
const imported = process.argv.includes('--skip-import')
  ? null
  : await measureImport({ rows: ROWS, pool, workspace, user: owner.email });
if (!imported) {
  say('seeding by SQL');
  await seed(pool, workspace, ROWS);
}
await pool.query('vacuum analyze core_contact');
await pool.query('vacuum analyze core_contact_key');

say('warm start');
const first = await openApplication();
await first.close();
const application = await openApplication();
const floor = await openFloor(workspace);
const cases = await queries(pool, workspace);
const results = {
  rows: ROWS,
  import: imported,
  warmStart: { msToFirstByte: application.msToFirstByte },
  cases: {},
  load: {},
  html: null,
};

for (const [name, query] of Object.entries(cases)) {
  say(name);
  const sides = await interleave({
    ours: () =>
      sequence(
        `${application.url}${query.path}`,
        { authorization: `Bearer ${key}` },
        query.requests,
      ),
    http: () => sequence(`${floor.url}/${name}`, {}, query.requests),
    sql: () => timeSql(query),
  });
  results.cases[name] = {
    ...summary(sides),
    ratioToBareHttp: ratio(sides.ours, sides.http),
    ratioToSql: ratio(sides.ours, sides.sql),
  };
}

say('16 clients');
results.load = {
  ours: await load(`${application.url}${cases.list.path}`, { authorization: `Bearer ${key}` }),
  bareHttp: await load(`${floor.url}/list`, {}),
};

say('HTML page');
const cookie = await application.signIn(owner);
results.html = await htmlPage(application, cookie);
results.firstPage = await firstPageScripts(application.url, cookie);
results.searchDatabase = await searchPercentiles(pool, workspace);

say('rights');
results.rights = await measureRights({ pool, workspace, application, cases, allKey: key });
say('sign-ins');
results.signIns = await measureSignIns(application, owner);

floor.child.kill();
await application.close();
await pool.end();
process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
process.exit(0);

function ratio(a, b) {
  return Number((Math.min(...a) / Math.min(...b)).toFixed(2));
}

async function timeSql({ sql, values, requests }) {
  const client = await pool.connect();
  const times = [];
  for (let i = 0; i < requests; i += 1) {
    const started = performance.now();
    for (const [index, text] of sql.entries()) await client.query(text, values[index]);
    times.push(performance.now() - started);
  }
  client.release();
  return times;
}

async function load(url, headers) {
  const result = await autocannon({ url, headers, connections: 16, duration: 8 });
  return {
    requestsPerSecond: Math.round(result.requests.average),
    p95ms: result.latency.p97_5,
    p50ms: result.latency.p50,
    errors: result.errors + result.non2xx,
  };
}

async function htmlPage(app, cookieHeader) {
  const path_ = '/contacts?kind=company&sort=-createdAt';
  await sequence(`${app.url}${path_}`, { cookie: cookieHeader }, 60);
  const requests = 150;
  const before = await app.cpuSeconds();
  const times = await sequence(`${app.url}${path_}`, { cookie: cookieHeader }, requests);
  const cpu = (await app.cpuSeconds()) - before;
  times.sort((a, b) => a - b);
  return {
    medianMs: Number(times[Math.floor(times.length / 2)].toFixed(2)),
    cpuMsPerPage: Number(((cpu / requests) * 1000).toFixed(2)),
  };
}

async function searchPercentiles(db, workspaceId) {
  const { rows } = await db.query(
    `select first_name, last_name, name from core_contact where workspace_id = $1 order by md5(id::text) limit 100`,
    [workspaceId],
  );
  const client = await db.connect();
  await client.query('begin');
  await client.query(`select set_config('app.workspace', $1, true)`, [workspaceId]);
  const time = async (fn, words) => {
    const started = performance.now();
    await client.query(`select id from ${fn}('core_contact'::regclass, $1, 101) as id`, [words]);
    return performance.now() - started;
  };
  const fold = (text) =>
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((w) => w.length > 2)
      .slice(0, 2);
  const exact = [];
  const typo = [];
  for (const row of rows) {
    const words = fold(row.name);
    if (words.length === 0) continue;
    exact.push(await time('socle_search', words));
    typo.push(
      await time(
        'socle_search_like',
        words.map((w) => `${w.slice(0, 2)}${w.slice(3)}x`),
      ),
    );
  }
  await client.query('rollback');
  client.release();
  const p95 = (list) =>
    Number([...list].sort((a, b) => a - b)[Math.floor(list.length * 0.95)].toFixed(2));
  return { exactP95ms: p95(exact), typoP95ms: p95(typo), samples: exact.length };
}

function openFloor(workspaceId) {
  const child = fork(path.join(import.meta.dirname, 'floor-server.mjs'), [workspaceId], {
    env: process.env,
  });
  return new Promise((resolve) =>
    child.once('message', ({ port }) => resolve({ child, url: `http://127.0.0.1:${port}` })),
  );
}
