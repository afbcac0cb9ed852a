import './lib/node-version.mjs';
import { parseArgs } from 'node:util';
import { startDetached } from './lib/detach.mjs';
import { readSettings } from './lib/env.mjs';
import { describeFailure } from './lib/failure.mjs';
import { serve } from './lib/serve.mjs';
import { createReporter } from './lib/terminal.mjs';

const HELP = `Starts Socle: installs, builds, starts the database and the server.

  npm start [-- --detach]   --detach returns when it is ready; stop it with npm stop
  npm run dev               reloads while you edit

Settings come from the environment (PORT, SOCLE_DATA_DIR, DATABASE_URL, …): see README.md.`;

try {
  const { values } = parseArgs({
    options: {
      dev: { type: 'boolean', default: false },
      detach: { type: 'boolean', default: false },
      // Used by --detach for the process that stays.
      background: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) console.log(HELP);
  else await start(values);
} catch (error) {
  console.error(`\n${describeFailure(error)}`);
  process.exitCode = 1;
}
// Whatever a library left open must not keep a stopped server's process alive.
process.exit();

/** @param {{ dev: boolean, detach: boolean, background: boolean }} options */
async function start({ dev, detach, background }) {
  const settings = readSettings(process.env);
  if (detach) return startDetached({ settings, script: import.meta.filename, dev });

  const tell = (message) => background && process.connected && process.send?.(message);
  const reporter = createReporter({ mirror: (line) => tell({ line }) });
  try {
    await serve({
      settings,
      reporter,
      dev,
      isBackground: background,
      logToFile: background || (!dev && Boolean(process.stdout.isTTY)),
      onReady: () => tell({ ready: true }),
    });
  } catch (error) {
    tell({ line: `\n${describeFailure(error)}` });
    throw error;
  }
}
