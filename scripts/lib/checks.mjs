import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './paths.mjs';
import { runNpm, runTool } from './run.mjs';

/**
 * A question about the source with the answer yes or no.
 * @typedef {object} Check
 * @property {string} name
 * @property {() => Promise<boolean>} passes prints what is wrong
 */

const tool = (packageName, args, options) => async () =>
  (await runTool(packageName, args, { output: 'inherit', ...options })).ok;

/** @type {readonly Check[]} */
export const CHECKS = [
  {
    name: 'format and lint',
    passes: tool('@biomejs/biome', [
      'check',
      '--error-on-warnings',
      '--skip=suspicious/noUndeclaredEnvVars',
      '.',
    ]),
  },
  {
    name: 'dependency rule',
    passes: tool(
      'dependency-cruiser',
      ['--config', '.dependency-cruiser.cjs', 'apps', 'packages', 'examples'],
      { bin: 'depcruise' },
    ),
  },
  { name: 'dead code', passes: tool('knip', ['--no-progress']) },
  { name: 'lock file', passes: lockFileIsPortable },
];

/**
 * The lock file installs everywhere: no download addresses of one registry, and the packages of
 * every platform, which npm can silently leave out.
 */
async function lockFileIsPortable() {
  const { packages } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'));
  const addressed = Object.keys(packages).filter((name) =>
    /^https?:/.test(packages[name].resolved ?? ''),
  );
  for (const name of addressed) console.error(`package-lock.json: ${name} has a download address`);
  const result = await runNpm(['ci', '--dry-run', '--no-audit', '--no-fund']);
  const missing = result.output.split('\n').filter((line) => line.includes('Missing:'));
  for (const line of missing) console.error(line);
  if (!result.ok && missing.length === 0) console.error(result.output);
  return result.ok && missing.length === 0 && addressed.length === 0;
}
