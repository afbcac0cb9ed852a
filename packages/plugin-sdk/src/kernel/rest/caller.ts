import type { IncomingMessage } from 'node:http';
import { AppError } from '../../primitives';
import { type Access, clientAccess } from '../access/access';
import type { CtxOrigin } from '../ctx';
import type { Host } from '../host';
import { accessOf } from '../request-scope';
import type { Session, WorkspaceState } from '../workspace-state';

/** Who calls, in which workspace, with which rights. */
export interface Caller {
  session: Session;
  access: Access;
  state: WorkspaceState;
  origin: CtxOrigin;
}

/** Finds the caller of a request. Throws unauthenticated. */
export async function authenticate(
  host: Host,
  request: IncomingMessage,
  requestId: string,
): Promise<Caller> {
  const session = await sessionOf(host, request);
  if (!session?.workspaceId) throw new AppError('unauthenticated', 'error.badApiKey');
  const state = await host.workspaceState(session.workspaceId);
  const access = await accessOf(host, session);
  return {
    session,
    access,
    state,
    origin: {
      actor: { kind: 'apiKey', userId: session.userId, name: session.name },
      via: 'api',
      requestId,
      locale: languageOf(request),
      timeZone: session.timeZone ?? state.info.timeZone,
      access,
      keyScopes: session.scopes,
      cause: null,
    },
  };
}

/** The answer of `/me`. */
export function me({ session, state, access }: Caller): unknown {
  return {
    user: { id: session.userId, name: session.name, email: session.email, role: session.role },
    workspace: state.info,
    permissions: [...access.scopes.keys()].sort(),
    ...clientAccess(access),
    modules: [...state.modulesOn],
  };
}

/** The language of messages. */
export const languageOf = (request: IncomingMessage): 'fr' | 'en' =>
  /^\s*fr/i.test(request.headers['accept-language'] ?? '') ? 'fr' : 'en';

/** The key a request carries as a bearer token (RFC 6750). */
export function bearer(request: IncomingMessage): string | null {
  return /^Bearer ([\w-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

async function sessionOf(host: Host, request: IncomingMessage): Promise<Session | null> {
  const key = bearer(request);
  if (key) return host.identity.apiKey(key);
  const pair = basic(request);
  return pair ? host.identity.appPassword(pair.email, pair.password) : null;
}

// Spreadsheets and calendars know nothing but a name and a password: e-mail and app password (RFC 7617).
function basic(request: IncomingMessage): { email: string; password: string } | null {
  const encoded = /^Basic ([\w+/=]{4,2000})$/i.exec(request.headers.authorization ?? '')?.[1];
  const [, email, password] =
    /^([^:]+):(.+)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString('utf8')) ?? [];
  return email && password ? { email, password } : null;
}
