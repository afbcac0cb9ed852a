import path from 'node:path';
import { Failure } from './failure.mjs';
import { acquireLock, LockHeldError } from './lock.mjs';
import { makeDataDirectory } from './postgres-cluster.mjs';
import { isSameProcessAlive, processIdentity, waitForExit } from './process.mjs';

/** A server that lost its supervisor stops by itself within this time. */
const ORPHAN_GRACE_MS = 15_000;

/** @param {string} dataDir */
export const startLockFile = (dataDir) => path.join(dataDir, 'start.lock');

/**
 * Claims a data directory for one running Socle.
 * @param {string} dataDir
 * @throws {Failure} when another one has it
 */
export async function claimDataDirectory(dataDir) {
  makeDataDirectory(dataDir);
  try {
    const lock = await acquireLock(startLockFile(dataDir));
    await endFormerApplication(lock.previous);
    return lock;
  } catch (error) {
    if (!(error instanceof LockHeldError)) throw describeProblem(error, dataDir);
    const { pid, startedAt, info } = error.holder;
    const since = new Date(startedAt).toLocaleString('en-GB');
    throw new Failure(
      `Socle already runs on ${dataDir}: process ${pid}, since ${since}${info.url ? `, at ${info.url}` : ''}.`,
      {
        hint: 'use that one, stop it with `npm stop`, or start another on its own data: SOCLE_DATA_DIR=.socle-2 PORT=3001 npm start',
      },
    );
  }
}

function describeProblem(error, dataDir) {
  if (error.code !== 'EACCES' && error.code !== 'EROFS') return error;
  return new Failure(`This account may not write to the data directory ${dataDir}.`, {
    hint: 'give it to the account that starts Socle, or choose another: SOCLE_DATA_DIR=/path npm start',
    cause: error,
  });
}

/**
 * What to note about a child, so that a later start recognises it.
 * @param {number} pid
 */
export const noteProcess = (pid) => ({ pid, identity: processIdentity(pid) });

/**
 * Waits for the application of a start that was killed; it still has the port until it is gone.
 * @param {import('./lock.mjs').Holder | null} holder
 */
export async function endFormerApplication(holder) {
  const child = holder?.info.application;
  if (!child || !isSameProcessAlive(child)) return;
  if (await waitForExit(child.pid, ORPHAN_GRACE_MS)) return;
  process.kill(child.pid, 'SIGKILL');
  await waitForExit(child.pid, 5_000);
}
