import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generate } from './lib/new-plugin/generate.mjs';
import { CACHE_DIR, ROOT } from './lib/paths.mjs';

// Inside the repository, so that what is generated finds its packages; ignored by git and by the build.
let dir;

beforeAll(() => {
  fs.mkdirSync(CACHE_DIR, { recursive: true });
  dir = fs.mkdtempSync(path.join(CACHE_DIR, 'new-plugin-'));
});
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }));

const node = (args, options = {}) =>
  spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', ...options });

const bin = (name, file) => path.join(ROOT, 'node_modules', name, file);

/** Runs the tests of a generated package, on the database this run has. */
function runTests(directory) {
  const config = path.join(directory, 'vitest.config.mjs');
  fs.writeFileSync(
    config,
    `export default { root: ${JSON.stringify(directory)}, test: { include: ['src/**/*.test.ts'], pool: 'forks', testTimeout: 60000, hookTimeout: 60000 } };\n`,
  );
  const result = node([bin('vitest', 'vitest.mjs'), 'run', '--config', config]);
  fs.rmSync(config);
  return result;
}

describe('npm run new:plugin', () => {
  it.each([
    '',
    'X',
    'Loyalty',
    'my_plugin',
    '1st',
    'a b',
    '../up',
    'core',
    'socle',
    'x'.repeat(31),
    'a--b',
    '-a',
  ])('refuses the name %j', (name) => {
    expect(() => generate({ name, dir, isModule: false })).toThrow();
    expect(fs.readdirSync(dir)).toEqual([]);
  });

  it('says what is wrong on the command line, and how to do it', () => {
    const refused = node(['scripts/new-plugin.mjs', 'Bad Name']);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('"Bad Name" cannot be the name of a plugin');
    expect(node(['scripts/new-plugin.mjs', '--help']).stdout).toContain('npm run new:plugin NAME');
  });

  it('writes a plugin that compiles, and whose tests pass untouched', () => {
    const written = node(['scripts/new-plugin.mjs', 'order-tracker', '--dir', dir]);
    expect(written.status, written.stderr).toBe(0);
    expect(written.stdout).toContain('socle-plugin-order-tracker');
    const directory = path.join(dir, 'order-tracker');
    const types = node([bin('typescript', 'bin/tsc'), '-p', path.join(directory, 'tsconfig.json')]);
    expect(types.status, types.stdout).toBe(0);
    const built = node([path.join(directory, 'build.mjs')]);
    expect(built.status, built.stderr).toBe(0);
    const { exports } = JSON.parse(fs.readFileSync(path.join(directory, 'package.json'), 'utf8'));
    for (const file of Object.values(exports))
      expect(fs.existsSync(path.join(directory, file)), file).toBe(true);
    const tests = runTests(directory);
    expect(tests.status, `${tests.stdout}\n${tests.stderr}`).toBe(0);
  }, 180_000);

  it('takes the folder the way npm hands it on', () => {
    for (const [name, args, env] of [
      ['handed', ['handed', dir], { npm_config_dir: 'true' }],
      ['equal', ['equal'], { npm_config_dir: dir }],
    ]) {
      const options = { env: { ...process.env, ...env } };
      expect(node(['scripts/new-plugin.mjs', ...args], options).status).toBe(0);
      expect(fs.existsSync(path.join(dir, name, 'package.json'))).toBe(true);
    }
  });

  it('refuses to write over what is there', () => {
    fs.mkdirSync(path.join(dir, 'taken'));
    expect(() => generate({ name: 'taken', dir, isModule: false })).toThrow(/exists already/);
    expect(fs.readdirSync(path.join(dir, 'taken'))).toEqual([]);
  });
});

describe('npm run new:module', () => {
  it('writes a module that is read from its source, and that compiles', () => {
    const { directory, packageName } = generate({ name: 'loyalty', dir, isModule: true });
    expect(packageName).toBe('@socle/loyalty');
    expect(fs.existsSync(path.join(directory, 'build.mjs'))).toBe(false);
    const types = node([bin('typescript', 'bin/tsc'), '-p', path.join(directory, 'tsconfig.json')]);
    expect(types.status, types.stdout).toBe(0);
    const manifest = fs.readFileSync(path.join(directory, 'src/items/manifest.ts'), 'utf8');
    expect(manifest).toMatch(/`\.\/src\/items\/web\/routes\/.*\.tsx`/);
  }, 60_000);
});
