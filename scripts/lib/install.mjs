import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';
import { acquireLock } from './lock.mjs';
import { CACHE_DIR, ROOT } from './paths.mjs';
import { runNpm, tail } from './run.mjs';

const LOCK_FILE = path.join(ROOT, 'package-lock.json');
const STAMP = path.join(ROOT, 'node_modules', '.socle-install');

/** Whether the installed packages are those of the lock file, for this Node.js. */
export function isInstalled() {
  const wanted = stamp();
  const found = fs.existsSync(STAMP) ? fs.readFileSync(STAMP, 'utf8') : null;
  if (found === wanted) return true;
  const isOtherNode = found !== null && found.split(' ')[1] !== wanted.split(' ')[1];
  if (isOtherNode || !matchesLockFile()) return false;
  // Installed by hand: no need to do it again.
  fs.writeFileSync(STAMP, wanted);
  return true;
}

/**
 * Installs exactly the lock file, once even when two commands ask at the same time.
 * @param {(line: string) => void} [onProgress]
 */
export async function install(onProgress) {
  fs.mkdirSync(CACHE_DIR, { recursive: true });
  const lock = await acquireLock(path.join(CACHE_DIR, 'install.lock'), { waitMs: 900_000 });
  try {
    if (isInstalled()) return;
    // The build needs the development packages, whatever NODE_ENV says.
    const result = await runNpm(['ci', '--include=dev', '--no-audit', '--no-fund'], {
      onLine: onProgress,
    });
    if (!result.ok) {
      throw new Failure('npm could not install the dependencies.', {
        detail: tail(result.output, 20),
        hint: /EUSAGE|in sync/.test(result.output)
          ? 'package-lock.json does not fit package.json: run `npm install` and commit the lock file.'
          : 'check the network connection and the npm registry setting, then start again.',
      });
    }
    fs.writeFileSync(STAMP, stamp());
  } finally {
    lock.release();
  }
}

function stamp() {
  const digest = crypto.createHash('sha256').update(fs.readFileSync(LOCK_FILE)).digest('hex');
  return `${digest} node-${process.versions.node.split('.')[0]}-${process.platform}-${process.arch}`;
}

/** npm leaves a list of what it installed; optional packages of other platforms are not in it. */
function matchesLockFile() {
  const installedList = path.join(ROOT, 'node_modules', '.package-lock.json');
  if (!fs.existsSync(installedList)) return false;
  const wanted = JSON.parse(fs.readFileSync(LOCK_FILE, 'utf8')).packages;
  const installed = JSON.parse(fs.readFileSync(installedList, 'utf8')).packages;
  return Object.entries(wanted).every(([location, entry]) => {
    if (!location.includes('node_modules/') || entry.optional || entry.peer) return true;
    const found = installed[location];
    return found && found.version === entry.version && found.integrity === entry.integrity;
  });
}
