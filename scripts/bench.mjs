import './lib/node-version.mjs';
import fs from 'node:fs';
import path from 'node:path';
import { applicationEnv, readSettings } from './lib/env.mjs';
import { describeFailure, Failure } from './lib/failure.mjs';
import { ROOT } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';
import { run, stopRunningCommands } from './lib/run.mjs';
import { ensureSecretKey } from './lib/secret.mjs';
import { startTemporaryPostgres } from './lib/temporary-postgres.mjs';
import { createReporter } from './lib/terminal.mjs';

// Runs the benchmarks on a server of their own, with the settings of production. Only the JSON of
// the results goes to stdout.
const MAIN = path.join(ROOT, 'bench', 'main.mjs');

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stopRunningCommands);
try {
  process.exitCode = await main();
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
}

async function main() {
  if (!fs.existsSync(MAIN)) throw new Failure(`There is no ${path.relative(ROOT, MAIN)}.`);
  const settings = readSettings(process.env);
  await prepare(createReporter({ stream: process.stderr }), { quiet: true });
  const postgres = await startTemporaryPostgres({ durable: true });
  try {
    const env = applicationEnv({
      ...settings,
      dataDir: postgres.dataDir,
      databaseUrl: postgres.url,
      secretKey: ensureSecretKey(postgres.dataDir, null),
    });
    const result = await run(process.execPath, [MAIN, ...process.argv.slice(2)], {
      env: { ...env, SOCLE_DEMO: '0' },
      output: 'inherit',
    });
    return result.code ?? 1;
  } finally {
    await postgres.remove();
  }
}
