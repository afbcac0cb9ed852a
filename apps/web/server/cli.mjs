// The administration command, `npm run -s socle -- …`: results on stdout, messages on stderr.
import { loadBoot } from './load.mjs';

process.env.SOCLE_LOG_LEVEL ??= 'warn';
const { boot } = await loadBoot(false).catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
process.exitCode = await boot.runCommand(process.argv.slice(2), process.env, {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
});
// Connections left open by a failed command must not keep the terminal waiting.
process.stdout.write('', () => process.exit());
