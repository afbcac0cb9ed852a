import pg from 'pg';
import { DataSource, type EntitySchema } from 'typeorm';
import { AppError } from '../primitives';
import { type Config, deriveKey } from './config';

/** Runs one SQL statement and returns its rows. */
export type QueryFn = <R extends object = Record<string, unknown>>(
  text: string,
  values?: readonly unknown[],
) => Promise<R[]>;

/**
 * The two ways into PostgreSQL. `app` logs in as a role that owns nothing and is bound by row-level
 * security: all module code runs on it. `system` owns the schema: migrations, identity, the
 * dispatcher and the job runner use it, module code never sees it.
 */
export interface Database {
  app: DataSource;
  appPool: pg.Pool;
  system: pg.Pool;
  systemQuery: QueryFn;
  /** Name of the role `app` logs in as. */
  appRole: string;
  close(): Promise<void>;
}

// Dates stay text: a calendar date has no zone, and a Date object would give it one.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** Role and login of the application, one per database so that two installations can share a server. */
export function appLogin(config: Config): { role: string; password: string; url: string } {
  const url = new URL(config.appDatabaseUrl ?? config.databaseUrl);
  if (config.appDatabaseUrl) {
    return { role: decodeURIComponent(url.username), password: '', url: url.href };
  }
  const database = decodeURIComponent(url.pathname.slice(1)) || 'postgres';
  const role = `${database.slice(0, 59)}_app`;
  const password = deriveKey(config.secretKey, `database role ${role}`, 24).toString('base64url');
  url.username = encodeURIComponent(role);
  url.password = encodeURIComponent(password);
  return { role, password, url: url.href };
}

export interface DatabaseOptions {
  entities: EntitySchema[];
  appConnections?: number;
  systemConnections?: number;
  onPoolError?: (error: Error) => void;
}

/** Opens both pools. The application role must exist: see `provisionAppRole`. */
export async function openDatabase(config: Config, options: DatabaseOptions): Promise<Database> {
  const onPoolError = options.onPoolError ?? (() => undefined);
  const system = openSystemPool(config, options.systemConnections ?? 8, onPoolError);
  const login = appLogin(config);
  const app = new DataSource({
    type: 'postgres',
    url: login.url,
    entities: options.entities,
    synchronize: false,
    installExtensions: false,
    applicationName: 'socle-app',
    poolSize: options.appConnections ?? 16,
    poolErrorHandler: onPoolError,
    extra: {
      // Begin, the workspace and the first query travel together instead of waiting for each other.
      pipeline: true,
      options: '-c idle_in_transaction_session_timeout=60000 -c statement_timeout=60000',
      connectionTimeoutMillis: 10_000,
    },
  });
  try {
    await app.initialize();
  } catch (error) {
    await system.end();
    throw error;
  }
  const driver = app.driver as unknown as { master: pg.Pool };
  return {
    app,
    appPool: driver.master,
    system,
    async systemQuery(text, values) {
      try {
        return (await system.query(text, values ? [...values] : [])).rows as never;
      } catch (error) {
        throw isConnectionError(error) ? translateDatabaseError(error) : error;
      }
    },
    appRole: login.role,
    async close() {
      await app.destroy();
      await system.end();
    },
  };
}

export function openSystemPool(
  config: Config,
  max: number,
  onError: (error: Error) => void,
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: config.databaseUrl,
    application_name: 'socle-system',
    max,
    connectionTimeoutMillis: 10_000,
  });
  pool.on('error', onError);
  // A connection that breaks while someone holds it reports there; unheard, it would end the process.
  pool.on('connect', (client) => client.on('error', onError));
  return pool;
}

/**
 * Creates the application role, or checks the one given: it must not be able to bypass row-level
 * security. Idempotent. Throws a plain Error saying what the database administrator must do.
 */
export async function provisionAppRole(config: Config, client: pg.PoolClient): Promise<string> {
  const { role, password } = appLogin(config);
  const quoted = client.escapeIdentifier(role);
  if (!config.appDatabaseUrl) {
    const existing = await client.query('select 1 from pg_roles where rolname = $1', [role]);
    const verb = existing.rowCount ? 'alter' : 'create';
    try {
      await client.query(
        `${verb} role ${quoted} login nosuperuser nobypassrls nocreatedb nocreaterole password ${client.escapeLiteral(password)}`,
      );
    } catch (error) {
      if ((error as { code?: string }).code !== '42501') throw error;
      throw new Error(
        `The database user may not create the role "${role}". Ask the administrator to create a login ` +
          'role without SUPERUSER and BYPASSRLS, and give its address in SOCLE_DATABASE_APP_URL.',
      );
    }
  }
  const { rows } = await client.query<{ rolsuper: boolean; rolbypassrls: boolean }>(
    'select rolsuper, rolbypassrls from pg_roles where rolname = $1',
    [role],
  );
  const found = rows[0];
  if (!found) throw new Error(`The database role "${role}" does not exist.`);
  if (found.rolsuper || found.rolbypassrls) {
    throw new Error(
      `The database role "${role}" can bypass row-level security. Remove SUPERUSER and BYPASSRLS from it.`,
    );
  }
  return role;
}

const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001',
  '53300',
]);

/** Whether an error means the database cannot be reached right now (as opposed to a wrong query). */
export function isConnectionError(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'error.databaseUnavailable';
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && CONNECTION_CODES.has(code)) return true;
  return (
    typeof message === 'string' &&
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/.test(
      message,
    )
  );
}

/** Turns what PostgreSQL reports into what the product says; anything else passes through. */
export function translateDatabaseError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  if (isConnectionError(error)) return new AppError('unavailable', 'error.databaseUnavailable');
  const code = (error as { code?: unknown }).code;
  if (code === '40001' || code === '40P01') return new AppError('conflict', 'error.busy');
  // A NUL byte or a lone surrogate cannot be stored: bad input, not a defect.
  if (code === '22021' || code === '22P05') return new AppError('invalid', 'error.badCharacters');
  return error;
}
