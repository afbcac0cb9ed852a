import { startTemporaryPostgres } from './lib/temporary-postgres.mjs';

/**
 * One PostgreSQL for every integration test of the run. Tests create databases of their own in it.
 * @returns {Promise<() => Promise<void>>}
 */
export default async function setup() {
  const postgres = await startTemporaryPostgres();
  process.env.SOCLE_TEST_DATABASE_URL = postgres.url;
  return postgres.remove;
}
