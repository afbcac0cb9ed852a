import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from './lib/ports.mjs';
import { runningServer } from './lib/postgres-pid.mjs';
import { isAlive, sleep, waitForExit } from './lib/process.mjs';
import { makeTemporaryDirectory } from './lib/temporary-postgres.mjs';

const STUB = path.join(import.meta.dirname, 'fixtures', 'serve-stub.mjs');
const STOP = path.join(import.meta.dirname, 'stop.mjs');

let dataDir;
let port;
/** @type {import('node:child_process').ChildProcess[]} */
let started;

beforeEach(async () => {
  dataDir = makeTemporaryDirectory();
  port = await freePort();
  started = [];
});
afterEach(async () => {
  for (const child of started) child.kill('SIGKILL');
  await runScript(STOP).exited;
  fs.rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

function runScript(script, env = {}) {
  const { npm_lifecycle_event: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [script], {
    env: { ...inherited, SOCLE_DATA_DIR: dataDir, PORT: String(port), DATABASE_URL: '', ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  const exited = once(child, 'close').then(([code]) => code);
  return { child, exited, output: () => output };
}

async function start(env) {
  const process = runScript(STUB, env);
  started.push(process.child);
  while (!process.output().includes('Socle is ready.')) {
    if (process.child.exitCode !== null) throw new Error(process.output());
    await sleep(20);
  }
  const application = Number(await (await fetch(`http://127.0.0.1:${port}/`)).text());
  const database = runningServer(path.join(dataDir, 'postgres'))?.pid;
  return { ...process, application, database };
}

/** The lock goes last: nothing of a start is left when it is gone. */
const leftovers = (run) => [run.application, run.database].filter(isAlive);

describe('npm start', () => {
  it('tells where it is, who signs in and where the data are', async () => {
    const run = await start();
    expect(run.output()).toContain(`http://127.0.0.1:${port}`);
    expect(run.output()).toContain('demo@example.com   password demo-password');
    expect(run.output()).toContain(dataDir);
    expect(run.output()).toMatch(/✓ Database schema {2}\d/);
    run.child.kill('SIGTERM');
    expect(await run.exited).toBe(0);
    expect(leftovers(run)).toEqual([]);
    expect(fs.existsSync(path.join(dataDir, 'start.lock'))).toBe(false);
  });

  it('is refused a second time on the same data', async () => {
    const run = await start();
    const second = runScript(STUB, { PORT: String(await freePort()) });
    expect(await second.exited).toBe(1);
    expect(second.output()).toContain(`process ${run.child.pid}`);
    expect(second.output()).toContain('npm stop');
    run.child.kill('SIGINT');
    expect(await run.exited).toBe(0);
    expect(leftovers(run)).toEqual([]);
  });

  it('stops everything and fails when the server crashes', async () => {
    const run = await start();
    await fetch(`http://127.0.0.1:${port}/crash`).catch(() => undefined);
    expect(await run.exited).toBe(1);
    expect(run.output()).toContain('ended with code 7');
    expect(leftovers(run)).toEqual([]);
  });

  it('repeats why the application refuses to start, and what to do', async () => {
    const run = runScript(STUB, { SOCLE_LOG_LEVEL: 'refused' });
    expect(await run.exited).toBe(1);
    expect(run.output()).toMatch(/SOCLE_LOG_LEVEL must be one of a list\nWhat to do: correct/);
    expect(runningServer(path.join(dataDir, 'postgres'))).toBeNull();
  });

  it('starts a database that was killed again, under a server that goes on', async () => {
    const run = await start();
    process.kill(run.database, 'SIGKILL');
    while (!run.output().includes('PostgreSQL runs again')) await sleep(50);
    const response = await fetch(`http://127.0.0.1:${port}/`);
    expect(await response.text()).toBe(String(run.application));
    run.child.kill('SIGTERM');
    expect(await run.exited).toBe(0);
    expect(runningServer(path.join(dataDir, 'postgres'))).toBeNull();
  });

  it('killed itself leaves no server, and the next start takes over', async () => {
    const first = await start();
    first.child.kill('SIGKILL');
    expect(await waitForExit(first.application, 5_000)).toBe(true);
    const second = await start();
    expect(second.output()).toContain('was running');
    second.child.kill('SIGTERM');
    expect(await second.exited).toBe(0);
    expect(leftovers(first)).toEqual([]);
  });

  it('leaves when the port is taken, and starts nothing', async () => {
    const run = await start();
    const other = makeTemporaryDirectory();
    const second = runScript(STUB, { SOCLE_DATA_DIR: other });
    expect(await second.exited).toBe(1);
    expect(second.output()).toContain(`Port ${port} is taken`);
    expect(fs.existsSync(path.join(other, 'postgres'))).toBe(false);
    fs.rmSync(other, { recursive: true });
    run.child.kill('SIGTERM');
    await run.exited;
  });
});

describe('npm stop', () => {
  it('stops a running one, and says so when there is none', async () => {
    const run = await start();
    const stop = runScript(STOP);
    expect(await stop.exited).toBe(0);
    expect(stop.output()).toContain('is stopped');
    expect(await run.exited).toBe(0);
    expect(leftovers(run)).toEqual([]);
    const again = runScript(STOP);
    expect(await again.exited).toBe(0);
    expect(again.output()).toContain('Nothing runs');
  });

  it('stops the database of a start that was killed', async () => {
    const run = await start();
    run.child.kill('SIGKILL');
    await run.exited;
    const stop = runScript(STOP);
    expect(await stop.exited).toBe(0);
    expect(leftovers(run)).toEqual([]);
  });
});
