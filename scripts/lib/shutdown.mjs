import { commandLine, isSameProcessAlive, parentOf, processIdentity } from './process.mjs';

/** Thrown to leave a start that somebody asked to stop. */
export class Interrupted extends Error {
  constructor() {
    super('stopped on request');
    this.name = 'Interrupted';
  }
}

/**
 * Turns the ways of being asked to stop into one promise.
 * @param {{ onFirst?: () => void, onAgain?: () => void }} [options] `onAgain`: asked a second time
 */
export function listenForStop({ onFirst, onAgain } = {}) {
  let isRequested = false;
  let settle;
  const requested = new Promise((resolve) => {
    settle = resolve;
  });
  const request = (reason) => {
    if (isRequested) return onAgain?.();
    isRequested = true;
    onFirst?.();
    settle(reason);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK']) {
    if (signal === 'SIGBREAK' && process.platform !== 'win32') continue;
    process.on(signal, () => request(signal));
  }
  if (process.env.npm_lifecycle_event) watchNpm(() => request('npm ended'));

  return {
    /** Resolves with the reason. @type {Promise<string>} */
    requested,
    throwIfRequested() {
      if (isRequested) throw new Interrupted();
    },
    /**
     * @template T
     * @param {Promise<T>} work
     * @returns {Promise<T>}
     */
    unlessRequested(work) {
      const interruption = requested.then(() => {
        throw new Interrupted();
      });
      return Promise.race([work, interruption]);
    },
  };
}

/** npm that is killed takes nobody with it; started by npm, we end when it does. */
async function watchNpm(onGone) {
  const npm = npmAbove();
  if (!npm) return;
  while (isSameProcessAlive(npm)) await sleepUnreferenced(1_000);
  onGone();
}

/** npm runs a script through a shell, which may or may not stay in between. */
function npmAbove() {
  for (const pid of [process.ppid, parentOf(process.ppid)]) {
    if (pid && /\bnpm\b/.test(commandLine(pid))) return { pid, identity: processIdentity(pid) };
  }
  return null;
}

function sleepUnreferenced(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
