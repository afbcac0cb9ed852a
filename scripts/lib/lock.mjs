import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { isSameProcessAlive, processIdentity, processSpace, sleep } from './process.mjs';

const HEARTBEAT_MS = 3_000;
/** A holder in another container cannot be asked; it lives if its file is touched within this time. */
const SILENCE_MS = 10_000;
/** Time between creating the file and having written it, generously. */
const WRITING_MS = 2_000;

/**
 * @typedef {object} Holder
 * @property {number} pid
 * @property {string | null} identity
 * @property {string} space
 * @property {string} token
 * @property {string} startedAt ISO 8601
 * @property {Record<string, unknown>} info what the holder wants others to know
 */

/**
 * @typedef {object} Lock
 * @property {(info: Record<string, unknown>) => void} update merges into what others may read
 * @property {() => void} release
 */

/** Somebody else holds the lock, and lives. */
export class LockHeldError extends Error {
  /** @param {string} file @param {Holder} holder */
  constructor(file, holder) {
    super(`${file} is held by process ${holder.pid} since ${holder.startedAt}`);
    this.name = 'LockHeldError';
    this.holder = holder;
  }
}

/**
 * Takes a lock file. One left behind by a process that was killed is taken over.
 * @param {string} file its folder must exist
 * @param {{ waitMs?: number, info?: Record<string, unknown> }} [options]
 * @returns {Promise<Lock & { previous: Holder | null }>} `previous` is the dead holder it was taken from
 * @throws {LockHeldError}
 */
export async function acquireLock(file, { waitMs = 0, info = {} } = {}) {
  const deadline = Date.now() + waitMs;
  /** @type {Holder} */
  const self = {
    pid: process.pid,
    identity: processIdentity(process.pid),
    space: processSpace(),
    token: crypto.randomUUID(),
    startedAt: new Date().toISOString(),
    info,
  };
  let previous = null;
  while (true) {
    try {
      fs.writeFileSync(file, JSON.stringify(self), { flag: 'wx', mode: 0o600 });
      return { ...hold(file, self), previous };
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const found = await inspect(file);
    if (found.state === 'gone') continue;
    if (found.state === 'stale') {
      if (removeStale(file, found.text)) previous = found.holder;
      else await sleep(50);
      continue;
    }
    if (found.holder && Date.now() >= deadline) throw new LockHeldError(file, found.holder);
    await sleep(50);
  }
}

/**
 * Who holds a lock, if anybody does.
 * @param {string} file
 * @returns {Promise<Holder | null>}
 */
export async function lockHolder(file) {
  const found = await inspect(file);
  return found.state === 'held' ? found.holder : null;
}

/**
 * The last holder's note, whether it lives or not.
 * @param {string} file
 * @returns {Holder | null}
 */
export function lastHolder(file) {
  return parse(read(file) ?? '');
}

/** @param {string} file @param {Holder} self @returns {Lock} */
function hold(file, self) {
  const isOurs = () => parse(read(file) ?? '')?.token === self.token;
  const heartbeat = setInterval(() => {
    const now = new Date();
    fs.utimes(file, now, now, () => undefined);
  }, HEARTBEAT_MS);
  heartbeat.unref();
  const release = () => {
    clearInterval(heartbeat);
    process.off('exit', release);
    if (isOurs()) fs.rmSync(file, { force: true });
  };
  process.on('exit', release);
  return {
    release,
    update(info) {
      Object.assign(self.info, info);
      if (!isOurs()) return;
      const next = `${file}.${self.token}`;
      fs.writeFileSync(next, JSON.stringify(self), { mode: 0o600 });
      fs.renameSync(next, file);
    },
  };
}

/** @param {string} file */
async function inspect(file) {
  const text = read(file);
  if (text === null) return { state: /** @type {const} */ ('gone') };
  const holder = parse(text);
  if (!holder) {
    const isFresh = Date.now() - modified(file) < WRITING_MS;
    return {
      state: isFresh ? /** @type {const} */ ('held') : /** @type {const} */ ('stale'),
      holder,
      text,
    };
  }
  const isHeld =
    holder.space === processSpace() ? isSameProcessAlive(holder) : await showsLife(file, text);
  return {
    state: isHeld ? /** @type {const} */ ('held') : /** @type {const} */ ('stale'),
    holder,
    text,
  };
}

/** Compares the file with itself over time: the clocks of two machines need not agree. */
async function showsLife(file, text) {
  const before = modified(file);
  const deadline = Date.now() + SILENCE_MS;
  while (Date.now() < deadline) {
    await sleep(250);
    if (read(file) !== text || modified(file) !== before) return true;
  }
  return false;
}

/**
 * Removes exactly the lock that was found stale. The guard keeps a second process, which saw the
 * same stale lock, from removing the lock that the first one takes right afterwards.
 */
function removeStale(file, text) {
  const guard = `${file}.takeover`;
  try {
    fs.mkdirSync(guard);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (Date.now() - modified(guard) > SILENCE_MS)
      fs.rmSync(guard, { recursive: true, force: true });
    return false;
  }
  try {
    if (read(file) !== text) return false;
    fs.rmSync(file, { force: true });
    sweepUpdates(file);
    return true;
  } finally {
    fs.rmSync(guard, { recursive: true, force: true });
  }
}

/** Half-written updates of a holder that was killed. */
function sweepUpdates(file) {
  const prefix = `${path.basename(file)}.`;
  for (const name of fs.readdirSync(path.dirname(file))) {
    if (name.startsWith(prefix) && /\.[0-9a-f-]{36}$/.test(name)) {
      fs.rmSync(path.join(path.dirname(file), name), { force: true });
    }
  }
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function modified(file) {
  return fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** @returns {Holder | null} */
function parse(text) {
  try {
    const value = JSON.parse(text);
    return typeof value?.pid === 'number' ? value : null;
  } catch {
    return null;
  }
}
