import type pg from 'pg';
import {
  openForUser,
  openForWorkspace,
  type SecretKeys,
  sealedPrefix,
  sealForUser,
  sealForWorkspace,
} from './secrets';

/** A column of sealed secrets: whose they are and what they are sealed for. */
export interface SealedColumn {
  table: string;
  column: string;
  owner: 'workspace' | 'user';
  /** Column with the owner's id. */
  ownerColumn: string;
  purpose: string;
}

/** Every column of sealed secrets. Their names end with `_sealed`: a test compares this with the schema. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  {
    table: 'socle_sso_provider',
    column: 'client_secret_sealed',
    owner: 'workspace',
    ownerColumn: 'workspace_id',
    purpose: 'single sign-on client secret',
  },
  {
    table: 'socle_second_factor',
    column: 'secret_sealed',
    owner: 'user',
    ownerColumn: 'user_id',
    purpose: 'second factor',
  },
];

/** How many secrets of a column were sealed anew, were so already, and could not be read. */
export interface RotatedColumn {
  table: string;
  column: string;
  resealed: number;
  current: number;
  unreadable: number;
}

interface Row {
  place: string;
  owner: string;
  sealed: string;
}

const BATCH = 200;

/**
 * Seals every stored secret under the key in use. Each batch is a transaction, so that a rotation that
 * was cut off goes on where it stopped; processes that serve meanwhile can read both keys.
 */
export async function rotateSecrets(
  config: SecretKeys,
  pool: pg.Pool,
  columns: readonly SealedColumn[] = SEALED_COLUMNS,
  batchSize = BATCH,
): Promise<RotatedColumn[]> {
  const rotated: RotatedColumn[] = [];
  for (const column of columns) rotated.push(await rotateColumn(config, pool, column, batchSize));
  return rotated;
}

/** The purpose a column's secrets are sealed for. */
export function purposeOf(table: string, column: string): string {
  const found = SEALED_COLUMNS.find((known) => known.table === table && known.column === column);
  if (!found) throw new Error(`${table}.${column} is not in SEALED_COLUMNS.`);
  return found.purpose;
}

async function rotateColumn(
  config: SecretKeys,
  pool: pg.Pool,
  sealed: SealedColumn,
  batchSize: number,
): Promise<RotatedColumn> {
  const { table, column } = sealed;
  const total = await countOf(pool, sealed);
  let resealed = 0;
  for (;;) {
    const places = await placesOf(config, pool, sealed);
    let done = 0;
    for (let start = 0; start < places.length; start += batchSize)
      done += await rotateBatch(config, pool, sealed, places.slice(start, start + batchSize));
    resealed += done;
    // A row that was written meanwhile has moved, and is met in the next round.
    if (done === 0) {
      const unreadable = places.length;
      return { table, column, resealed, current: total - resealed - unreadable, unreadable };
    }
  }
}

async function countOf(pool: pg.Pool, { table, column }: SealedColumn): Promise<number> {
  const { rows } = await pool.query<{ total: number }>(
    `select count(${column})::int as total from ${table}`,
  );
  return rows[0]?.total ?? 0;
}

async function placesOf(
  config: SecretKeys,
  pool: pg.Pool,
  { table, column }: SealedColumn,
): Promise<string[]> {
  const { rows } = await pool.query<{ place: string }>(
    `select ctid::text as place from ${table} where not starts_with(${column}, $1) order by ctid`,
    [sealedPrefix(config)],
  );
  return rows.map(({ place }) => place);
}

/** How many of the rows were sealed anew. */
async function rotateBatch(
  config: SecretKeys,
  pool: pg.Pool,
  sealed: SealedColumn,
  places: readonly string[],
): Promise<number> {
  const { table, column, ownerColumn } = sealed;
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query<Row>(
      `select ctid::text as place, ${ownerColumn}::text as owner, ${column} as sealed from ${table}
       where ctid = any($1::tid[]) and not starts_with(${column}, $2) for update`,
      [places, sealedPrefix(config)],
    );
    let done = 0;
    for (const row of rows) {
      const anew = resealed(config, sealed, row);
      if (anew === null) continue;
      await client.query(`update ${table} set ${column} = $2 where ctid = $1::tid`, [
        row.place,
        anew,
      ]);
      done += 1;
    }
    await client.query('commit');
    return done;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

// Null when it cannot be read: one damaged secret must not keep the others under the old key.
function resealed(config: SecretKeys, { owner, purpose }: SealedColumn, row: Row): string | null {
  const [open, seal] =
    owner === 'workspace' ? [openForWorkspace, sealForWorkspace] : [openForUser, sealForUser];
  try {
    return seal(config, row.owner, purpose, open(config, row.owner, purpose, row.sealed));
  } catch {
    return null;
  }
}
