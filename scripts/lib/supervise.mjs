import { spawn } from 'node:child_process';
import readline from 'node:readline';
import { ROOT } from './paths.mjs';
import { sleep } from './process.mjs';

/** The application promises to stop within ten seconds. */
const GRACE_MS = 12_000;

/**
 * @typedef {object} ReadyMessage
 * @property {true} ready
 * @property {string | null} url null: a worker alone has no address
 * @property {{ email: string, password: string, workspace: string } | null} [demo]
 */

/**
 * Why the application could not start.
 * @typedef {object} FailedMessage
 * @property {true} failed
 * @property {string} step
 * @property {string} message
 */

/**
 * @typedef {object} ProgressMessage
 * @property {string} step
 * @property {string} [message]
 * @property {number} [done]
 * @property {number} [total]
 */

/**
 * @typedef {object} Application
 * @property {number} pid
 * @property {Promise<ReadyMessage>} ready never settles when the process ends before
 * @property {Promise<{ code: number | null, signal: NodeJS.Signals | null }>} exited
 * @property {() => FailedMessage | null} failure
 * @property {() => boolean} isRunning
 * @property {() => Promise<void>} stop
 * @property {() => void} kill at once
 */

/**
 * Starts the application as a child. It cannot outlive this process, however that ends: the channel
 * between the two closes, and the child stops by itself.
 * @param {object} options
 * @param {readonly string[]} options.args script and its arguments, for Node.js
 * @param {NodeJS.ProcessEnv} options.env
 * @param {number | 'inherit'} [options.output] where its log goes: a file descriptor, or this process's own output
 * @param {(message: ProgressMessage) => void} [options.onProgress]
 * @returns {Application}
 */
export function startApplication({ args, env, output = 'inherit', onProgress }) {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...env, SOCLE_READY_FD: '3' },
    // Its own group: Ctrl-C reaches this process alone, which then stops things in order.
    detached: true,
    windowsHide: true,
    stdio: ['ignore', output, output, 'pipe', 'ipc'],
  });
  let isOver = false;
  /** @type {FailedMessage | null} */
  let failure = null;
  const exited = new Promise((resolve) => {
    const finish = (code, signal) => {
      isOver = true;
      resolve({ code, signal });
    };
    // Not 'exit': what it said last is read before.
    child.on('close', finish);
    child.on('error', () => finish(null, null));
  });
  const ready = new Promise((resolve) => {
    readMessages(child.stdio[3], (message) => {
      if (message.ready) resolve(message);
      else if (message.failed) failure = message;
      else onProgress?.(message);
    });
  });

  const kill = () => {
    if (isOver || !child.pid) return;
    try {
      // The group, so that what the application itself started goes with it.
      process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
    } catch {
      child.kill('SIGKILL');
    }
  };
  return {
    pid: child.pid ?? 0,
    ready,
    exited,
    failure: () => failure,
    isRunning: () => !isOver,
    kill,
    async stop() {
      if (isOver) return;
      // Windows has no SIGTERM: there the closing channel is the request.
      if (process.platform === 'win32') child.disconnect();
      else child.kill('SIGTERM');
      await Promise.race([exited, sleep(GRACE_MS)]);
      kill();
      await exited;
    },
  };
}

/** One JSON object per line; anything else is not for us. */
function readMessages(stream, onMessage) {
  stream.on('error', () => undefined);
  readline.createInterface({ input: stream }).on('line', (line) => {
    try {
      onMessage(JSON.parse(line));
    } catch {
      // A library that writes to the wrong descriptor.
    }
  });
}

/**
 * Starts the embedded server again when it dies, so that the application only has to reconnect.
 * @param {Pick<import('./postgres.mjs').EmbeddedPostgres, 'isAlive' | 'restart'>} postgres
 * @param {object} options
 * @param {number} [options.intervalMs]
 * @param {() => void} options.onDown
 * @param {() => void} options.onRestarted
 * @param {(error: unknown) => void} options.onFailed it could not be started again; watching ends
 * @returns {{ stop: () => Promise<void> }}
 */
export function watchPostgres(postgres, { intervalMs = 1_000, onDown, onRestarted, onFailed }) {
  let isWatching = true;
  let pause;
  const watching = (async () => {
    while (isWatching) {
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, intervalMs);
        pause = () => {
          clearTimeout(timer);
          resolve(undefined);
        };
      });
      if (!isWatching || postgres.isAlive()) continue;
      onDown();
      try {
        await postgres.restart();
        onRestarted();
      } catch (error) {
        isWatching = false;
        onFailed(error);
      }
    }
  })();
  return {
    async stop() {
      isWatching = false;
      pause?.();
      await watching;
    },
  };
}
