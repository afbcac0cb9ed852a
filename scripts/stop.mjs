import './lib/node-version.mjs';
import { readSettings } from './lib/env.mjs';
import { describeFailure, Failure } from './lib/failure.mjs';
import { endFormerApplication, startLockFile } from './lib/installation.mjs';
import { lastHolder, lockHolder } from './lib/lock.mjs';
import { stopLeftoverPostgres } from './lib/postgres.mjs';
import { processSpace, waitForExit } from './lib/process.mjs';

/** The supervisor waits 12 s for the server, then for PostgreSQL. */
const PATIENCE_MS = 90_000;

try {
  const { dataDir } = readSettings(process.env);
  const wasRunning = await stopSupervisor(dataDir);
  const wasLeft = await stopLeftoverPostgres(dataDir);
  if (wasRunning || wasLeft) console.log(`Socle on ${dataDir} is stopped.`);
  else console.log(`Nothing runs on ${dataDir}.`);
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
}
process.exit();

/** @returns {Promise<boolean>} whether there was one */
async function stopSupervisor(dataDir) {
  const file = startLockFile(dataDir);
  const former = lastHolder(file);
  const holder = await lockHolder(file);
  if (holder) {
    if (holder.space !== processSpace()) {
      throw new Failure('Socle runs on this data directory, but on another machine or container.', {
        hint: 'stop it there.',
      });
    }
    process.kill(holder.pid, 'SIGTERM');
    if (!(await waitForExit(holder.pid, PATIENCE_MS))) {
      throw new Failure(`Process ${holder.pid} does not stop.`, {
        hint: `look at its log; as a last resort end it yourself, then run npm stop again.`,
      });
    }
  }
  // On Windows the supervisor cannot be asked, only ended; its server notices and stops by itself.
  await endFormerApplication(former);
  return holder !== null;
}
