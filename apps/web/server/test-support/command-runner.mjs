// Runs the built `socle` commands one after another in one process: starting one for each takes longer
// than what it does. `cli.mjs` itself adds nothing but the streams and the exit code.
import { loadBoot } from '../load.mjs';

process.env.SOCLE_LOG_LEVEL = 'warn';
const { boot } = await loadBoot(false);

process.on('message', async ({ id, words, env }) => {
  const said = { stdout: '', stderr: '' };
  const code = await boot.runCommand(words, env, {
    out: (text) => {
      said.stdout += `${text}\n`;
    },
    err: (text) => {
      said.stderr += `${text}\n`;
    },
  });
  process.send({ id, code, ...said });
});
process.on('disconnect', () => process.exit());
process.send({ isReady: true });
