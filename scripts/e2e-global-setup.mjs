import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { applicationEnv } from './lib/env.mjs';
import { SERVER_MAIN, WEB_DIR } from './lib/paths.mjs';
import { freePort } from './lib/ports.mjs';
import { sleep } from './lib/process.mjs';
import { tail } from './lib/run.mjs';
import { startApplication } from './lib/supervise.mjs';
import { startTemporaryPostgres } from './lib/temporary-postgres.mjs';

const READY_TIMEOUT_MS = 180_000;

/**
 * The server the journeys run against: built, real, with the demo company, on data of its own. Tests
 * find it through the environment.
 * @returns {Promise<() => Promise<void>>}
 */
export default async function setup() {
  const postgres = await startTemporaryPostgres();
  const port = await freePort();
  const secretKey = crypto.randomBytes(32).toString('base64url');
  const logFile = path.join(postgres.dataDir, 'server.log');
  const log = fs.openSync(logFile, 'a');
  const application = startApplication({
    args: [SERVER_MAIN, 'all', '--migrate', '--setup', '--ready-json'],
    env: applicationEnv(
      {
        host: '127.0.0.1',
        port,
        dataDir: postgres.dataDir,
        databaseUrl: postgres.url,
        process: 'all',
        secretKey,
      },
      { base: { ...withoutInstallation(process.env), SOCLE_DEMO: '1' } },
    ),
    output: log,
  });
  const teardown = async () => {
    await application.stop();
    fs.closeSync(log);
    const kept = path.join(WEB_DIR, 'test-results');
    fs.mkdirSync(kept, { recursive: true });
    fs.copyFileSync(logFile, path.join(kept, 'server.log'));
    await postgres.remove();
  };

  const ready = await Promise.race([
    application.ready,
    application.exited.then(() => null),
    sleep(READY_TIMEOUT_MS).then(() => null),
  ]);
  if (!ready) {
    const lines = tail(fs.readFileSync(logFile, 'utf8'));
    await teardown();
    throw new Error(`The server for the end-to-end tests did not start:\n${lines}`);
  }
  Object.assign(process.env, {
    SOCLE_E2E_URL: `http://127.0.0.1:${port}`,
    SOCLE_E2E_EMAIL: ready.demo?.email ?? '',
    SOCLE_E2E_PASSWORD: ready.demo?.password ?? '',
    SOCLE_E2E_WORKSPACE: ready.demo?.workspace ?? '',
    SOCLE_E2E_DATABASE_URL: postgres.url,
    SOCLE_E2E_DATA_DIR: postgres.dataDir,
    SOCLE_E2E_SECRET_KEY: secretKey,
  });
  return teardown;
}

/** The tests must not touch what the developer's own settings point to. */
function withoutInstallation(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('SOCLE_')));
}
