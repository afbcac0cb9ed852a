import {
  type Config,
  type Host,
  locateFile,
  openHost,
  type Session,
  sessionOrigin,
} from '@socle/plugin-sdk/kernel';
import { hostOptions } from './commands/installation.server';

/**
 * The server's way into the application: one bundle holds web, worker and command line, so that each
 * module exists once per process.
 */
export {
  createRequestScope,
  createRestHandler,
  healthProblem,
  heardBy,
  isOwnOrigin,
  readCookie,
  SESSION_COOKIE,
} from '@socle/plugin-sdk/kernel';
export { runCommand } from './command-line.server';
export { configFrom, migrateAll as migrate } from './commands/installation.server';
export { setUp } from './set-up.server';

export const open = (config: Config): Promise<Host> => openHost(hostOptions(config));

/** A file that these eyes may see, with its content as a stream. Throws notFound. */
export async function openFile(host: Host, session: Session, id: string) {
  const { info } = await host.workspaceState(session.workspaceId ?? '');
  const file = await host.inWorkspace(info.id, await sessionOrigin(host, session), false, (ctx) =>
    ctx.files.get(id),
  );
  const { storageKey } = await locateFile(host.database.systemQuery, info.id, id);
  return { file, content: await host.storage.read(storageKey) };
}
