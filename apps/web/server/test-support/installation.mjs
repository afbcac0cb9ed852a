import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openSystemPool } from '@socle/plugin-sdk/kernel';
import { vi } from 'vitest';
import { startProcess } from './application.mjs';
import { runCommand, spawnCommand } from './commands.mjs';

export const PASSWORD = 'correct horse battery';
export const SECRET_KEY = 'a secret that is only used by these tests, 48 ch';

// Processes are started, and the machine may be busy with others: a failure is a wrong answer, not a late one.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

/** What the processes under test inherit: nothing of a developer's own settings. */
const inherited = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(SOCLE_|VITEST|NODE_ENV$|PORT$|HOST$|DATABASE_URL$|TEST$)/.test(name),
  ),
);

/**
 * An empty database with a data directory, on which the built command and application run as processes.
 * @param {{ env?: Record<string, string>, server?: string }} [options] `server`: address of another
 *   PostgreSQL than the suite's
 */
export async function createInstallation({ env = {}, server = suiteServer() } = {}) {
  const name = `socle_test_${randomBytes(6).toString('hex')}`;
  await administer(server, `create database ${name}`);
  const address = new URL(server);
  address.pathname = `/${name}`;
  const dataDir = await mkdtemp(path.join(tmpdir(), 'socle-test-'));
  const settings = {
    ...inherited,
    DATABASE_URL: address.href,
    SOCLE_DATA_DIR: dataDir,
    SOCLE_SECRET_KEY: SECRET_KEY,
    SOCLE_DEMO: '0',
    PORT: '0',
    ...env,
  };
  const pool = openPool(address.href);
  const processes = [];

  const run = (words, more = {}) => runCommand(words, { ...settings, ...more });
  const socle = async (...words) => {
    const { code, stdout, stderr } = await run(words);
    if (code !== 0) throw new Error(`socle ${words.join(' ')} ended with ${code}: ${stderr}`);
    return stdout.trim();
  };
  const userCreate = (workspace, role, email) =>
    socle(
      ...['user', 'create', '--email', email, '--name', `Camille ${role}`, '--role', role],
      ...['--workspace', workspace, '--password', PASSWORD],
    );

  return {
    databaseUrl: address.href,
    dataDir,
    settings,
    /** Runs a command; answers with its exit code and what it printed. */
    run,
    /** The same through `cli.mjs`, as a process of its own. */
    spawn: (words, more = {}) => spawnCommand(words, { ...settings, ...more }),
    socle,
    userCreate,
    query: async (sql, values) => (await pool.query(sql, values)).rows,
    /** Starts the application, or one half of it, and waits until it is ready. */
    async start(options = {}) {
      const started = await startProcess({
        ...options,
        env: { ...settings, ...options.env },
      });
      processes.push(started);
      return started;
    },
    /** A company with its owner and a key of the owner's. */
    async company(
      company = 'Atelier Martin',
      email = `owner@${randomBytes(4).toString('hex')}.example`,
    ) {
      const workspaceId = await socle('workspace', 'create', '--name', company, '--locale', 'en');
      const userId = await userCreate(workspaceId, 'owner', email);
      const key = await socle('apikey', 'create', '--user', email, '--name', 'tests');
      return { workspaceId, userId, email, password: PASSWORD, key };
    },
    /** Ends every process and removes database and files. */
    async remove() {
      for (const started of processes) await started.kill();
      await pool.end();
      await administer(server, `drop database if exists ${name} with (force)`);
      await administer(server, `drop role if exists ${name}_app`);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function suiteServer() {
  const url = process.env.SOCLE_TEST_DATABASE_URL;
  if (!url)
    throw new Error('SOCLE_TEST_DATABASE_URL is not set. Run the tests through `npm test`.');
  return url;
}

// A server that is killed under a test must not take the test's own process with it.
const openPool = (url) => openSystemPool({ databaseUrl: url }, 4, () => undefined);

async function administer(server, sql) {
  const pool = openPool(server);
  try {
    await pool.query(sql);
  } finally {
    await pool.end();
  }
}

/** Asks again until the answer is there; fails with the last answer otherwise. */
export async function until(ask, isThere = Boolean, timeoutMs = 20_000) {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (isThere(answer)) return answer;
    if (Date.now() > deadline)
      throw new Error(`Waited ${timeoutMs} ms in vain; last answer: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
