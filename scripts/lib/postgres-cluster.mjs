import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';
import { canEnter, give, isRoot, SYSTEM_DIR, writeFor } from './postgres-account.mjs';

/** Roles and text sort by Unicode rules; `socle` is the owner of everything in this server. */
const OWNER = 'socle';

/**
 * Character classes come from the C library: under plain "C" an é is no letter, and trigram search
 * splits words at it. The names of a UTF-8 locale differ between systems.
 */
const LOCALES = {
  linux: ['C.UTF-8', 'en_US.UTF-8', 'C'],
  darwin: ['en_US.UTF-8', 'C.UTF-8', 'C'],
  win32: ['en-US', 'C'],
};

/**
 * How to reach the server of a data directory. Kept in `postgres.json` there.
 * @typedef {object} Connection
 * @property {string} user
 * @property {string} password
 * @property {number | null} port the one used last; kept as long as nobody else takes it
 * @property {string} location of the data; relative to the data directory unless it had to move
 */

/** @param {string} dataDir */
const connectionFile = (dataDir) => path.join(dataDir, 'postgres.json');

/**
 * Makes the data directory. Under root others may pass through it, since PostgreSQL's account is
 * another one, but not look around.
 * @param {string} dataDir
 */
export function makeDataDirectory(dataDir) {
  if (fs.existsSync(dataDir)) return;
  try {
    fs.mkdirSync(dataDir, { recursive: true });
    fs.chmodSync(dataDir, isRoot() ? 0o711 : 0o700);
  } catch (cause) {
    throw new Failure(`Cannot make the data directory ${dataDir} (${cause.code}).`, {
      hint: 'choose a folder this account may write to: SOCLE_DATA_DIR=/path npm start',
      cause,
    });
  }
}

/**
 * @param {string} dataDir
 * @returns {Connection | null}
 */
export function readConnection(dataDir) {
  try {
    return JSON.parse(fs.readFileSync(connectionFile(dataDir), 'utf8'));
  } catch (cause) {
    if (cause.code === 'ENOENT') return null;
    throw new Failure(`Cannot read ${connectionFile(dataDir)} (${cause.code ?? 'damaged'}).`, {
      hint:
        cause.code === 'EACCES'
          ? 'start Socle with the account that made this data directory.'
          : 'restore that file from a backup of the data directory.',
      cause,
    });
  }
}

/** @param {string} dataDir @param {Connection} connection */
export function writeConnection(dataDir, connection) {
  writeFor({}, connectionFile(dataDir), `${JSON.stringify(connection, null, 2)}\n`);
}

/**
 * Where the data is.
 * @param {string} dataDir
 * @param {Connection} connection
 */
export const clusterPath = (dataDir, connection) => path.resolve(dataDir, connection.location);

/**
 * Settles where new data goes and the password that will protect it.
 * @param {string} dataDir
 * @param {import('./postgres-account.mjs').Account} account
 * @returns {Connection}
 */
export function planConnection(dataDir, account) {
  const digest = crypto.createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  return {
    user: OWNER,
    password: crypto.randomBytes(24).toString('base64url'),
    port: null,
    location: canEnter(account, dataDir) ? 'postgres' : path.join(SYSTEM_DIR, `data-${digest}`),
  };
}

/**
 * Creates the data files. They appear under their name only when they are complete, so that a start
 * that was interrupted is simply repeated.
 * @param {string} cluster
 * @param {Connection} connection
 * @param {import('./postgres-account.mjs').Account} account
 * @param {import('./postgres-binaries.mjs').Binaries} binaries
 */
export async function initialise(cluster, connection, account, binaries) {
  fs.mkdirSync(path.dirname(cluster), { recursive: true });
  const draft = `${cluster}.new`;
  const passwordFile = `${cluster}.password`;
  let failed = '';
  for (const locale of LOCALES[process.platform] ?? ['C']) {
    fs.rmSync(draft, { recursive: true, force: true });
    fs.mkdirSync(draft, { mode: 0o700 });
    give(account, draft);
    writeFor(account, passwordFile, connection.password);
    const result = await binaries.run('initdb', [
      `--pgdata=${draft}`,
      `--username=${connection.user}`,
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale-provider=icu',
      '--icu-locale=und',
      `--locale=${locale}`,
    ]);
    fs.rmSync(passwordFile, { force: true });
    if (result.ok) {
      fs.renameSync(draft, cluster);
      return;
    }
    failed = result.output;
    if (!failed.includes('invalid locale name')) break;
  }
  fs.rmSync(draft, { recursive: true, force: true });
  throw explainServerFailure('The database could not be created.', failed);
}

/**
 * @param {string} cluster
 * @param {number} major version of the programs
 */
export function assertVersionFits(cluster, major) {
  const written = Number.parseInt(fs.readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8'), 10);
  if (written === major) return;
  throw new Failure(
    `The data was written by PostgreSQL ${written}; this version of Socle carries ${major}.`,
    {
      hint: 'with the version of Socle used before, run `npm run -s socle -- backup FILE`; then `restore FILE` with this one, on an empty SOCLE_DATA_DIR.',
    },
  );
}

/**
 * What PostgreSQL says, in terms of what to do.
 * @param {string} message
 * @param {string} output
 * @returns {Failure}
 */
export function explainServerFailure(message, output) {
  const reason = REASONS.find(({ pattern }) => pattern.test(output));
  return new Failure(message, {
    detail: output.trim().split('\n').slice(-15).join('\n'),
    hint: reason?.hint ?? 'see the lines above, or use your own PostgreSQL: set DATABASE_URL.',
  });
}

const REASONS = [
  {
    pattern: /could not look up effective user ID/,
    hint: 'this account has no line in /etc/passwd, which PostgreSQL insists on: run as a named user, or set DATABASE_URL.',
  },
  { pattern: /No space left on device/, hint: 'free some space on that disk, then start again.' },
  {
    pattern: /could not (?:change permissions|access directory)|Permission denied/,
    hint: 'give the data directory to the account that starts Socle, or choose another SOCLE_DATA_DIR.',
  },
  {
    pattern: /could not (?:create|map) .*shared memory|Cannot allocate memory/,
    hint: 'the machine has too little free memory for the database: give it more, or set DATABASE_URL.',
  },
];
