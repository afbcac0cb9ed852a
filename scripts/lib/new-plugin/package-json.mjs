import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../paths.mjs';

const HALVES = {
  manifest: 'manifest',
  server: 'module.server',
  web: 'module.web',
  contract: 'contract',
};

/**
 * A plugin is compiled to `dist`; a module of this repository is read from its source.
 * @param {{ packageName: string, title: string, isModule: boolean }} options
 */
export function packageJson({ packageName, title, isModule }) {
  const file = (half) =>
    isModule ? `./src/${half}.${half === 'module.web' ? 'tsx' : 'ts'}` : `./dist/${half}.js`;
  return {
    name: packageName,
    version: '0.1.0',
    description: `${title}: a ${isModule ? 'module' : 'plugin'} of Socle.`,
    private: true,
    license: 'MIT',
    type: 'module',
    ...(isModule ? {} : { files: ['dist'] }),
    exports: {
      ...Object.fromEntries(
        Object.entries(HALVES).map(([name, half]) => [`./${name}`, file(half)]),
      ),
      './package.json': './package.json',
    },
    scripts: {
      ...(isModule ? {} : { build: 'node build.mjs' }),
      typecheck: 'tsc -p tsconfig.json',
    },
    dependencies: {
      '@socle/core': '*',
      '@socle/plugin-sdk': '*',
      ...versions(['@remix-run/react', 'react', 'typeorm', 'zod']),
    },
    ...(isModule ? {} : { devDependencies: versions(['esbuild']) }),
  };
}

// The versions this installation runs with: two copies of React or TypeORM would not know each other.
function versions(names) {
  return Object.fromEntries(
    names.map((name) => {
      const file = path.join(ROOT, 'node_modules', name, 'package.json');
      return [name, JSON.parse(fs.readFileSync(file, 'utf8')).version];
    }),
  );
}

/** Standing on its own, so that a plugin may live anywhere. */
export const TSCONFIG = {
  compilerOptions: {
    target: 'ES2022',
    lib: ['ES2023', 'ES2024.String', 'DOM', 'DOM.Iterable'],
    module: 'ESNext',
    moduleResolution: 'Bundler',
    jsx: 'react-jsx',
    strict: true,
    noUncheckedIndexedAccess: true,
    noImplicitOverride: true,
    noFallthroughCasesInSwitch: true,
    isolatedModules: true,
    skipLibCheck: true,
    noEmit: true,
    resolveJsonModule: true,
    verbatimModuleSyntax: true,
    allowImportingTsExtensions: true,
    types: ['node'],
  },
  include: ['src'],
};
