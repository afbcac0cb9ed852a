import { BUILT_IN_ROLES, type BuiltInRole } from '@socle/plugin-sdk';
import type { Host } from '@socle/plugin-sdk/kernel';
import { type Command, CommandError } from './command';
import { findUser, findWorkspace, withHost } from './installation.server';

const workspaceCreate: Command = {
  name: 'workspace create',
  usage: '--name NAME [--locale fr|en]',
  summary: 'Creates an empty workspace and prints its id.',
  options: ['name', 'locale'],
  async run({ required, option, wrong, env, io }) {
    const name = required('name').trim();
    const locale = option('locale') ?? 'fr';
    if (locale !== 'fr' && locale !== 'en') throw wrong('--locale must be fr or en.');
    if (name === '') throw wrong('--name is missing.');
    await withHost(env, async (host) =>
      io.out(await host.identity.createWorkspace({ name, locale })),
    );
  },
};

const userCreate: Command = {
  name: 'user create',
  usage:
    '--email E --name N --role owner|admin|manager|member|reader --workspace W (--password P | --password-env VAR)',
  summary: 'Adds a user, or an existing one to one more workspace, and prints the user id.',
  options: ['email', 'name', 'role', 'workspace', 'password', 'password-env'],
  async run({ required, option, wrong, env, io }) {
    const role = required('role');
    if (!(BUILT_IN_ROLES as readonly string[]).includes(role))
      throw wrong(`--role must be one of: ${BUILT_IN_ROLES.join(', ')}.`);
    const account = {
      email: required('email'),
      name: required('name'),
      role: role as BuiltInRole,
      password: password(option, env),
    };
    await withHost(env, async (host) => {
      const workspaceId = await findWorkspace(host, option('workspace'));
      io.out(await host.identity.createUser({ ...account, workspaceId }));
    });
  },
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
  async run({ required, option, wrong, env, io }) {
    const [user, name, expires] = [required('user'), required('name'), option('expires')];
    const expiresAt = expires ? new Date(`${expires}T23:59:59Z`) : null;
    if (expiresAt && Number.isNaN(expiresAt.getTime()))
      throw wrong('--expires must be a date such as 2027-01-31.');
    await withHost(env, async (host) => {
      const owner = await findUser(host, user, option('workspace'));
      const scopes = scopesOf(host, option('scopes'));
      const key = { ...owner, name, scopes, expiresAt, via: 'commandLine' } as const;
      io.out(await host.identity.createApiKey(key));
    });
  },
};

const appPasswordCreate: Command = {
  name: 'apppassword create',
  usage: '--user E --name N [--workspace W] [--scopes a,b]',
  summary: 'Makes an app password and prints it alone. It cannot be read again.',
  options: ['user', 'name', 'workspace', 'scopes'],
  async run({ required, option, env, io }) {
    const [user, name] = [required('user'), required('name')];
    await withHost(env, async (host) => {
      const owner = await findUser(host, user, option('workspace'));
      const scopes = scopesOf(host, option('scopes'));
      const wanted = { ...owner, name, scopes, expiresAt: null, via: 'commandLine' } as const;
      io.out(await host.identity.createAppPassword(wanted));
    });
  },
};

const userReset: Command = {
  name: 'user reset',
  usage: '--email E [--workspace W] [--password-env VAR] [--remove-second-factor]',
  summary:
    'The way back in: prints a link to choose a new password, valid for an hour, or sets the password of VAR.',
  options: ['email', 'workspace', 'password-env'],
  flags: ['remove-second-factor'],
  async run({ required, option, flag, env, io }) {
    const [email, variable] = [required('email'), option('password-env')];
    if (variable && !env[variable]) throw new CommandError(`The variable ${variable} is empty.`);
    await withHost(env, async (host) => {
      const workspace = option('workspace');
      const user = workspace
        ? { id: (await findUser(host, email, workspace)).userId }
        : await host.identity.findUser(email);
      if (!user) throw new CommandError(`There is no account ${email}.`);
      if (flag('remove-second-factor')) await host.identity.removeSecondFactor(user.id, null);
      if (variable) await host.identity.setPassword(user.id, env[variable] ?? '', null);
      else io.out(await host.identity.createResetLink(user.id));
    });
  },
};

function scopesOf(host: Host, given: string | undefined): string[] | null {
  const scopes = given?.split(',').flatMap((scope) => scope.trim() || []) ?? null;
  const unknown = scopes?.filter((scope) => !host.registry.permissions.has(scope)) ?? [];
  if (unknown.length > 0)
    throw new CommandError(
      `Unknown scopes: ${unknown.join(', ')}. Known: ${[...host.registry.permissions.keys()].join(', ')}.`,
    );
  return scopes;
}

export const identityCommands: readonly Command[] = [
  workspaceCreate,
  userCreate,
  userReset,
  apiKeyCreate,
  appPasswordCreate,
];
