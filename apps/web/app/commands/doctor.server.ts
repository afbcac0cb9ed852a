import { mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  appLogin,
  type Config,
  createRegistry,
  migrationSets,
  openSystemPool,
  pendingMigrations,
} from '@socle/plugin-sdk/kernel';
import type pg from 'pg';
import { hostOptions } from './installation.server';

/** One thing that was looked at. */
export interface Finding {
  subject: string;
  isFine: boolean;
  message: string;
}

const MIN_FREE_BYTES = 1024 ** 3;
const MAX_CLOCK_SKEW_MS = 5000;
const MIN_POSTGRES = 140_000;

/** Looks at everything the installation stands on. Never throws: what fails is a finding. */
export async function diagnose(config: Config): Promise<Finding[]> {
  const pool = openSystemPool(config, 2, () => undefined);
  try {
    const database = await check('database', () => checkServer(pool));
    // Whatever else is asked of a database that does not answer only repeats it.
    if (!database.isFine) return [database, await check('disk', () => checkDisk(config))];
    return [
      database,
      await check('text rules', () => checkLocale(pool)),
      await check('schema', () => checkSchema(config, pool)),
      await check('application role', () => checkRole(config, pool)),
      await check('clock', () => checkClock(pool)),
      await check('disk', () => checkDisk(config)),
      await check('background work', () => checkWork(pool)),
    ];
  } finally {
    await pool.end();
  }
}

class Wrong extends Error {}

// Some errors of the network have a code and no message.
const reason = (error: unknown): string =>
  error instanceof Error
    ? error.message || String((error as { code?: unknown }).code)
    : String(error);

async function check(subject: string, look: () => Promise<string>): Promise<Finding> {
  try {
    return { subject, isFine: true, message: await look() };
  } catch (error) {
    return {
      subject,
      isFine: false,
      message: error instanceof Error ? error.message : String(error),
    };
  }
}

async function value<T>(pool: pg.Pool, sql: string, values: unknown[] = []): Promise<T> {
  const { rows } = await pool.query<{ value: T }>(sql, values);
  const row = rows[0];
  if (!row) throw new Wrong('The database gave no answer.');
  return row.value;
}

async function checkServer(pool: pg.Pool): Promise<string> {
  const version = Number(
    await value<string>(pool, `select current_setting('server_version_num') as value`).catch(
      (error: unknown) => {
        throw new Wrong(
          `The database does not answer (${reason(error)}). Start it, or correct DATABASE_URL.`,
        );
      },
    ),
  );
  if (version < MIN_POSTGRES)
    throw new Wrong(`PostgreSQL 14 or newer is needed; this is ${version}. Upgrade the server.`);
  return `PostgreSQL ${await value<string>(pool, `select current_setting('server_version') as value`)} answers`;
}

async function checkLocale(pool: pg.Pool): Promise<string> {
  const similarity = await value<number>(pool, `select similarity('éà', 'éà ') as value`).catch(
    () => {
      throw new Wrong(
        'The extension pg_trgm is missing. Run `npm run -s socle -- migrate` as the database owner.',
      );
    },
  );
  if (similarity < 0.99)
    throw new Wrong(
      'The database does not know accented letters: it needs a UTF-8 LC_CTYPE (such as C.UTF-8). Create it anew with one and restore a backup.',
    );
  return 'UTF-8 with accented letters';
}

async function checkSchema(config: Config, pool: pg.Pool): Promise<string> {
  const pending = await pendingMigrations(
    pool,
    migrationSets(createRegistry(hostOptions(config).modules)),
  );
  if (pending.length > 0)
    throw new Wrong(`${pending.join(', ')} not applied. Run \`npm run -s socle -- migrate\`.`);
  return 'up to date';
}

async function checkRole(config: Config, pool: pg.Pool): Promise<string> {
  const { role } = appLogin(config);
  const bypasses = await value<boolean>(
    pool,
    'select coalesce((select rolsuper or rolbypassrls from pg_roles where rolname = $1), true) as value',
    [role],
  );
  if (bypasses)
    throw new Wrong(
      `The role "${role}" is missing or can bypass row-level security. Run \`npm run -s socle -- migrate\`.`,
    );
  return `"${role}" is bound by row-level security`;
}

async function checkClock(pool: pg.Pool): Promise<string> {
  const before = Date.now();
  const database = new Date(
    await value<string>(pool, 'select clock_timestamp() as value'),
  ).getTime();
  const skew = Math.abs(database - (before + Date.now()) / 2);
  if (skew > MAX_CLOCK_SKEW_MS)
    throw new Wrong(
      `This machine and the database differ by ${Math.round(skew / 1000)} s. Set both by NTP.`,
    );
  return 'this machine and the database agree';
}

async function checkDisk(config: Config): Promise<string> {
  const probe = path.join(config.dataDir, `.doctor-${process.pid}`);
  try {
    await mkdir(config.dataDir, { recursive: true });
    await writeFile(probe, 'probe');
  } catch (error) {
    throw new Wrong(
      `${config.dataDir} cannot be written to (${reason(error)}). Give this user the right to write there, or set SOCLE_DATA_DIR.`,
    );
  }
  await rm(probe, { force: true });
  const { bavail, bsize } = await statfs(config.dataDir);
  const free = bavail * bsize;
  if (free < MIN_FREE_BYTES)
    throw new Wrong(
      `Only ${Math.round(free / 1024 ** 2)} MB are free on ${config.dataDir}. Make room.`,
    );
  return `${Math.round(free / 1024 ** 3)} GB free`;
}

async function checkWork(pool: pg.Pool): Promise<string> {
  const dead = Number(
    await value<string>(pool, `select count(*) as value from socle_delivery where status = 'dead'`),
  );
  const failed = Number(
    await value<string>(
      pool,
      `select count(*) as value from socle_job where status = 'failed' and finished_at > now() - interval '7 days'`,
    ),
  );
  const late = Number(
    await value<string>(
      pool,
      `select count(*) as value from socle_job where status = 'queued' and run_at < now() - interval '10 minutes'`,
    ),
  );
  if (late > 0)
    throw new Wrong(`${late} job(s) have waited for more than ten minutes. Is a worker running?`);
  if (dead + failed > 0)
    throw new Wrong(
      `${dead} delivery(ies) given up and ${failed} job(s) failed this week. See Settings → Jobs.`,
    );
  return 'nothing is waiting or has failed';
}
