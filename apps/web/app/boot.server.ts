import { type Config, type Host, locateFile, openHost } from '@socle/plugin-sdk/kernel';
import { hostOptions } from './commands/installation.server';

/**
 * The server's way into the application: one bundle holds web, worker and command line, so that each
 * module exists once per process.
 */
export {
  createRequestScope,
  createRestHandler,
  healthProblem,
  isOwnOrigin,
  readCookie,
  SESSION_COOKIE,
} from '@socle/plugin-sdk/kernel';
export { runCommand } from './command-line.server';
export { configFrom, migrateAll as migrate } from './commands/installation.server';
export { setUp } from './set-up.server';

export const open = (config: Config): Promise<Host> => openHost(hostOptions(config));

/** A file of a workspace with its content as a stream. Throws notFound. */
export async function openFile(host: Host, workspaceId: string, id: string) {
  const file = await locateFile(host.database.systemQuery, workspaceId, id);
  return { file, content: await host.storage.read(file.storageKey) };
}
