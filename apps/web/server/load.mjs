import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.resolve(import.meta.dirname, '..');
const bundle = path.join(root, 'build/server/index.js');

/** Loads the server bundle, or in development the sources through Vite. */
export async function loadBoot(isDevelopment) {
  if (!isDevelopment) {
    if (!existsSync(bundle)) throw new Error('Socle is not built yet. Run `npm run build` first.');
    process.env.NODE_ENV ??= 'production';
    const build = await import(pathToFileURL(bundle).href);
    return { boot: build.entry.module.boot, vite: null, load: async () => build };
  }
  const { createServer } = await import('vite');
  const vite = await createServer({ root, server: { middlewareMode: true }, appType: 'custom' });
  const load = () => vite.ssrLoadModule('virtual:remix/server-build');
  return { boot: (await load()).entry.module.boot, vite, load };
}
