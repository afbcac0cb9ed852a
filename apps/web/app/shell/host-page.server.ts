import type { AppLoadContext, LoaderFunctionArgs } from '@remix-run/node';
import {
  type Access,
  checkOrigin,
  type Host,
  type Session,
  type WorkspaceState,
} from '@socle/plugin-sdk/kernel';
import { AppError, type ErrorParams, invalid } from '@socle/plugin-sdk/primitives';
import {
  type Ctx,
  fieldErrors,
  formOf,
  GATE,
  publicAction,
  publicLoader,
  type RouteArgs,
  readForm,
} from '@socle/plugin-sdk/server';
import type { z } from 'zod';

const SHELL = 'shell';
// Host pages belong to no module; the one that cannot be switched off opens the workspace for them.
const ALWAYS_ON = 'core';

/** What every page of the host is given. */
export interface HostArgs extends LoaderFunctionArgs {
  host: Host;
  url: URL;
  locale: 'fr' | 'en';
  t(key: string, params?: ErrorParams): string;
}

/** What a page behind sign-in is given. */
export interface MemberArgs extends HostArgs {
  session: Session;
  workspaceId: string;
  state: WorkspaceState;
  permissions: ReadonlySet<string>;
  access: Access;
  isAdmin: boolean;
  /** One read-only transaction in the workspace. */
  read<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>;
  /** One transaction in the workspace that may write. */
  write<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>;
}

/** Who acts, as the audit trail keeps it. */
export const actOf = ({ userId, impersonatorId }: Session) =>
  ({ userId, impersonatorId: impersonatorId ?? null, via: 'screen' }) as const;

interface Gate {
  /** Only owners and administrators; everybody signed in otherwise. */
  permission?: 'admin';
  /** An act that may be done in another's name. All others of the host's own are about accounts, people and rights. */
  isInTheirName?: boolean;
  /** A page about the account itself, which nobody reads in another's name. */
  isPersonal?: boolean;
}

/** The loader of a page behind sign-in. */
export function hostLoader<D>(gate: Gate, handler: (args: MemberArgs) => Promise<D>) {
  return gated(
    gate,
    publicLoader(SHELL, async (args) => handler(await enter(gate, args, false))),
  );
}

/** The action of a page behind sign-in. Refused input comes back as `Refused`, as with a module's forms. */
export function hostAction<S extends z.ZodType, R>(
  options: Gate & { input: S },
  handler: (args: MemberArgs & { input: z.output<S> }) => Promise<R>,
) {
  return gated(
    options,
    publicAction(SHELL, async (args) => {
      const member = await enter(options, args, true);
      checkOrigin(member.host, args.request);
      return handler({ ...member, input: await parse(options.input, args.request) });
    }),
  );
}

/** The loader of a page that needs no session. */
export function publicHostLoader<D>(handler: (args: HostArgs) => Promise<D>) {
  return publicLoader(SHELL, async (args) => handler(await hostArgs(args)));
}

/** The action of a page that needs no session. */
export function publicHostAction<S extends z.ZodType, R>(
  input: S,
  handler: (args: HostArgs & { input: z.output<S> }) => Promise<R>,
) {
  return publicAction(SHELL, async (args) => {
    const opened = await hostArgs(args);
    checkOrigin(opened.host, args.request);
    return handler({ ...opened, input: await parse(input, args.request) });
  });
}

function gated<F extends object>(gate: Gate, run: F) {
  return Object.assign(run, {
    [GATE]: [{ moduleId: SHELL, permission: gate.permission ?? 'session' }],
  });
}

async function hostArgs({ request, params, context }: RouteArgs): Promise<HostArgs> {
  // Module code sees less of the request than the host does; it is the same object.
  const { socle } = context as AppLoadContext;
  const { host } = socle;
  const locale = await socle.locale(request);
  return {
    request,
    params,
    context: { socle },
    host,
    url: new URL(request.url),
    locale,
    t: (key, values) => host.catalog.t(locale, key, values),
  };
}

async function enter(gate: Gate, args: RouteArgs, isAct: boolean): Promise<MemberArgs> {
  const opened = await hostArgs(args);
  const { request } = args;
  const { socle } = opened.context;
  const { session, state, access, permissions } = await socle.workspace(request);
  const isAdmin = session.role === 'owner' || session.role === 'admin';
  if (gate.permission === 'admin' && !isAdmin) {
    throw new AppError('forbidden', 'shell.error.adminOnly');
  }
  const isClosed = isAct || gate.isPersonal || gate.permission === 'admin';
  if (session.impersonatorId && isClosed && !gate.isInTheirName) {
    throw new AppError('forbidden', 'error.notInTheirName');
  }
  const own = { moduleId: ALWAYS_ON, permission: null };
  return {
    ...opened,
    session,
    workspaceId: state.info.id,
    state,
    permissions,
    access,
    isAdmin,
    read: (work) => socle.run(own, request, false, work),
    write: (work) => socle.run(own, request, true, work),
  };
}

async function parse<S extends z.ZodType>(schema: S, request: Request): Promise<z.output<S>> {
  const parsed = schema.safeParse(readForm(await formOf(request)));
  if (!parsed.success) throw invalid(fieldErrors(parsed.error));
  return parsed.data;
}
