import { execFile, spawn } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.resolve(import.meta.dirname, '..');
const cli = path.join(root, 'apps/web/server/cli.mjs');
const main = path.join(root, 'apps/web/server/main.mjs');

/** Runs one administration command; returns what it printed. */
export async function socle(...words) {
  const { stdout } = await promisify(execFile)(process.execPath, [cli, ...words], {
    env: process.env,
    maxBuffer: 1e8,
  });
  return stdout.trim();
}

/** Starts the web process; resolves once it has answered its first page. */
export async function openApplication() {
  const started = performance.now();
  const child = spawn(process.execPath, [main, 'web'], {
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      SOCLE_READY_FD: '3',
      SOCLE_LOG_LEVEL: 'error',
      SOCLE_API_RATE_LIMIT: '1000000',
    },
    stdio: ['ignore', 'inherit', 'inherit', 'pipe', 'ipc'],
  });
  const port = await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The application ended with code ${code}.`)));
    child.stdio[3].on('data', (text) => {
      for (const line of String(text).split('\n').filter(Boolean)) {
        const message = JSON.parse(line);
        if (message.ready) resolve(message.port);
      }
    });
  });
  const url = `http://127.0.0.1:${port}`;
  await fetch(`${url}/sign-in`);
  return {
    url,
    msToFirstByte: Math.round(performance.now() - started),
    async cpuSeconds() {
      const text = await (await fetch(`${url}/metrics`)).text();
      return Number(/^socle_process_cpu_seconds_total (\S+)/m.exec(text)?.[1]);
    },
    async signIn({ email, password }) {
      const response = await fetch(`${url}/sign-in`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: url, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ email, password }),
      });
      const cookie = response.headers
        .getSetCookie()
        .find((text) => text.startsWith('socle_session='));
      if (!cookie) throw new Error(`Sign-in was refused: ${response.status}`);
      return cookie.split(';')[0];
    },
    close: () =>
      new Promise((resolve) => {
        child.removeAllListeners('exit');
        child.once('exit', resolve);
        child.kill('SIGTERM');
      }),
  };
}
