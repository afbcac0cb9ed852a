import './lib/node-version.mjs';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build, turbo } from './lib/build.mjs';
import { CHECKS } from './lib/checks.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { describeFailure } from './lib/failure.mjs';
import { install, isInstalled } from './lib/install.mjs';
import { runTool, stopRunningCommands } from './lib/run.mjs';
import { formatDuration } from './lib/terminal.mjs';
import { closingLine, playwrightTally, sum, tallyOf, vitestTally } from './lib/test-results.mjs';

const HELP = `Runs every check and every test.

  npm test                          all of it
  npm test -- --only=unit           only lint, types, unit or e2e (repeatable)
  npm test -- --grep=TEXT           only tests whose name contains TEXT`;

const PARTS = ['lint', 'types', 'unit', 'e2e'];
const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: PARTS },
    grep: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const isWanted = (part) => options.only.includes(part);
// Under continuous integration, a suite that lacks the server it needs fails instead of being skipped.
const env = { ...process.env, ...(isOn(process.env.CI) && { SOCLE_REQUIRE_ALL: '1' }) };
const reports = fs.mkdtempSync(path.join(os.tmpdir(), 'socle-reports-'));
let isStopping = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    isStopping = true;
    stopRunningCommands();
  });
}

const unknown = options.only.filter((part) => !PARTS.includes(part));
if (options.help || unknown.length > 0) {
  console.log(HELP);
  process.exit(unknown.length > 0 ? 2 : 0);
}
const tallies = await runAll();
fs.rmSync(reports, { recursive: true, force: true });
const total = sum(tallies);
console.log(`\n${closingLine(total)}`);
process.exit(total.failed > 0 || isStopping ? 1 : 0);

/** @returns {Promise<import('./lib/test-results.mjs').Tally[]>} */
async function runAll() {
  const results = [];
  const part = async (title, work) => {
    if (isStopping) return false;
    console.log(`\n── ${title}`);
    const startedAt = Date.now();
    const tally = await attempt(work);
    results.push(tally);
    const mark = tally.failed > 0 ? '✗' : '✓';
    console.log(
      `${mark} ${title}: ${closingLine(tally)}  ${formatDuration(Date.now() - startedAt)}`,
    );
    return tally.failed === 0;
  };

  if (!isInstalled() && !(await part('install', step(install)))) return results;
  if (isWanted('lint')) {
    for (const check of CHECKS) await part(check.name, async () => tallyOf(await check.passes()));
  }
  if (isWanted('types'))
    await part(
      'types',
      step(() => turbo(['run', 'typecheck', '--continue'], undefined, 400)),
    );
  if (!isWanted('unit') && !isWanted('e2e')) return results;

  // A broken build fails whatever loads it, but not the tests of pure functions.
  const isBuilt = await part(
    'build',
    step(() => build()),
  );
  if (isWanted('unit')) await part('unit and integration', runVitest);
  if (isWanted('e2e') && isBuilt) await part('end to end', runPlaywright);
  else if (isWanted('e2e')) await part('end to end', async () => tallyOf(false));
  return results;
}

async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    console.error(describeFailure(error));
    return tallyOf(false);
  }
}

/** A step that throws when it fails, counted as one test. */
function step(work) {
  return async () => {
    await work();
    return tallyOf(true);
  };
}

async function runVitest() {
  const file = path.join(reports, 'vitest.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  if (options.grep) args.push(`--testNamePattern=${options.grep}`);
  const result = await runTool('vitest', args, { env, output: 'inherit' });
  return vitestTally(file, result.ok);
}

async function runPlaywright() {
  const file = path.join(reports, 'playwright.json');
  const args = ['test', '--config=apps/web/playwright.config.ts', '--reporter=list,json'];
  if (options.grep) args.push(`--grep=${options.grep}`);
  const result = await runTool('@playwright/test', args, {
    bin: 'playwright',
    env: {
      ...env,
      SOCLE_CHROMIUM: await ensureChromium(),
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    },
    output: 'inherit',
  });
  return playwrightTally(file, result.ok);
}

function isOn(value) {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}
