import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';
import { acquireLock } from './lock.mjs';
import { CACHE_DIR, ROOT, WEB_DIR } from './paths.mjs';
import { runTool, tail } from './run.mjs';

const RECORD = path.join(CACHE_DIR, 'build.json');
const RESULT = path.join(WEB_DIR, 'build', 'server', 'index.js');
const SOURCES = ['apps', 'packages', 'examples'];
const ROOT_FILES = ['package-lock.json', 'package.json', 'turbo.json', 'tsconfig.base.json'];
const SKIPPED = new Set(['node_modules', 'build', 'dist', 'e2e', 'test-results', 'coverage']);

/** Telemetry stays off; the machine's owner was not asked. */
const TURBO_ENV = {
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
};

/** Whether the last build is that of the files as they are now. */
export function isBuilt() {
  try {
    const record = JSON.parse(fs.readFileSync(RECORD, 'utf8'));
    return record.sources === sourcesFingerprint() && record.result === fileMark(RESULT);
  } catch {
    return false;
  }
}

/**
 * Builds everything, once even when two commands ask at the same time.
 * @param {(line: string) => void} [onProgress]
 */
export async function build(onProgress) {
  fs.mkdirSync(CACHE_DIR, { recursive: true });
  const lock = await acquireLock(path.join(CACHE_DIR, 'build.lock'), { waitMs: 900_000 });
  try {
    if (isBuilt()) return;
    // Taken before: what is edited while it builds must be built again.
    const sources = sourcesFingerprint();
    await turbo(['run', 'build'], onProgress);
    if (!fs.existsSync(RESULT)) {
      throw new Failure('The build left no server behind.', {
        hint: 'run `npm run build -- --force` and look at what it says.',
      });
    }
    fs.writeFileSync(RECORD, JSON.stringify({ sources, result: fileMark(RESULT) }));
  } finally {
    lock.release();
  }
}

/**
 * Builds what the development server does not build itself: plugins that come compiled.
 * @param {(line: string) => void} [onProgress]
 */
export function buildPlugins(onProgress) {
  return turbo(['run', 'build', '--filter=!@socle/web'], onProgress);
}

/**
 * @param {readonly string[]} args
 * @param {(line: string) => void} [onProgress]
 * @param {number} [shownLines] of its output, when it fails
 */
export async function turbo(args, onProgress, shownLines = 40) {
  const result = await runTool('turbo', [...args, '--ui=stream', '--output-logs=new-only'], {
    env: { ...process.env, ...TURBO_ENV },
    onLine: onProgress,
  });
  if (result.ok) return result;
  throw new Failure(`turbo ${args.join(' ')} failed.`, {
    detail: tail(result.output, shownLines),
    hint: 'the first error above names the file.',
  });
}

/**
 * Size and time of every source file. Tests and what the build itself writes do not count.
 * @returns {string}
 */
function sourcesFingerprint() {
  const hash = crypto.createHash('sha256').update(process.versions.node);
  const visit = (file) => {
    for (const entry of fs.readdirSync(file, { withFileTypes: true })) {
      if (entry.name.startsWith('.') || SKIPPED.has(entry.name)) continue;
      if (/\.test\.[a-z]+$/.test(entry.name)) continue;
      const child = path.join(file, entry.name);
      if (entry.isDirectory()) visit(child);
      else hash.update(`${child}\0${fileMark(child)}\0`);
    }
  };
  for (const name of ROOT_FILES) hash.update(`${name}\0${fileMark(path.join(ROOT, name))}\0`);
  for (const name of SOURCES) visit(path.join(ROOT, name));
  return hash.digest('hex');
}

function fileMark(file) {
  const { size, mtimeMs } = fs.statSync(file);
  return `${size}:${mtimeMs}`;
}
