import type pg from 'pg';
import type { Host } from '../host';
import { CHAIN_COLUMNS, type ChainRow, sealOf } from './audit-chain';

/** Rows sealed in one transaction. */
const BATCH = 1000;

/**
 * Seals what a workspace's trail has added since: each row takes the next place and the hash of the one
 * before it. Writers never wait for this; a row committed late takes a later place. Returns how many
 * rows were sealed, 0 while another process is at it.
 */
export async function sealAudit(
  host: Pick<Host, 'database' | 'clock'>,
  workspaceId: string,
): Promise<number> {
  let total = 0;
  for (;;) {
    const sealed = await inTransaction(host.database.system, (client) =>
      sealBatch(client, workspaceId, host.clock()),
    );
    total += sealed;
    if (sealed < BATCH) return total;
  }
}

/** Workspaces with rows that are not sealed yet. */
export async function workspacesToSeal(host: Pick<Host, 'database'>): Promise<string[]> {
  const rows = await host.database.systemQuery<{ id: string }>(
    'select workspace_id as id from socle_audit where seq is null group by workspace_id',
  );
  return rows.map(({ id }) => id);
}

async function sealBatch(client: pg.PoolClient, workspaceId: string, now: Date): Promise<number> {
  // Two at once would give the same places; held until the commit is there for the next one to see.
  const { rows: locks } = await client.query<{ taken: boolean }>(
    `select pg_try_advisory_xact_lock(hashtextextended('socle_audit ' || $1, 0)) as taken`,
    [workspaceId],
  );
  if (!locks[0]?.taken) return 0;
  const { rows: heads } = await client.query<{ seq: string; hash: string }>(
    'select seq, hash from socle_audit_head where workspace_id = $1',
    [workspaceId],
  );
  const { rows } = await client.query<ChainRow>(
    // By the column, which has an index, and not by the text selected under its name.
    `select ${CHAIN_COLUMNS} from socle_audit where workspace_id = $1 and seq is null
     order by socle_audit.occurred_at, id limit ${BATCH}`,
    [workspaceId],
  );
  if (rows.length === 0) return 0;
  let seq = Number(heads[0]?.seq ?? 0);
  let hash = heads[0]?.hash ?? '';
  const seals = rows.map((row) => {
    seq += 1;
    hash = sealOf(hash, workspaceId, seq, row);
    return { id: row.id, seq, hash };
  });
  await client.query(
    `update socle_audit a set seq = s.seq, hash = s.hash
     from json_to_recordset($2::json) as s (id uuid, seq bigint, hash text)
     where a.workspace_id = $1 and a.id = s.id`,
    [workspaceId, JSON.stringify(seals)],
  );
  await client.query(
    `insert into socle_audit_head (workspace_id, seq, hash, sealed_at) values ($1, $2, $3, $4)
     on conflict (workspace_id) do update set seq = excluded.seq, hash = excluded.hash, sealed_at = excluded.sealed_at`,
    [workspaceId, seq, hash, now],
  );
  return rows.length;
}

async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    // Whatever broke, an open transaction must not go back into the pool.
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    );
    throw error;
  }
}
