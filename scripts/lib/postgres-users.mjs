import fs from 'node:fs';
import path from 'node:path';
import { isSameProcessAlive, processIdentity } from './process.mjs';

/**
 * Which processes use the embedded server right now: `npm start` and any number of administration
 * commands. The last one to leave stops it. Call these only under the server's lock.
 * @param {string} dataDir
 */
export function serverUsers(dataDir) {
  const directory = path.join(dataDir, 'postgres.users');
  const own = path.join(directory, String(process.pid));
  return {
    join() {
      fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
      fs.writeFileSync(own, JSON.stringify({ identity: processIdentity(process.pid) }), {
        mode: 0o600,
      });
    },
    /** @returns {boolean} whether nobody is left */
    leave() {
      fs.rmSync(own, { force: true });
      return others(directory).length === 0;
    },
  };
}

/** The living ones; entries of killed processes are dropped. */
function others(directory) {
  if (!fs.existsSync(directory)) return [];
  return fs.readdirSync(directory).filter((name) => {
    const file = path.join(directory, name);
    const pid = Number(name);
    if (pid === process.pid) return false;
    if (isSameProcessAlive({ pid, identity: identityIn(file) })) return true;
    fs.rmSync(file, { force: true });
    return false;
  });
}

function identityIn(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).identity ?? null;
  } catch {
    return null;
  }
}
