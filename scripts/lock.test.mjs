import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireLock, LockHeldError, lockHolder } from './lib/lock.mjs';
import { processIdentity, processSpace } from './lib/process.mjs';

const fixture = path.join(import.meta.dirname, 'fixtures', 'hold-lock.mjs');
let directory;
let file;

beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'socle-lock-'));
  file = path.join(directory, 'start.lock');
});
afterEach(() => fs.rmSync(directory, { recursive: true, force: true }));

async function holdElsewhere() {
  const child = spawn(process.execPath, [fixture, file]);
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
  return { child, said: line.trim() };
}

const entry = (changes) =>
  JSON.stringify({
    pid: process.pid,
    identity: processIdentity(process.pid),
    space: processSpace(),
    token: 'someone-else',
    startedAt: new Date().toISOString(),
    info: {},
    ...changes,
  });

describe('a lock file', () => {
  it('is refused to the second and says who has it', async () => {
    const { child } = await holdElsewhere();
    await expect(acquireLock(file)).rejects.toThrow(LockHeldError);
    expect(await lockHolder(file)).toMatchObject({
      pid: child.pid,
      info: { note: 'held by the fixture' },
    });
    child.kill('SIGKILL');
  });

  it('is taken over from a process that was killed, by exactly one of many', async () => {
    const { child } = await holdElsewhere();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const starters = await Promise.all([holdElsewhere(), holdElsewhere(), holdElsewhere()]);
    expect(starters.map(({ said }) => said).sort()).toEqual([
      'LockHeldError',
      'LockHeldError',
      'held',
    ]);
    for (const starter of starters) starter.child.kill('SIGKILL');
  });

  it('does not belong to a later process with the same number', async () => {
    fs.writeFileSync(file, entry({ identity: 'another start' }));
    const lock = await acquireLock(file);
    expect(lock.previous?.token).toBe('someone-else');
    lock.release();
  });

  it('cut off while being written is stale after a moment', async () => {
    fs.writeFileSync(file, '{"pid":');
    const past = new Date(Date.now() - 60_000);
    fs.utimesSync(file, past, past);
    (await acquireLock(file)).release();
    expect(fs.readdirSync(directory)).toEqual([]);
  });

  it('of another container counts as long as it is touched', async () => {
    fs.writeFileSync(file, entry({ space: 'another-host' }));
    const touching = setInterval(() => fs.utimesSync(file, new Date(), new Date()), 100);
    await expect(acquireLock(file)).rejects.toThrow(LockHeldError);
    clearInterval(touching);
  });

  it('waits for its turn, shows updates and disappears when released', async () => {
    const first = await acquireLock(file);
    first.update({ url: 'http://localhost:3000' });
    expect((await lockHolder(file))?.info).toEqual({ url: 'http://localhost:3000' });
    setTimeout(first.release, 200);
    const second = await acquireLock(file, { waitMs: 5_000 });
    expect(second.previous).toBeNull();
    second.release();
    expect(fs.readdirSync(directory)).toEqual([]);
  });
});
