import fs from 'node:fs';
import path from 'node:path';
import { Failure } from '../failure.mjs';
import { ROOT } from '../paths.mjs';
import { readName } from './names.mjs';
import { packageJson, TSCONFIG } from './package-json.mjs';

const TEMPLATE = path.join(import.meta.dirname, 'template');

/**
 * Writes a new plugin, or a module of this repository. Touches nothing that exists.
 * @param {{ name: string | undefined, dir?: string, isModule: boolean }} options
 * @returns {{ directory: string, packageName: string, id: string }}
 */
export function generate({ name: given, dir, isModule }) {
  const { name, id, title } = readName(given);
  const packageName = isModule ? `@socle/${name}` : `socle-plugin-${name}`;
  const directory = dir
    ? path.resolve(dir, name)
    : path.join(ROOT, isModule ? 'packages' : 'examples', name);
  if (fs.existsSync(directory)) {
    throw new Failure(`${directory} exists already; nothing was written.`, {
      hint: 'choose another name, or another folder with --dir.',
    });
  }
  const values = {
    id,
    name,
    title,
    kind: isModule ? 'module' : 'plugin',
    folder: isModule ? 'src' : 'dist',
    extension: isModule ? 'tsx' : 'js',
  };
  copyTemplate(directory, values, isModule);
  writeJson(path.join(directory, 'package.json'), packageJson({ packageName, title, isModule }));
  writeJson(path.join(directory, 'tsconfig.json'), TSCONFIG);
  return { directory, packageName, id };
}

function copyTemplate(directory, values, isModule) {
  for (const entry of fs.readdirSync(TEMPLATE, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const source = path.join(entry.parentPath, entry.name);
    const relative = fill(path.relative(TEMPLATE, source), values).replace(/\.template$/, '');
    // A module is compiled with the application.
    if (isModule && relative === 'build.mjs') continue;
    const target = path.join(directory, relative);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, fill(fs.readFileSync(source, 'utf8'), values));
  }
}

const fill = (text, values) =>
  text.replace(/\{\{(\w+)\}\}/g, (_whole, key) => {
    if (!(key in values)) throw new Error(`The template names {{${key}}}, which has no value.`);
    return values[key];
  });

function writeJson(file, value) {
  fs.writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}
