import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createJiti } from 'jiti';
import type { Plugin } from 'vite';
import type { Manifest, RouteDefinition } from '../contract';
import { kernelMessages } from '../kernel/kernel-messages';
import { webMessages } from '../web/messages';

/** A module as the build sees it: its manifest and the folder of its package. */
export interface InstalledModule {
  packageName: string;
  directory: string;
  manifest: Manifest;
}

/** Reads the manifests of the listed packages. `from` is a file whose package depends on all of them. */
export async function readModules(
  packageNames: readonly string[],
  from: string,
): Promise<InstalledModule[]> {
  const require = createRequire(from);
  const jiti = createJiti(from, { moduleCache: false });
  const modules: InstalledModule[] = [];
  for (const packageName of packageNames) {
    const directory = findPackage(require, packageName);
    const { manifest } = await jiti.import<{ manifest?: Manifest }>(`${packageName}/manifest`);
    if (!manifest)
      throw new Error(
        `The package "${packageName}" exports no "manifest" from "${packageName}/manifest".`,
      );
    for (const route of manifest.routes ?? []) {
      if (!existsSync(path.join(directory, route.file))) {
        throw new Error(
          `The route "${route.id}" of module "${manifest.id}" names the file "${route.file}", which does not exist in "${packageName}".`,
        );
      }
    }
    modules.push({ packageName, directory, manifest });
  }
  return modules;
}

function findPackage(require: NodeJS.Require, packageName: string): string {
  try {
    return realpathSync(path.dirname(require.resolve(`${packageName}/package.json`)));
  } catch {
    throw new Error(
      `The module "${packageName}" is listed in socle.config.ts but is not installed. Run \`npm install ${packageName}\`.`,
    );
  }
}

/** A route with the absolute path of its file. */
export interface ComposedRoute extends RouteDefinition {
  moduleId: string;
  absoluteFile: string;
}

export const composedRoutes = (modules: readonly InstalledModule[]): ComposedRoute[] =>
  modules.flatMap(({ manifest, directory }) =>
    (manifest.routes ?? []).map((route) => ({
      ...route,
      moduleId: manifest.id,
      absoluteFile: path.join(directory, route.file),
    })),
  );

/**
 * Composes the installed modules into the app: `virtual:socle/server` and `virtual:socle/web` hold their
 * halves, `virtual:socle/messages/<language>` all messages of one language.
 */
export function socleModules(
  modules: readonly InstalledModule[],
  appMessages: Record<'en' | 'fr', Record<string, string>>,
): Plugin {
  const routeFiles = new Set(composedRoutes(modules).map((route) => route.absoluteFile));
  const load = (id: string): string | undefined => {
    if (id === 'server') return importAll(modules, 'server', 'serverModule');
    if (id === 'web') return importAll(modules, 'web', 'webModule');
    const language = id === 'messages/en' ? 'en' : id === 'messages/fr' ? 'fr' : null;
    if (!language) return undefined;
    const all = [
      kernelMessages,
      webMessages,
      appMessages,
      ...modules.map((m) => m.manifest.messages),
    ];
    return `export default ${JSON.stringify(Object.assign({}, ...all.map((m) => m[language])))};`;
  };
  const prefix = 'virtual:socle/';
  return {
    name: 'socle-modules',
    enforce: 'pre',
    config: () => ({
      ssr: {
        noExternal: [
          /^@socle\//,
          ...modules.map((m) => m.packageName),
          ...privateDependencies(modules),
        ],
      },
    }),
    resolveId(source) {
      if (source.startsWith(prefix)) return `\0${source}`;
      // Vite adds a version to files of installed packages, and Remix then no longer knows its routes.
      const file = source.replace(/^\/@fs/, '').replace(/\?.*$/, '');
      return routeFiles.has(file) ? file : undefined;
    },
    load(id) {
      return id.startsWith(`\0${prefix}`) ? load(id.slice(prefix.length + 1)) : undefined;
    },
  };
}

/**
 * Packages a module has its own copy of, because the app sees another version or none. The server bundle
 * leaves packages out and looks them up from the app, so these must go into it.
 */
function privateDependencies(modules: readonly InstalledModule[]): string[] {
  const found = new Set<string>();
  const visit = (directory: string): void => {
    const { dependencies = {} } = readPackage(directory);
    for (const name of Object.keys(dependencies)) {
      const own = findDependency(directory, name);
      if (own === null || found.has(name) || own === findDependency(process.cwd(), name)) continue;
      if (!name.startsWith('@socle/')) found.add(name);
      visit(own);
    }
  };
  for (const { directory } of modules) visit(directory);
  visit(path.resolve(import.meta.dirname, '../..'));
  return [...found];
}

interface PackageJson {
  exports?: Record<string, unknown>;
  dependencies?: Record<string, string>;
}

const readPackage = (directory: string): PackageJson =>
  JSON.parse(readFileSync(path.join(directory, 'package.json'), 'utf8')) as PackageJson;

function findDependency(from: string, name: string): string | null {
  const candidate = path.join(from, 'node_modules', name);
  if (existsSync(path.join(candidate, 'package.json'))) return realpathSync(candidate);
  const parent = path.dirname(from);
  return parent === from ? null : findDependency(parent, name);
}

function importAll(
  modules: readonly InstalledModule[],
  half: 'server' | 'web',
  name: string,
): string {
  const present = modules.filter(({ directory }) => hasExport(directory, `./${half}`));
  const imports = present.map(
    (m, i) => `import { ${name} as m${i} } from ${JSON.stringify(`${m.packageName}/${half}`)};`,
  );
  return `${imports.join('\n')}\nexport default [${present.map((_, i) => `m${i}`).join(', ')}];`;
}

const hasExport = (directory: string, name: string): boolean =>
  name in (readPackage(directory).exports ?? {});
