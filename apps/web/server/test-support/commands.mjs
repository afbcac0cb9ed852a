import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const CLI = path.resolve(import.meta.dirname, '../cli.mjs');
const RUNNER = path.join(import.meta.dirname, 'command-runner.mjs');

/** Runs one command through `cli.mjs`, as a process of its own. */
export async function spawnCommand(words, env) {
  const child = spawn(process.execPath, [CLI, ...words], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

let runner = null;
let count = 0;

/** Runs one command in the process that this test file keeps for them. */
export async function runCommand(words, env) {
  runner ??= startRunner();
  const { child, waiting } = await runner;
  count += 1;
  const id = count;
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    child.send({ id, words, env });
  });
}

async function startRunner() {
  const child = fork(RUNNER, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const waiting = new Map();
  const [started] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (!started?.isReady)
    throw new Error('The commands cannot be loaded; is the application built?');
  child.on('message', ({ id, ...answer }) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  child.on('exit', (code) => {
    runner = null;
    for (const resolve of waiting.values())
      resolve({ code, stdout: '', stderr: 'The command has crashed.' });
  });
  // It ends with the channel, and nobody waits for it.
  child.unref();
  return { child, waiting };
}
