import type pg from 'pg';
import type { EntityManager, QueryRunner } from 'typeorm';
import { isId } from '../primitives/ids';
import { type Database, isConnectionError, type QueryFn, translateDatabaseError } from './database';

/** One transaction in one workspace. */
export interface Transaction {
  query: QueryFn;
  /** TypeORM's manager over the same connection and transaction. */
  manager(): EntityManager;
  /** Work to do once the commit is safe; never runs after a rollback. */
  afterCommit(work: () => void): void;
}

/** What row-level security lets a transaction see. */
export interface Bounds {
  workspaceId: string;
  /** See `accessSetting`. */
  access: string;
}

/**
 * Runs `work` in one transaction bound to a workspace by row-level security, and commits.
 * Refuses to run without a workspace.
 */
export async function inWorkspace<T>(
  database: Database,
  bounds: Bounds,
  isWrite: boolean,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  if (!isId(bounds.workspaceId)) throw new Error('A query needs a workspace.');
  const runner = database.app.createQueryRunner();
  const afterCommit: (() => void)[] = [];
  let client: pg.PoolClient | undefined;
  let isBroken = false;
  try {
    client = (await runner.connect()) as pg.PoolClient;
    const begun = begin(client, bounds, isWrite);
    // TypeORM must know that it is inside a transaction, or save() would commit it.
    Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
    const result = await work({
      query: querier(client),
      manager: () => runner.manager,
      afterCommit: (callback) => void afterCommit.push(callback),
    });
    await begun;
    await finish(client, isWrite);
    for (const callback of afterCommit) callback();
    return result;
  } catch (error) {
    isBroken = isConnectionError(error);
    if (client && !isBroken)
      await client.query('rollback').catch(() => {
        isBroken = true;
      });
    throw translateDatabaseError(error);
  } finally {
    await release(runner, client, isBroken);
  }
}

// Sent ahead of the first query on a pipelined connection: they cost no wait of their own.
function begin(client: pg.PoolClient, bounds: Bounds, isWrite: boolean): Promise<unknown> {
  const started = client.query(isWrite ? 'begin' : 'begin read only');
  const bound = client.query(
    "select set_config('app.workspace', $1, true), set_config('app.access', $2, true)",
    [bounds.workspaceId, bounds.access],
  );
  const both = Promise.all([started, bound]);
  // The first query of `work` fails with the same cause and is the one reported.
  both.catch(() => undefined);
  return both;
}

async function finish(client: pg.PoolClient, isWrite: boolean): Promise<void> {
  const committed = client.query('commit');
  if (isWrite) await committed;
  // A read loses nothing when its commit does: the next user of the connection queues behind it.
  else committed.catch(() => undefined);
}

async function release(
  runner: QueryRunner,
  client: pg.PoolClient | undefined,
  isBroken: boolean,
): Promise<void> {
  Object.assign(runner, { isTransactionActive: false, transactionDepth: 0 });
  if (!client) return;
  // TypeORM's own release has no way to say that the connection is broken; its inner one has.
  const inner = runner as unknown as { releasePostgresConnection(error?: Error): Promise<void> };
  await inner.releasePostgresConnection(
    isBroken ? new Error('The connection is broken.') : undefined,
  );
}

function querier(client: pg.PoolClient): QueryFn {
  return async (text, values) =>
    (await client.query(text, values ? [...values] : undefined)).rows as never;
}
