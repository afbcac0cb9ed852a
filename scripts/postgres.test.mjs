import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensurePostgres, stopLeftoverPostgres } from './lib/postgres.mjs';
import { isRoot, SYSTEM_DIR } from './lib/postgres-account.mjs';
import { removeMisleadingPidFile, runningServer } from './lib/postgres-pid.mjs';
import { waitForExit } from './lib/process.mjs';
import { makeTemporaryDirectory } from './lib/temporary-postgres.mjs';

async function query(url, text) {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describe('the embedded server', () => {
  let dataDir;
  let server;

  beforeAll(() => {
    dataDir = makeTemporaryDirectory();
  });
  afterAll(async () => {
    await server?.stop({ force: true });
    fs.rmSync(dataDir, { recursive: true, force: true });
  });

  it('is made once by two that start at the same moment', async () => {
    const both = await Promise.all([ensurePostgres({ dataDir }), ensurePostgres({ dataDir })]);
    server = both[0];
    expect(both.map(({ created }) => created).sort()).toEqual([false, true]);
    expect(both[0].url).toBe(both[1].url);
  });

  it('speaks UTF-8 on the loopback only, and sorts and searches accented names', async () => {
    const [settings] = await query(
      server.url,
      `select current_setting('listen_addresses') listen, current_setting('server_encoding') encoding,
              current_setting('password_encryption') password, current_setting('fsync') fsync`,
    );
    expect(settings).toEqual({
      listen: '127.0.0.1',
      encoding: 'UTF8',
      password: 'scram-sha-256',
      fsync: 'on',
    });
    await query(server.url, 'create extension pg_trgm');
    const [text] = await query(
      server.url,
      `select array(select * from unnest(array['Zoé','été','Eve']) n order by n) sorted,
              similarity('éà', 'éa') > 0 accents`,
    );
    expect(text).toEqual({ sorted: ['été', 'Eve', 'Zoé'], accents: true });
  });

  it('keeps its password to the owner of the data', () => {
    if (process.platform === 'win32') return;
    expect(fs.statSync(path.join(dataDir, 'postgres.json')).mode & 0o777).toBe(0o600);
    expect(fs.statSync(server.cluster).mode & 0o777).toBe(0o700);
    expect(fs.statSync(dataDir).mode & 0o066).toBe(0);
  });

  it('is adopted when it runs', async () => {
    const again = await ensurePostgres({ dataDir });
    expect(again).toMatchObject({ adopted: true, created: false, port: server.port });
  });

  it('comes back on its port after kill -9, with everything that was committed', async () => {
    await query(server.url, 'create table kept (id int); insert into kept values (1), (2)');
    const { pid } = runningServer(server.cluster);
    process.kill(pid, 'SIGKILL');
    await waitForExit(pid, 5_000);
    expect(server.isAlive()).toBe(false);
    await server.restart();
    expect(await query(server.url, 'select count(*)::int n from kept')).toEqual([{ n: 2 }]);
    expect(runningServer(server.cluster)?.port).toBe(server.port);
  });

  it('is not held back by a pid file whose number belongs to another program', async () => {
    await server.stop();
    const file = path.join(server.cluster, 'postmaster.pid');
    fs.writeFileSync(file, `${process.pid}\n${server.cluster}\n0\n${server.port}\n`);
    expect(runningServer(server.cluster)).toBeNull();
    removeMisleadingPidFile(server.cluster);
    expect(fs.existsSync(file)).toBe(false);
    server = await ensurePostgres({ dataDir });
    expect(server.adopted).toBe(false);
  });

  it('stays for others that use it, and stops with the last', async () => {
    const users = path.join(dataDir, 'postgres.users');
    // Any process that lives and is not this one.
    fs.writeFileSync(path.join(users, String(process.ppid)), '{"identity":null}');
    expect(await server.stop()).toBe(false);
    expect(server.isAlive()).toBe(true);
    fs.rmSync(path.join(users, String(process.ppid)));
    expect(await server.stop()).toBe(true);
    expect(server.isAlive()).toBe(false);
  });

  it('left behind by a start that was killed can be stopped', async () => {
    server = await ensurePostgres({ dataDir });
    expect(await stopLeftoverPostgres(dataDir)).toBe(true);
    expect(await stopLeftoverPostgres(dataDir)).toBe(false);
  });

  it('of another version is refused with the way out', async () => {
    const file = path.join(server.cluster, 'PG_VERSION');
    const version = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(file, '17\n');
    await expect(ensurePostgres({ dataDir })).rejects.toMatchObject({
      message: expect.stringContaining('written by PostgreSQL 17'),
      hint: expect.stringContaining('restore'),
    });
    fs.writeFileSync(file, version);
  });
});

describe.runIf(isRoot())('as root, below a folder closed to others', () => {
  it('keeps the data where its account can reach them', async () => {
    const closed = fs.mkdtempSync(path.join(os.tmpdir(), 'socle-closed-'));
    expect(fs.statSync(closed).mode & 0o777).toBe(0o700);
    const dataDir = path.join(closed, 'data');
    const server = await ensurePostgres({ dataDir, durable: false });
    expect(server.cluster.startsWith(SYSTEM_DIR)).toBe(true);
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    const again = await ensurePostgres({ dataDir });
    expect(again).toMatchObject({ adopted: true, cluster: server.cluster });
    await server.stop();
    fs.rmSync(server.cluster, { recursive: true });
    fs.rmSync(closed, { recursive: true });
  });
});
