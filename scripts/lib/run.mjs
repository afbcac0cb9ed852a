import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './paths.mjs';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [uid]
 * @property {number} [gid]
 * @property {'pipe' | 'inherit' | 'ignore' | 'stderr'} [output] `stderr` sends everything there
 * @property {(line: string) => void} [onLine]
 * @property {boolean} [detached] own process group, so that Ctrl-C in the terminal does not reach it
 * @property {boolean} [shell]
 */

/**
 * Runs a command to its end. Never rejects for an exit code.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number | null, signal: NodeJS.Signals | null, ok: boolean, stdout: string, output: string }>}
 */
export function run(command, args, { output = 'pipe', onLine, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const stream = { pipe: 'pipe', inherit: 'inherit', ignore: 'ignore', stderr: 2 }[output];
    const child = spawn(command, args, {
      cwd: ROOT,
      windowsHide: true,
      ...options,
      stdio: ['ignore', stream, output === 'inherit' ? 'inherit' : stream],
    });
    running.add(child);
    let stdout = '';
    let all = '';
    const collect = (isStdout) => (chunk) => {
      if (isStdout) stdout += chunk;
      all += chunk;
      if (!onLine) return;
      for (const line of String(chunk).split(/\r?\n/)) if (line.trim()) onLine(line.trim());
    };
    child.stdout?.setEncoding('utf8').on('data', collect(true));
    child.stderr?.setEncoding('utf8').on('data', collect(false));
    child.on('error', (error) => {
      running.delete(child);
      reject(error);
    });
    child.on('close', (code, signal) => {
      running.delete(child);
      resolve({ code, signal, ok: code === 0, stdout, output: all });
    });
  });
}

/** Ends the commands that still run, when the script itself was asked to stop. */
export function stopRunningCommands() {
  for (const child of running) child.kill('SIGTERM');
}

/**
 * Runs the command line of an installed package through Node itself: no shell, no .cmd wrapper.
 * @param {string} packageName
 * @param {readonly string[]} args
 * @param {RunOptions & { bin?: string }} [options]
 */
export function runTool(packageName, args, { bin, ...options } = {}) {
  return run(process.execPath, [toolPath(packageName, bin), ...args], options);
}

/**
 * @param {string} packageName
 * @param {string} [bin] needed when the package has several
 */
function toolPath(packageName, bin) {
  const directory = path.join(ROOT, 'node_modules', packageName);
  const manifest = JSON.parse(fs.readFileSync(path.join(directory, 'package.json'), 'utf8'));
  const entry =
    typeof manifest.bin === 'string'
      ? manifest.bin
      : manifest.bin[bin ?? packageName.split('/').at(-1)];
  return path.join(directory, entry);
}

/**
 * Runs npm: the one that started this script when there is one.
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export function runNpm(args, options = {}) {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.c?js$/.test(script)) {
    return run(process.execPath, [script, ...args], options);
  }
  // Windows starts .cmd files through a shell only; the arguments are ours and need no quoting.
  const isWindows = process.platform === 'win32';
  return run(isWindows ? 'npm.cmd' : 'npm', args, { ...options, shell: isWindows });
}

/**
 * The end of a long output.
 * @param {string} text
 * @param {number} [lines]
 */
export const tail = (text, lines = 40) => text.trimEnd().split('\n').slice(-lines).join('\n');
