import fs from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';
import { acquireLock } from './lock.mjs';
import { freePort } from './ports.mjs';
import { serverAccount, writeFor } from './postgres-account.mjs';
import { findBinaries } from './postgres-binaries.mjs';
import {
  assertVersionFits,
  clusterPath,
  explainServerFailure,
  initialise,
  makeDataDirectory,
  planConnection,
  readConnection,
  writeConnection,
} from './postgres-cluster.mjs';
import { removeMisleadingPidFile, runningServer } from './postgres-pid.mjs';
import { configurationFile, serverSettings } from './postgres-settings.mjs';
import { serverUsers } from './postgres-users.mjs';
import { sleep } from './process.mjs';

const START_TIMEOUT_S = 300;
const LOCK_WAIT_MS = 120_000;
const LOG_LIMIT = 10 * 1024 * 1024;

/**
 * A PostgreSQL server of our own, running.
 * @typedef {object} EmbeddedPostgres
 * @property {string} url of the database, as the owner of the server
 * @property {number} port
 * @property {boolean} adopted it ran already
 * @property {boolean} created its data were made by this call
 * @property {string} cluster where its data are
 * @property {string} logFile
 * @property {() => boolean} isAlive
 * @property {() => Promise<void>} restart starts it again on the same port after it died
 * @property {(options?: { force?: boolean }) => Promise<boolean>} stop leaves it running while others use it, unless forced; true when it was stopped
 */

/**
 * Makes sure the data directory has a running server and the database in it.
 * @param {object} options
 * @param {string} options.dataDir
 * @param {string} [options.database]
 * @param {boolean} [options.durable] false: faster, and lost with the machine; for tests
 * @param {Record<string, string | number>} [options.flags] further settings of the server
 * @returns {Promise<EmbeddedPostgres>}
 * @throws {Failure}
 */
export async function ensurePostgres({
  dataDir: directory,
  database = 'socle',
  durable = true,
  flags = {},
}) {
  const dataDir = path.resolve(directory);
  makeDataDirectory(dataDir);
  const known = readConnection(dataDir);
  const account = serverAccount(known && clusterPath(dataDir, known));
  const binaries = await findBinaries({ account, dataDir });
  const users = serverUsers(dataDir);
  const exclusively = (work) => underLock(path.join(dataDir, 'postgres.lock'), work);

  return exclusively(async () => {
    const connection = readConnection(dataDir) ?? planConnection(dataDir, account);
    const cluster = clusterPath(dataDir, connection);
    const created = !fs.existsSync(path.join(cluster, 'PG_VERSION'));
    if (created) {
      // Written first: data without its password could never be opened again.
      writeConnection(dataDir, connection);
      await initialise(cluster, connection, account, binaries);
    }
    assertVersionFits(cluster, binaries.major);
    const server = { cluster, account, binaries, durable, flags };

    const running = runningServer(cluster);
    const port = running?.port ?? (await startServer(server, connection.port));
    if (port !== connection.port) writeConnection(dataDir, { ...connection, port });
    users.join();

    const address = `postgres://${connection.user}:${encodeURIComponent(connection.password)}@127.0.0.1:${port}`;
    await ensureDatabase(address, database);
    return {
      url: `${address}/${encodeURIComponent(database)}`,
      port,
      adopted: running !== null,
      created,
      cluster,
      logFile: logFile(cluster),
      isAlive: () => runningServer(cluster) !== null,
      restart: () =>
        exclusively(async () => {
          if (!runningServer(cluster)) await startServer(server, port, { isPortFixed: true });
          await ensureDatabase(address, database);
        }),
      stop: ({ force = false } = {}) =>
        exclusively(async () => {
          if (!users.leave() && !force) return false;
          return stopServer(server);
        }),
    };
  });
}

/**
 * Stops a server left behind by a start that was killed.
 * @param {string} directory
 * @returns {Promise<boolean>} whether there was one
 */
