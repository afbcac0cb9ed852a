import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { isAlive, readLink } from './process.mjs';

/**
 * The running server of a data folder, by what it writes about itself.
 * @param {string} cluster
 * @returns {{ pid: number, port: number } | null}
 */
export function runningServer(cluster) {
  const lines = pidFile(cluster);
  if (!lines) return null;
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return isAlive(pid) && isServerOf(pid, cluster) ? { pid, port } : null;
}

/**
 * PostgreSQL will not start while the process number in its pid file is in use, be it by a program
 * that got the number after a reboot, or by a zombie. Removes such a file, and only when no server
 * process of this folder is left: one that still writes would destroy the data.
 * @param {string} cluster
 */
export function removeMisleadingPidFile(cluster) {
  const lines = pidFile(cluster);
  if (!lines || runningServer(cluster)) return;
  if (!existsInTable(Number(lines[0])) || hasServerProcess(cluster)) return;
  fs.rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
}

/** Every process of a server has its data folder as current folder. */
function isServerOf(pid, cluster) {
  if (process.platform === 'linux') {
    const directory = readLink(`/proc/${pid}/cwd`);
    return directory === '' || directory === fs.realpathSync(cluster);
  }
  const [command, args] =
    process.platform === 'win32'
      ? ['tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH']]
      : ['ps', ['-o', 'comm=', '-p', String(pid)]];
  const result = spawnSync(command, args, { encoding: 'utf8', windowsHide: true });
  return result.status !== 0 || result.stdout.includes('postgres');
}

function hasServerProcess(cluster) {
  if (process.platform !== 'linux') return false;
  const directory = fs.realpathSync(cluster);
  return fs
    .readdirSync('/proc')
    .some((name) => /^\d+$/.test(name) && readLink(`/proc/${name}/cwd`) === directory);
}

function existsInTable(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function pidFile(cluster) {
  try {
    return fs.readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
}
