import './lib/node-version.mjs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import { applicationEnv, readSettings } from './lib/env.mjs';
import { describeFailure } from './lib/failure.mjs';
import { SERVER_CLI } from './lib/paths.mjs';
import { ensurePostgres } from './lib/postgres.mjs';
import { makeDataDirectory } from './lib/postgres-cluster.mjs';
import { prepare } from './lib/prepare.mjs';
import { ensureSecretKey } from './lib/secret.mjs';
import { createReporter } from './lib/terminal.mjs';

// The administration command. Results go to stdout, everything else to stderr.
const args = process.argv.slice(2);
const needsDatabase = args.length > 0 && !args.some((arg) => arg === '--help' || arg === '-h');

try {
  process.exitCode = await main();
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
}
process.exit();

async function main() {
  const settings = readSettings(process.env);
  await prepare(createReporter({ stream: process.stderr }), { quiet: true });
  if (!needsDatabase) return runCommand(process.env);

  makeDataDirectory(settings.dataDir);
  const postgres = settings.databaseUrl
    ? null
    : await ensurePostgres({ dataDir: settings.dataDir });
  try {
    return await runCommand(
      applicationEnv({
        ...settings,
        databaseUrl: postgres?.url ?? settings.databaseUrl,
        secretKey: ensureSecretKey(settings.dataDir, settings.secretKey),
      }),
    );
  } finally {
    // Stays when npm start, or another command, uses it.
    await postgres?.stop();
  }
}

/** @returns {Promise<number>} its exit code */
async function runCommand(env) {
  const child = spawn(process.execPath, [SERVER_CLI, ...args], {
    env,
    // Paths in the arguments are relative to where the person stands, not to where npm went.
    cwd: process.env.INIT_CWD ?? process.cwd(),
    stdio: 'inherit',
    windowsHide: true,
  });
  // The terminal sends Ctrl-C to both; we wait for the command and then clean up.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal));
  const [code, signal] = await once(child, 'exit');
  return code ?? 128 + (os.constants.signals[signal] ?? 1);
}
