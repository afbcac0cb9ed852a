import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';

/**
 * Whether a process runs. A zombie does not: nobody collected its exit code yet, which is common in
 * containers whose first process does not reap.
 * @param {number} pid
 */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
  return processState(pid) !== 'Z';
}

/**
 * A text that two processes never share, even when the system hands out the same number again.
 * @param {number} pid
 * @returns {string | null} null when the system does not tell
 */
export function processIdentity(pid) {
  if (process.platform === 'linux') {
    const started = procStat(pid)?.[19];
    return started ? `${bootId()}:${started}` : null;
  }
  return ask(pid, 'lstart', 'StartTime.ToFileTimeUtc()') || null;
}

/**
 * @param {number} pid
 * @returns {number | null}
 */
export function parentOf(pid) {
  const text = process.platform === 'linux' ? procStat(pid)?.[1] : ask(pid, 'ppid', 'Parent.Id');
  return Number(text) || null;
}

/**
 * What a process was started as; empty when the system does not tell.
 * @param {number} pid
 */
export function commandLine(pid) {
  if (process.platform !== 'linux') return ask(pid, 'args', 'CommandLine');
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/** One property of a process, by the names `ps` and PowerShell have for it. */
function ask(pid, field, property) {
  const [command, args] =
    process.platform === 'win32'
      ? ['powershell', ['-NoProfile', '-Command', `(Get-Process -Id ${pid}).${property}`]]
      : ['ps', ['-o', `${field}=`, '-p', String(pid)]];
  const result = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
    windowsHide: true,
  });
  return result.stdout?.trim() ?? '';
}

/**
 * Where process numbers mean something: the machine, and on Linux the container.
 * @returns {string}
 */
export function processSpace() {
  return `${os.hostname()}${process.platform === 'linux' ? ` ${readLink('/proc/self/ns/pid')}` : ''}`;
}

/**
 * Whether the process recorded earlier, and not a later one with its number, still runs.
 * @param {{ pid: number, identity: string | null }} recorded
 */
export function isSameProcessAlive({ pid, identity }) {
  if (!isAlive(pid)) return false;
  const now = processIdentity(pid);
  return identity === null || now === null || now === identity;
}

/** @param {number} milliseconds */
export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Waits until a process is gone.
 * @param {number} pid
 * @param {number} timeoutMs
 * @returns {Promise<boolean>} whether it went
 */
export async function waitForExit(pid, timeoutMs) {
  const deadline = Date.now() + timeoutMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await sleep(50);
  }
  return true;
}

/** Fields of /proc/PID/stat after the command, whose own text may hold spaces and parentheses. */
function procStat(pid) {
  try {
    const text = fs.readFileSync(`/proc/${pid}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

const processState = (pid) => (process.platform === 'linux' ? procStat(pid)?.[0] : undefined);

function bootId() {
  try {
    return fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return 'unknown';
  }
}

/** @param {string} file */
export function readLink(file) {
  try {
    return fs.readlinkSync(file);
  } catch {
    return '';
  }
}
