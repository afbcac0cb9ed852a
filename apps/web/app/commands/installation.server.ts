import modules from 'virtual:socle/server';
import {
  type Config,
  createCatalog,
  createRegistry,
  type Host,
  migrateInstallation,
  openHost,
  readConfig,
} from '@socle/plugin-sdk/kernel';
import { webMessages } from '@socle/plugin-sdk/web';
import { shellMessages } from '../shell/messages';
import { CommandError } from './command';

/** The modules of this build with a process's settings. */
export const hostOptions = (config: Config) => ({
  config,
  modules,
  messages: [webMessages, shellMessages],
});

/** What the product says of a refusal, in English: the language of the command line. */
export const say = (key: string, params: Record<string, string | number>): string =>
  createCatalog(createRegistry(modules), [webMessages, shellMessages]).t('en', key, params);

export const configFrom = (env: Record<string, string | undefined>): Config => readConfig(env);

export const migrateAll = (config: Config, onStep?: (name: string) => void): Promise<string[]> =>
  migrateInstallation(hostOptions(config), onStep);

/** Opens the installation for one command, brought up to date first, and closes it afterwards. */
export async function withHost<T>(
  env: Record<string, string | undefined>,
  work: (host: Host) => Promise<T>,
): Promise<T> {
  const config = configFrom(env);
  await migrateAll(config);
  const host = await openHost({ ...hostOptions(config), appConnections: 4, systemConnections: 4 });
  try {
    return await work(host);
  } finally {
    await host.close();
  }
}

/** A workspace by id or by name; the only one when none is named. */
export async function findWorkspace(host: Host, given: string | undefined): Promise<string> {
  const workspaces = await host.identity.workspaces();
  const found =
    given === undefined
      ? workspaces.length === 1
        ? workspaces[0]
        : undefined
      : workspaces.find((w) => w.id === given || w.name === given);
  if (found) return found.id;
  if (given === undefined && workspaces.length > 1)
    throw new CommandError(
      `There are several workspaces; give --workspace. ${workspaces.map((w) => `${w.id} ${w.name}`).join(', ')}`,
    );
  throw new CommandError(
    given === undefined
      ? 'There is no workspace yet. Create one: socle workspace create --name NAME'
      : `No workspace "${given}".`,
  );
}

/** A user by e-mail or id, with the workspace to work in. */
export async function findUser(
  host: Host,
  given: string,
  workspace?: string,
): Promise<{ userId: string; workspaceId: string }> {
  const user = await host.identity.findUser(given);
  if (!user) throw new CommandError(`No user "${given}".`);
  const own = await host.identity.workspacesOf(user.id);
  const found = workspace ? own.find((w) => w.id === workspace || w.name === workspace) : own[0];
  if (!found)
    throw new CommandError(
      `${given} is not a member of ${workspace ? `"${workspace}"` : 'any workspace'}.`,
    );
  return { userId: user.id, workspaceId: found.id };
}
