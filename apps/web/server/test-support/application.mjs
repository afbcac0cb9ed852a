import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import readline from 'node:readline';

const MAIN = path.resolve(import.meta.dirname, '../main.mjs');

/**
 * Starts the built application the way the launcher does and waits until it is ready.
 * @param {{ env: Record<string, string>, role?: 'all' | 'web' | 'worker', flags?: string[] }} options
 */
export async function startProcess({ env, role = 'all', flags = [] }) {
  const child = spawn(process.execPath, [MAIN, role, ...flags], {
    env: { ...env, SOCLE_READY_FD: '3' },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'ipc'],
  });
  const output = [];
  const messages = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => output.push(text));
  // Not 'close', which never comes once this side has closed the channel.
  const exited = once(child, 'exit').then(async ([code, signal]) => {
    await Promise.all(
      [child.stdout, child.stderr].map((stream) => stream.readableEnded || once(stream, 'end')),
    );
    return { code, signal };
  });
  const ready = new Promise((resolve) => {
    readline.createInterface({ input: child.stdio[3] }).on('line', (line) => {
      const message = JSON.parse(line);
      messages.push(message);
      if (message.ready) resolve(message);
    });
  });
  const application = {
    pid: child.pid,
    port: null,
    url: null,
    messages,
    /** Everything it has written so far. */
    output: () => output.join(''),
    exited,
    /** Ends it the way a crash does. */
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    /** Closes the channel, as when the launcher dies. */
    forget: () => child.disconnect(),
    /** Asks it to end; resolves with its exit code and how long it took. */
    async stop(signal = 'SIGTERM') {
      const started = performance.now();
      child.kill(signal);
      return { ...(await exited), ms: performance.now() - started };
    },
    fetch: (address, options) => fetch(`${application.url}${address}`, options),
    /** Calls the API with a key; `body` is sent as JSON. */
    api: (key, address, options = {}) => callApi(application.url, key, address, options),
  };
  const first = await Promise.race([ready, exited]);
  if (!first.ready) throw new StartError(first.code, application.output(), messages);
  application.port = first.port;
  application.url = first.port ? `http://127.0.0.1:${first.port}` : null;
  return application;
}

/** A process that ended before it was ready. */
export class StartError extends Error {
  constructor(code, output, messages) {
    super(`The application ended with code ${code}: ${output}`);
    this.code = code;
    this.output = output;
    this.messages = messages;
  }
}

async function callApi(url, key, address, { method = 'GET', body, headers = {} }) {
  const response = await fetch(`${url}/api/v1${address}`, {
    method,
    headers: {
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? null : JSON.parse(text),
  };
}
