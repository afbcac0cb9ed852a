import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from './command';
import { CommandError } from './command';

const CONFIG = path.join('apps', 'web', 'socle.config.ts');
const NAME = /^(@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*$/;

const entry = /^\s*'([^']+)',\s*$/;

async function readList(): Promise<{ lines: string[]; names: string[] }> {
  const text = await readFile(CONFIG, 'utf8').catch(() => {
    throw new CommandError(
      `${CONFIG} was not found. Run this from the folder of the installation.`,
    );
  });
  const lines = text.split('\n');
  return { lines, names: lines.flatMap((line) => entry.exec(line)?.[1] ?? []) };
}

const list: Command = {
  name: 'plugin list',
  usage: '[--json]',
  summary: 'Lists the modules and plugins of this installation.',
  flags: ['json'],
  async run({ flag, io }) {
    const { names } = await readList();
    io.out(flag('json') ? JSON.stringify(names) : names.join('\n'));
  },
};

const add: Command = {
  name: 'plugin add',
  usage: 'PACKAGE',
  summary:
    'Installs a plugin from the registry, a tarball or a folder, and lists it; a rebuild follows at the next start.',
  positionals: 1,
  async run({ positionals: [spec = ''], io }) {
    const before = await dependencies();
    npm(['install', spec, '--workspace', 'apps/web']);
    const name = (await dependencies()).find((candidate) => !before.includes(candidate)) ?? spec;
    const { lines, names } = await readList();
    if (names.includes(name)) throw new CommandError(`${name} is listed already.`);
    if (!NAME.test(name)) throw new CommandError(`"${name}" is not the name of a package.`);
    const last = lines.findLastIndex((line) => entry.test(line));
    lines.splice(last + 1, 0, `  '${name}',`);
    await writeFile(CONFIG, lines.join('\n'));
    io.err(
      `${name} was added. Plugins run inside the application and can do whatever it can: install only what you trust.\nRestart with \`npm start\`: it rebuilds and applies the plugin's migrations.`,
    );
  },
};

const remove: Command = {
  name: 'plugin remove',
  usage: 'PACKAGE',
  summary: 'Takes a plugin out. Its data stays in the database until its migrations are undone.',
  positionals: 1,
  async run({ positionals: [name = ''], io }) {
    const { lines, names } = await readList();
    if (!names.includes(name)) throw new CommandError(`${name} is not listed in ${CONFIG}.`);
    await writeFile(CONFIG, lines.filter((line) => entry.exec(line)?.[1] !== name).join('\n'));
    npm(['uninstall', name, '--workspace', 'apps/web']);
    io.err(`${name} was removed. Restart with \`npm start\`.`);
  },
};

async function dependencies(): Promise<string[]> {
  const text = await readFile(path.join('apps', 'web', 'package.json'), 'utf8');
  return Object.keys((JSON.parse(text) as { dependencies: Record<string, string> }).dependencies);
}

function npm(words: string[]): void {
  // On Windows npm is a script, which only a shell can start; the words were checked or come from us.
  const isWindows = process.platform === 'win32';
  execFileSync(isWindows ? 'npm.cmd' : 'npm', words, {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: isWindows,
  });
}

export const pluginCommands: readonly Command[] = [list, add, remove];
