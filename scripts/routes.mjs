import './lib/node-version.mjs';
import { describeFailure, Failure } from './lib/failure.mjs';
import { WEB_DIR } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';
import { runTool } from './lib/run.mjs';
import { createReporter } from './lib/terminal.mjs';

// Prints the composed pages: address, route id, file. `--json` prints what Remix knows.
try {
  await prepare(createReporter({ stream: process.stderr }), { dev: true, quiet: true });
  const result = await runTool('@remix-run/dev', ['routes', '--json'], {
    bin: 'remix',
    cwd: WEB_DIR,
  });
  if (!result.ok) {
    throw new Failure('The routes could not be composed.', { detail: result.output.trim() });
  }
  const json = result.stdout.slice(result.stdout.indexOf('['));
  if (process.argv.includes('--json')) console.log(json.trim());
  else printTree(JSON.parse(json));
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
}

/** @param {{ id: string, path?: string, index?: boolean, file?: string, children?: any[] }[]} routes */
function printTree(routes) {
  const rows = [];
  const visit = (route, parent, depth) => {
    const address = `${parent}/${route.path ?? ''}`.replace(/\/+/g, '/');
    const shown = route.index || route.path ? address : '(layout)';
    rows.push([`${'  '.repeat(depth)}${shown}`, route.id, route.file ?? '']);
    for (const child of route.children ?? []) visit(child, address, depth + 1);
  };
  for (const route of routes) visit(route, '', 0);
  const width = (column) => Math.max(...rows.map((row) => row[column].length));
  for (const [address, id, file] of rows) {
    console.log(`${address.padEnd(width(0))}  ${id.padEnd(width(1))}  ${file}`);
  }
}
