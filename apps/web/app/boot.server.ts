import modules from 'virtual:socle/server';
import {
  type Config,
  type Host,
  locateFile,
  migrateInstallation,
  openHost,
  readConfig,
} from '@socle/plugin-sdk/kernel';
import { webMessages } from '@socle/plugin-sdk/web';
import { shellMessages } from './shell/messages';

/**
 * The server's way into the application: one bundle holds web, worker and command line, so that each
 * module exists once per process.
 */
export {
  ConfigError,
  createRequestScope,
  createRestHandler,
  healthProblem,
  readCookie,
  SESSION_COOKIE,
} from '@socle/plugin-sdk/kernel';
export { runCommand } from './command-line.server';
export { setUp } from './set-up.server';

const options = (config: Config) => ({ config, modules, messages: [webMessages, shellMessages] });

export const configFrom = (env: Record<string, string | undefined>): Config => readConfig(env);

export const migrate = (config: Config, onStep?: (name: string) => void): Promise<string[]> =>
  migrateInstallation(options(config), onStep);

export const open = (config: Config): Promise<Host> => openHost(options(config));

/** A file of a workspace with its content as a stream. Throws notFound. */
export async function openFile(host: Host, workspaceId: string, id: string) {
  const file = await locateFile(host.database.systemQuery, workspaceId, id);
  return { file, content: await host.storage.read(file.storageKey) };
}