export async function stopLeftoverPostgres(directory) {
  const dataDir = path.resolve(directory);
  const connection = readConnection(dataDir);
  if (!connection) return false;
  const cluster = clusterPath(dataDir, connection);
  if (!runningServer(cluster)) return false;
  const account = serverAccount(cluster);
  const binaries = await findBinaries({ account, dataDir });
  return underLock(path.join(dataDir, 'postgres.lock'), async () => {
    if (!serverUsers(dataDir).leave()) return false;
    return stopServer({ cluster, binaries });
  });
}

async function underLock(file, work) {
  const lock = await acquireLock(file, { waitMs: LOCK_WAIT_MS });
  try {
    return await work();
  } finally {
    lock.release();
  }
}

const logFile = (cluster) => path.join(cluster, 'server.log');

/** @returns {Promise<number>} the port it listens on */
async function startServer(server, wantedPort, { isPortFixed = false } = {}) {
  const { cluster, account, binaries, durable, flags } = server;
  let port = wantedPort ?? (await freePort());
  const deadline = Date.now() + 30_000;
  while (true) {
    removeMisleadingPidFile(cluster);
    const settings = serverSettings({ port, durable, flags });
    writeFor(account, path.join(cluster, 'postgresql.conf'), configurationFile(settings));
    const from = rotateLog(cluster);
    const result = await binaries.run(
      'pg_ctl',
      ['start', '--wait', `--timeout=${START_TIMEOUT_S}`, '-D', cluster, '-l', logFile(cluster)],
      { quiet: true },
    );
    if (result.ok) return port;

    const output = readFrom(logFile(cluster), from);
    const isPortTaken = /could not bind|Address already in use|Permission denied.*bind/i.test(
      output,
    );
    // After a kill of the server alone, its children need a moment to notice.
    const isDying = /pre-existing shared memory block|lock file .* already exists/.test(output);
    if (Date.now() > deadline || !(isPortTaken || isDying)) {
      throw explainServerFailure('PostgreSQL did not start.', output || result.output);
    }
    if (isPortTaken && !isPortFixed) port = await freePort();
    else await sleep(500);
  }
}

async function stopServer({ cluster, binaries }) {
  if (!runningServer(cluster)) return false;
  const stop = (mode, seconds) =>
    binaries.run('pg_ctl', ['stop', '--wait', `--timeout=${seconds}`, '-m', mode, '-D', cluster]);
  const result = await stop('fast', 60);
  if (result.ok || !runningServer(cluster)) return true;
  // A client that never lets go. The next start replays the log; nothing committed is lost.
  const second = await stop('immediate', 30);
  if (second.ok || !runningServer(cluster)) return true;
  throw explainServerFailure('PostgreSQL did not stop.', second.output);
}

async function ensureDatabase(address, database) {
  const { default: pg } = await import('pg');
  const deadline = Date.now() + START_TIMEOUT_S * 1000;
  while (true) {
    const client = new pg.Client({ connectionString: `${address}/postgres` });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const found = await client.query('select 1 from pg_database where datname = $1', [database]);
      if (found.rowCount === 0) {
        await client.query(`create database ${client.escapeIdentifier(database)}`);
      }
      return;
    } catch (error) {
      if (error.code === '42P04') return;
      if (error.code === '28P01') throw wrongPassword();
      // Adopted in the middle of its own start or recovery.
      const isStarting = error.code === '57P03' || error.code === 'ECONNREFUSED';
      if (!isStarting || Date.now() > deadline) throw error;
      await sleep(100);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

const wrongPassword = () =>
  new Failure('The database refuses the password in postgres.json.', {
    hint: 'the data directory was put together from two: restore postgres.json and the database from the same backup.',
  });

/** Starts a new log when the old one is long; returns where the next lines begin. */
function rotateLog(cluster) {
  const file = logFile(cluster);
  const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size < LOG_LIMIT) return size;
  fs.renameSync(file, `${file}.old`);
  return 0;
}

function readFrom(file, offset) {
  if (!fs.existsSync(file)) return '';
  return fs.readFileSync(file).subarray(offset).toString('utf8');
}
