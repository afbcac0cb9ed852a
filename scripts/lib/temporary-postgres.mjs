import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensurePostgres, stopLeftoverPostgres } from './postgres.mjs';
import { isRoot } from './postgres-account.mjs';
import { isSameProcessAlive, processIdentity } from './process.mjs';

const PREFIX = 'socle-temporary-';

/**
 * A server that exists for one run of tests or benchmarks, together with its data directory.
 * @param {{ durable?: boolean, flags?: Record<string, string | number> }} [options]
 * @returns {Promise<import('./postgres.mjs').EmbeddedPostgres & { dataDir: string, remove: () => Promise<void> }>}
 */
export async function startTemporaryPostgres({ durable = false, flags = {} } = {}) {
  await sweep();
  const dataDir = makeTemporaryDirectory();
  const postgres = await ensurePostgres({ dataDir, durable, flags });
  return {
    ...postgres,
    dataDir,
    async remove() {
      await postgres.stop({ force: true });
      fs.rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** @returns {string} a data directory that is removed by a later run if this one is killed */
export function makeTemporaryDirectory() {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), PREFIX));
  if (isRoot()) fs.chmodSync(directory, 0o711);
  const owner = { pid: process.pid, identity: processIdentity(process.pid) };
  fs.writeFileSync(path.join(directory, 'owner.json'), JSON.stringify(owner));
  return directory;
}

/** Removes what runs that were killed left behind, their servers included. */
async function sweep() {
  for (const name of fs.readdirSync(os.tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const directory = path.join(os.tmpdir(), name);
    try {
      const owner = JSON.parse(fs.readFileSync(path.join(directory, 'owner.json'), 'utf8'));
      if (isSameProcessAlive(owner)) continue;
      await stopLeftoverPostgres(directory);
      fs.rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
    } catch {
      // Being made right now, or somebody else's: not ours to clean.
    }
  }
}
