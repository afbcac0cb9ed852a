import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** Where root keeps what PostgreSQL's account must reach but cannot where it is. */
export const SYSTEM_DIR = '/var/lib/socle';

const NOBODY = 65534;

/**
 * PostgreSQL refuses to run as root. Then it runs as whoever owns the data already, else as the
 * system's `postgres` account, else as `nobody`: nothing is created in the system.
 * @typedef {{ uid?: number, gid?: number }} Account empty: the account of this process
 */

export const isRoot = () => process.platform !== 'win32' && process.getuid?.() === 0;

/**
 * @param {string | null} existingData
 * @returns {Account}
 */
export function serverAccount(existingData) {
  if (!isRoot()) return {};
  const owner = existingData && fs.statSync(existingData, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const line of readLines('/etc/passwd')) {
    const [name, , uid, gid] = line.split(':');
    if (name === 'postgres') return { uid: Number(uid), gid: Number(gid) };
  }
  return { uid: NOBODY, gid: NOBODY };
}

/**
 * Whether the account may pass through a folder and everything above it; root's own home is closed
 * to others. Asked of the system, because access lists do not show in the mode bits.
 * @param {Account} account
 * @param {string} directory
 */
export function canEnter(account, directory) {
  if (account.uid === undefined) return true;
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', directory], account).status === 0;
}

/**
 * Gives a file or folder to the account.
 * @param {Account} account
 * @param {string} file
 */
export function give(account, file) {
  if (account.uid !== undefined && account.gid !== undefined)
    fs.lchownSync(file, account.uid, account.gid);
}

/**
 * Replaces a file inside a folder the account owns. The rename never follows a link planted there.
 * @param {Account} account
 * @param {string} file
 * @param {string} text
 */
export function writeFor(account, file, text) {
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}`);
  fs.rmSync(draft, { force: true });
  fs.writeFileSync(draft, text, { flag: 'wx', mode: 0o600 });
  give(account, draft);
  fs.renameSync(draft, file);
}

function readLines(file) {
  try {
    return fs.readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
