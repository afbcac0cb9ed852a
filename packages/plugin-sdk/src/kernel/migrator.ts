import type pg from 'pg';
import type { Migration, MigrationBuilder } from '../server/migration';
import type { Config } from './config';
import { provisionAppRole } from './database';
import { kernelMigrations } from './kernel-migrations';
import type { Registry } from './registry';

/** A module's migrations, in order. The kernel's own come first under the id `kernel`. */
export interface MigrationSet {
  moduleId: string;
  migrations: readonly Migration[];
}

/** Every set of an installation in dependency order, each with a history of its own. */
export const migrationSets = (registry: Registry): MigrationSet[] => [
  { moduleId: 'kernel', migrations: kernelMigrations },
  ...registry.modules.map((module) => ({
    moduleId: module.manifest.id,
    migrations: module.migrations ?? [],
  })),
];

// Any constant will do, as long as every process of every version uses the same.
const MIGRATION_LOCK = 7_203_118_954;

/** Runs `work` while holding the migration lock; a second process waits for the first. */
async function withMigrationLock<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return await work(client);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    client.release();
  }
}

async function ensureHistory(client: pg.PoolClient): Promise<void> {
  await client.query(`
    create table if not exists socle_migration (
      module_id text not null,
      id text not null,
      applied_at timestamptz not null default now(),
      primary key (module_id, id)
    )`);
}

async function history(client: pg.PoolClient | pg.Pool): Promise<Map<string, Set<string>>> {
  const { rows } = await client.query<{ module_id: string; id: string }>(
    'select module_id, id from socle_migration',
  );
  const applied = new Map<string, Set<string>>();
  for (const row of rows) {
    const ids = applied.get(row.module_id) ?? new Set();
    applied.set(row.module_id, ids.add(row.id));
  }
  return applied;
}

/**
 * Applies what is missing, each step in a transaction of its own, then `finish`, while other processes
 * wait. Returns `module/id` of what ran.
 */
export async function migrate(
  config: Config,
  pool: pg.Pool,
  sets: readonly MigrationSet[],
  onStep: (name: string) => void = () => undefined,
  finish: () => Promise<void> = async () => undefined,
): Promise<string[]> {
  return withMigrationLock(pool, async (client) => {
    const role = await provisionAppRole(config, client);
    await ensureHistory(client);
    await client.query(`grant select on socle_migration to ${client.escapeIdentifier(role)}`);
    const applied = await history(client);
    const ran: string[] = [];
    for (const { moduleId, migrations } of sets) {
      for (const migration of migrations) {
        if (applied.get(moduleId)?.has(migration.id)) continue;
        onStep(`${moduleId}/${migration.id}`);
        await inTransaction(client, async () => {
          await migration.up(createBuilder(client, role));
          await client.query('insert into socle_migration (module_id, id) values ($1, $2)', [
            moduleId,
            migration.id,
          ]);
        });
        ran.push(`${moduleId}/${migration.id}`);
      }
    }
    await finish();
    return ran;
  });
}

/** Undoes a module's migrations after `to` (all of them with `to: null`), newest first. */
export async function migrateDown(
  config: Config,
  pool: pg.Pool,
  set: MigrationSet,
  to: string | null,
): Promise<string[]> {
  const target = to === null ? -1 : set.migrations.findIndex((migration) => migration.id === to);
  if (to !== null && target < 0) {
    throw new Error(`Module "${set.moduleId}" has no migration "${to}".`);
  }
  return withMigrationLock(pool, async (client) => {
    const role = await provisionAppRole(config, client);
    const applied = (await history(client)).get(set.moduleId) ?? new Set();
    const undone: string[] = [];
    for (const migration of set.migrations.slice(target + 1).reverse()) {
      if (!applied.has(migration.id)) continue;
      await inTransaction(client, async () => {
        await migration.down(createBuilder(client, role));
        await client.query('delete from socle_migration where module_id = $1 and id = $2', [
          set.moduleId,
          migration.id,
        ]);
      });
      undone.push(`${set.moduleId}/${migration.id}`);
    }
    return undone;
  });
}

/** What has not been applied yet; empty when the schema is up to date. */
export async function pendingMigrations(
  pool: pg.Pool,
  sets: readonly MigrationSet[],
): Promise<string[]> {
  const exists = await pool.query<{ found: boolean }>(
    "select to_regclass('socle_migration') is not null as found",
  );
  const applied = exists.rows[0]?.found ? await history(pool) : new Map<string, Set<string>>();
  return sets.flatMap(({ moduleId, migrations }) =>
    migrations
      .filter((migration) => !applied.get(moduleId)?.has(migration.id))
      .map((migration) => `${moduleId}/${migration.id}`),
  );
}

async function inTransaction(client: pg.PoolClient, work: () => Promise<void>): Promise<void> {
  await client.query('begin');
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

const RECORD_COLUMNS = `
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  created_by uuid,
  archived_at timestamptz,
  custom_fields jsonb not null default '{}',
  search_text text not null default ''`;

function createBuilder(client: pg.PoolClient, role: string): MigrationBuilder {
  const name = (identifier: string): string => client.escapeIdentifier(identifier);
  const sql = async (text: string): Promise<void> => {
    await client.query(text);
  };
  const createTable: MigrationBuilder['createTable'] = async (table, columns, { key, checks }) => {
    const primaryKey = ['workspace_id', ...key].map(name).join(', ');
    await sql(`
      create table ${name(table)} (
        workspace_id uuid not null references socle_workspace (id) on delete cascade,
        ${columns},
        ${checks ? `${checks},` : ''}
        primary key (${primaryKey})
      )`);
    await sql(`
      alter table ${name(table)} enable row level security;
      create policy workspace_only on ${name(table)}
        using (workspace_id = (select nullif(current_setting('app.workspace', true), '')::uuid))
        with check (workspace_id = (select nullif(current_setting('app.workspace', true), '')::uuid));
      grant select, insert, update, delete on ${name(table)} to ${name(role)};`);
  };
  return {
    sql,
    createTable,
    async createRecordTable(table, columns) {
      await createTable(table, `${RECORD_COLUMNS}, ${columns}`, { key: ['id'] });
      // Without fastupdate a fresh row is found at full speed at once, not after the next vacuum.
      await sql(`create index ${name(`${table}_search`)} on ${name(table)}
        using gin (search_text gin_trgm_ops) with (fastupdate = off)`);
    },
    async createLinkTable(table, fromTable, toTable) {
      await createTable(
        table,
        `from_id uuid not null, to_id uuid not null, created_at timestamptz not null default now()`,
        {
          key: ['from_id', 'to_id'],
          checks: `foreign key (workspace_id, from_id) references ${name(fromTable)} (workspace_id, id) on delete cascade,
            foreign key (workspace_id, to_id) references ${name(toTable)} (workspace_id, id) on delete cascade`,
        },
      );
      await sql(`create index ${name(`${table}_to`)} on ${name(table)} (workspace_id, to_id)`);
    },
    grantRead: (relation) => sql(`grant select on ${name(relation)} to ${name(role)}`),
    dropTable: (table) => sql(`drop table ${name(table)}`),
  };
}
