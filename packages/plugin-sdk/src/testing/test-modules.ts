import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServerModule } from '../server/server-module';

/** A module, or the name of the package that holds it. */
export type ModuleOrPackage = ServerModule | string;

/** Imports the modules that are named by their package, as seen from a folder. */
export async function loadModules(
  modules: readonly ModuleOrPackage[],
  directory: string,
): Promise<ServerModule[]> {
  const require = createRequire(path.join(directory, 'package.json'));
  const loaded: ServerModule[] = [];
  for (const module of modules) {
    if (typeof module !== 'string') {
      loaded.push(module);
      continue;
    }
    const file = pathToFileURL(require.resolve(`${module}/server`)).href;
    const { serverModule } = (await import(/* @vite-ignore */ file)) as {
      serverModule?: ServerModule;
    };
    if (!serverModule)
      throw new Error(`The package "${module}" exports no "serverModule" from "./server".`);
    loaded.push(serverModule);
  }
  return loaded;
}
