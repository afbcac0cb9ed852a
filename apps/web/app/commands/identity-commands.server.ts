import { BUILT_IN_ROLES, type BuiltInRole } from '@socle/plugin-sdk';
import { type Command, CommandError } from './command';
import { findUser, findWorkspace, withHost } from './installation.server';

const workspaceCreate: Command = {
  name: 'workspace create',
  usage: '--name NAME [--locale fr|en]',
  summary: 'Creates an empty workspace and prints its id.',
  options: ['name', 'locale'],
  run: ({ required, option, env, io }) =>
    withHost(env, async (host) => {
      const locale = option('locale') === 'en' ? 'en' : 'fr';
      io.out(await host.identity.createWorkspace({ name: required('name'), locale }));
    }),
};

const userCreate: Command = {
  name: 'user create',
  usage:
    '--email E --name N --role owner|admin|manager|member|reader --workspace W (--password P | --password-env VAR)',
  summary: 'Adds a user, or an existing one to one more workspace, and prints the user id.',
  options: ['email', 'name', 'role', 'workspace', 'password', 'password-env'],
  run: ({ required, option, env, io }) =>
    withHost(env, async (host) => {
      const role = required('role');
      if (!(BUILT_IN_ROLES as readonly string[]).includes(role))
        throw new CommandError(`--role must be one of: ${BUILT_IN_ROLES.join(', ')}.`);
      io.out(
        await host.identity.createUser({
          email: required('email'),
          name: required('name'),
          password: password(option, env),
          role: role as BuiltInRole,
          workspaceId: await findWorkspace(host, option('workspace')),
        }),
      );
    }),
};

function password(
  option: (name: string) => string | undefined,
  env: Record<string, string | undefined>,
): string {
  const variable = option('password-env');
  const value = variable ? env[variable] : option('password');
  if (!value)
    throw new CommandError(
      variable ? `The variable ${variable} is empty.` : 'Give --password or --password-env.',
    );
  return value;
}

const apiKeyCreate: Command = {
  name: 'apikey create',
  usage: '--user E --name N [--workspace W] [--scopes a,b] [--expires YYYY-MM-DD]',
  summary: 'Makes a key for the API and prints the key alone. It cannot be read again.',
  options: ['user', 'name', 'workspace', 'scopes', 'expires'],
  run: ({ required, option, env, io }) =>
    withHost(env, async (host) => {
      const { userId, workspaceId } = await findUser(host, required('user'), option('workspace'));
      const scopes =
        option('scopes')
          ?.split(',')
          .map((scope) => scope.trim())
          .filter(Boolean) ?? null;
      const unknown = scopes?.filter((scope) => !host.registry.permissions.has(scope)) ?? [];
      if (unknown.length > 0)
        throw new CommandError(
          `Unknown scopes: ${unknown.join(', ')}. Known: ${[...host.registry.permissions.keys()].join(', ')}.`,
        );
      const expires = option('expires');
      const expiresAt = expires ? new Date(`${expires}T23:59:59Z`) : null;
      if (expiresAt && Number.isNaN(expiresAt.getTime()))
        throw new CommandError('--expires must be a date such as 2027-01-31.');
      io.out(
        await host.identity.createApiKey({
          userId,
          workspaceId,
          name: required('name'),
          scopes,
          expiresAt,
        }),
      );
    }),
};

export const identityCommands: readonly Command[] = [workspaceCreate, userCreate, apiKeyCreate];
