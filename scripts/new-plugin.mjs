import './lib/node-version.mjs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { describeFailure } from './lib/failure.mjs';
import { generate } from './lib/new-plugin/generate.mjs';

const HELP = `Writes a new plugin: a record type with a list, pages, an API, a panel on the contact page, and tests.

  npm run new:plugin NAME                a plugin in examples/NAME, compiled like anybody's
  npm run new:plugin NAME --dir DIR      in DIR/NAME
  npm run new:module NAME                a module of this repository, in packages/NAME`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      dir: { type: 'string' },
      module: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) console.log(HELP);
  else run(positionals[0], { ...values, dir: values.dir ?? dirTakenByNpm(positionals) });
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
}

// Without `--` npm reads the option itself: `--dir=DIR` goes to the environment, `--dir DIR` leaves DIR behind.
function dirTakenByNpm(positionals) {
  const taken = process.env.npm_config_dir;
  return taken === 'true' ? positionals[1] : taken;
}

function run(name, { dir, module: isModule }) {
  // Paths are relative to where the person stands, not to where npm went.
  const from = process.env.INIT_CWD ?? process.cwd();
  const { directory, packageName } = generate({
    name,
    isModule,
    ...(dir ? { dir: path.resolve(from, dir) } : {}),
  });
  const shown = path.relative(from, directory) || directory;
  console.log(`Written: ${shown} (${packageName})

Next:
  1. npm install                                   makes it known to the workspace
  2. npm test -- --only=unit --grep=${packageName}   its tests pass as they are
  3. add '${packageName}' to apps/web/socle.config.ts and to the dependencies of apps/web/package.json
  4. npm start                                     builds it and shows it

docs/writing-a-plugin.md walks through every part.`);
}
