import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

// Each file of `src` becomes one file of `dist`. They are not merged: Socle takes the loaders out of a
// page's file before it goes to the browser, and can only do that while the page is a file of its own.
const root = import.meta.dirname;
const sources = readdirSync(path.join(root, 'src'), { withFileTypes: true, recursive: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .filter((entry) => !/\.test\.tsx?$/.test(entry.name))
  .map((entry) => path.join(entry.parentPath, entry.name));
const outdir = process.argv[2] ?? path.join(root, 'dist');

rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: sources,
  outbase: path.join(root, 'src'),
  outdir,
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  packages: 'external',
  plugins: [
    {
      name: 'files-stay-apart',
      setup({ onResolve }) {
        onResolve({ filter: /^\./ }, ({ kind, path: file }) =>
          kind === 'entry-point' ? undefined : { path: `${file}.js`, external: true },
        );
      },
    },
  ],
});
