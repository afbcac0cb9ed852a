import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** Address of a PostgreSQL on which databases may be made; `npm test` starts one. */
function adminUrl(): string {
  const url = process.env.SOCLE_TEST_DATABASE_URL;
  if (!url)
    throw new Error(
      'SOCLE_TEST_DATABASE_URL is not set. Run the tests through `npm test`, or point it at a PostgreSQL superuser.',
    );
  return url;
}

/** An empty database of its own for one test file. */
export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** Creates an empty database and returns its address and how to remove it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `socle_test_${randomBytes(6).toString('hex')}`;
  await withAdmin((client) => client.query(`create database ${name}`));
  const url = new URL(adminUrl());
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () =>
      withAdmin(async (client) => {
        await client.query(`drop database if exists ${name} with (force)`);
        await client.query(`drop role if exists ${name}_app`);
      }),
  };
}

async function withAdmin(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl() });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
