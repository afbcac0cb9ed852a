import optimizeLocales from '@react-aria/optimize-locales-plugin';
import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { createJiti } from 'jiti';
import { defineConfig, type Plugin } from 'vite';

// Vite reads this file with Node itself, which does not read the TypeScript of workspace packages.
const jiti = createJiti(import.meta.url);
const { readModules, socleModules } =
  await jiti.import<typeof import('@socle/plugin-sdk/vite')>('@socle/plugin-sdk/vite');
const { modules } = await jiti.import<typeof import('./socle.config')>('./socle.config.ts');
const { shellMessages } =
  await jiti.import<typeof import('./app/shell/messages')>('./app/shell/messages.ts');

export default defineConfig(async ({ isSsrBuild }) => ({
  plugins: [
    socleModules(await readModules(modules, import.meta.url), shellMessages),
    tailwindcss(),
    remix({
      ignoredRouteFiles: ['**/*'],
      future: {
        v3_singleFetch: true,
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_lazyRouteDiscovery: true,
        v3_routeConfig: true,
      },
    }),
    // The primitives speak thirty languages; the browser needs the two of the product.
    ...(isSsrBuild
      ? []
      : [
          {
            ...(optimizeLocales.vite({ locales: ['fr-FR', 'en-US'] }) as Plugin),
            enforce: 'pre' as const,
          },
        ]),
  ],
  optimizeDeps: {
    exclude: [
      'typeorm',
      'reflect-metadata',
      'pg',
      'graphile-worker',
      '@node-rs/argon2',
      'pino',
      'prom-client',
    ],
  },
  build: { target: 'es2022', assetsInlineLimit: 0, sourcemap: false },
}));
