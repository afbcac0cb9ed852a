import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

// Beside the package, so that what was compiled finds the same dependencies.
const root = path.join(import.meta.dirname, '..');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(root, 'dist-test-'));
  execFileSync(process.execPath, [path.join(root, 'build.mjs'), folder], { stdio: 'inherit' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('compiles to files that Node can read, one for each page the manifest names', async () => {
  const { manifest } = (await import(
    /* @vite-ignore */ pathToFileURL(path.join(folder, 'manifest.js')).href
  )) as typeof import('./manifest');
  expect(manifest.id).toBe('hello');
  for (const { file } of manifest.routes) {
    expect(existsSync(path.join(folder, file.replace('./dist/', ''))), file).toBe(true);
  }
  for (const half of ['module.server.js', 'module.web.js', 'contract.js'])
    expect(existsSync(path.join(folder, half)), half).toBe(true);
  expect(existsSync(path.join(folder, 'build.test.js'))).toBe(false);
});
