import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';
import { ROOT } from './paths.mjs';
import { makeDataDirectory } from './postgres-cluster.mjs';

/**
 * Starts the supervisor in the background and returns when the server is ready.
 * @param {{ settings: import('./env.mjs').Settings, script: string, dev: boolean }} options
 */
export async function startDetached({ settings, script, dev }) {
  makeDataDirectory(settings.dataDir);
  const logs = path.join(settings.dataDir, 'logs');
  fs.mkdirSync(logs, { recursive: true, mode: 0o700 });
  const output = fs.openSync(path.join(logs, 'start.log'), 'a', 0o600);
  const env = { ...process.env };
  // The supervisor follows npm when npm ran it; this one must outlive it.
  delete env.npm_lifecycle_event;
  const child = spawn(process.execPath, [script, '--background', ...(dev ? ['--dev'] : [])], {
    cwd: ROOT,
    env,
    detached: true,
    windowsHide: true,
    stdio: ['ignore', output, output, 'ipc'],
  });
  // Interrupted while it starts: nothing is left running.
  const forward = (signal) => child.kill(signal);
  process.on('SIGINT', forward);
  process.on('SIGTERM', forward);
  await new Promise((resolve, reject) => {
    child.on('message', (message) => {
      if (typeof message.line === 'string') console.log(message.line);
      if (message.ready) resolve(undefined);
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve(undefined);
      else
        reject(
          new Failure('Socle did not start.', { hint: `see ${path.join(logs, 'start.log')}` }),
        );
    });
  });
  if (child.connected) child.disconnect();
  child.unref();
}
