import type { SlotDefinition } from '../contract';
import { AppError, notFound } from '../primitives';
import type { Gate, RequestScope, SlotContent } from '../server/routes';
import { type Access, NO_ACCESS, narrowAccess } from './access/access';
import type { CtxOrigin } from './ctx';
import type { Host } from './host';
import { SESSION_COOKIE } from './identity';
import type { Locale } from './messages';
import { receiveUpload } from './receive-upload';
import type { Session, WorkspaceState } from './workspace-state';

/** A slot that is not ready by then is shown as a placeholder; the page does not wait. */
const SLOT_BUDGET_MS = 1500;

/** One request as the host sees it. The session is looked up once, however many loaders run. */
export interface HostRequest extends RequestScope {
  readonly host: Host;
  readonly nonce: string;
  /** Network address of the caller, as far as the proxy in front can be trusted. */
  readonly address: string;
  session(request: Request): Promise<Session | null>;
  locale(request: Request): Promise<Locale>;
  /** Throws a redirect to sign-in when there is none. */
  requireSession(request: Request): Promise<Session>;
  /** The workspace of the session with what the caller may do there. */
  workspace(request: Request): Promise<{
    session: Session;
    state: WorkspaceState;
    access: Access;
    /** Ids of what the caller holds, for some records at least. */
    permissions: ReadonlySet<string>;
  }>;
}

export function createRequestScope(
  host: Host,
  options: { requestId: string; nonce: string; address: string },
): HostRequest {
  let session: Promise<Session | null> | null = null;
  const sessionOf = (request: Request): Promise<Session | null> => {
    session ??= readSession(host, request);
    return session;
  };
  const requireSession = async (request: Request): Promise<Session> => {
    const found = await sessionOf(request);
    if (found) return found;
    const url = new URL(request.url);
    const next = url.pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/') + url.search;
    throw new Response(null, {
      status: 302,
      headers: { location: `/sign-in?next=${encodeURIComponent(next)}` },
    });
  };
  const workspace: HostRequest['workspace'] = async (request) => {
    const found = await requireSession(request);
    if (found.mustEnrol) throw seeOther('/two-step');
    if (!found.workspaceId || !found.role) throw seeOther('/workspaces');
    const state = await host.workspaceState(found.workspaceId);
    const access = await accessOf(host, found);
    return { session: found, state, access, permissions: new Set(access.scopes.keys()) };
  };
  const enter = async (gate: Gate, request: Request, isWrite: boolean) => {
    const { session: caller, state, access, permissions } = await workspace(request);
    if (!state.modulesOn.has(gate.moduleId)) throw notFound();
    if (gate.permission && !permissions.has(gate.permission)) {
      throw new AppError('forbidden', 'error.forbidden', { permission: gate.permission });
    }
    if (isWrite) checkOrigin(host, request);
    const origin: CtxOrigin = {
      actor: { kind: 'user', userId: caller.userId, name: caller.name },
      via: 'screen',
      requestId: options.requestId,
      locale: caller.locale ?? localeOf(request, state.info.locale),
      timeZone: caller.timeZone ?? state.info.timeZone,
      access,
      impersonatorId: caller.impersonatorId ?? null,
      cause: null,
    };
    return { state, origin, permissions };
  };
  return {
    host,
    requestId: options.requestId,
    reportDefect: (error) =>
      host.log.error({ err: error, requestId: options.requestId }, 'page failed'),
    nonce: options.nonce,
    address: options.address,
    session: sessionOf,
    requireSession,
    workspace,
    async locale(request) {
      const found = await sessionOf(request).catch(() => null);
      if (found?.locale) return found.locale;
      const state = found?.workspaceId
        ? await host.workspaceState(found.workspaceId).catch(() => null)
        : null;
      return localeOf(request, state?.info.locale ?? 'en');
    },
    async run(gate, request, isWrite, work) {
      const { state, origin } = await enter(gate, request, isWrite);
      return host.inWorkspace(state.info.id, origin, isWrite, work);
    },
    async upload(gate, request, work) {
      const { state, origin } = await enter(gate, request, true);
      const { blob, name, contentType, fields } = await receiveUpload(host, request);
      try {
        return await host.inWorkspace(state.info.id, origin, true, async (ctx) => {
          const file = blob ? await ctx.files.add(blob, { name, contentType }) : null;
          return work(ctx, { file, fields });
        });
      } catch (error) {
        if (blob) await host.storage.remove(blob.storageKey).catch(() => undefined);
        throw error;
      }
    },
    async loadSlot(request, slot, props) {
      const { state, permissions } = await workspace(request);
      const fills = fillsOf(host, state, permissions, slot);
      return Promise.all(
        fills.map((fill) =>
          withinBudget(host, fill.id, async () => {
            const { origin } = await enter(
              { moduleId: fill.moduleId, permission: fill.permission },
              request,
              false,
            );
            return host.inWorkspace(state.info.id, origin, false, (ctx) =>
              fill.load(ctx, props as never),
            );
          }),
        ),
      );
    },
  };
}

const seeOther = (location: string): Response =>
  new Response(null, { status: 302, headers: { location } });

/** What a caller may do: the member's rights, cut down to a key's scopes. */
export async function accessOf(host: Host, session: Session): Promise<Access> {
  if (!session.workspaceId) return NO_ACCESS;
  const member = await host.memberAccess(session.workspaceId, session.userId);
  return member ? narrowAccess(member.access, session.scopes) : NO_ACCESS;
}

/** A signed-in member as a caller outside a page: a download, a stream. */
export async function sessionOrigin(host: Host, session: Session): Promise<CtxOrigin> {
  const { info } = await host.workspaceState(session.workspaceId ?? '');
  return {
    actor: { kind: 'user', userId: session.userId, name: session.name },
    via: 'screen',
    requestId: 'download',
    locale: session.locale ?? info.locale,
    timeZone: session.timeZone ?? info.timeZone,
    access: await accessOf(host, session),
    impersonatorId: session.impersonatorId,
    cause: null,
  };
}

async function readSession(host: Host, request: Request): Promise<Session | null> {
  const token = readCookie(request.headers.get('cookie'), SESSION_COOKIE);
  return token ? host.identity.session(token) : null;
}

/** One cookie's value. */
export function readCookie(header: string | null, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const [key, ...value] = part.trim().split('=');
    if (key === name) return decoded(value.join('='));
  }
  return null;
}

// A stray `%` is somebody else's cookie: as good as none.
function decoded(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}

/** The first of our languages the browser asks for. */
export function localeOf(request: Request, fallback: Locale): Locale {
  const chosen = readCookie(request.headers.get('cookie'), 'socle_locale');
  if (chosen === 'fr' || chosen === 'en') return chosen;
  for (const part of (request.headers.get('accept-language') ?? '').split(',')) {
    const language = part.trim().slice(0, 2).toLowerCase();
    if (language === 'fr' || language === 'en') return language;
  }
  return fallback;
}

/** Whether a write was sent by one of our own pages. Browsers add the Origin header to every such request. */
export function isOwnOrigin(host: Host, origin: string | null, requestHost: string): boolean {
  if (origin === null) return true;
  if (!URL.canParse(origin)) return false;
  const { publicUrl } = host.config;
  // Where the address is known, http is not https.
  return publicUrl
    ? new URL(origin).origin === new URL(publicUrl).origin
    : new URL(origin).host === requestHost;
}

/** Refuses a write that another site's page has sent. */
export function checkOrigin(host: Host, request: Request): void {
  const requestHost = request.headers.get('host') ?? new URL(request.url).host;
  const site = request.headers.get('sec-fetch-site');
  const isSameSite = site === null || site === 'same-origin' || site === 'none';
  if (isSameSite && isOwnOrigin(host, request.headers.get('origin'), requestHost)) return;
  throw new AppError('forbidden', 'error.otherOrigin');
}

function fillsOf(
  host: Host,
  state: WorkspaceState,
  permissions: ReadonlySet<string>,
  slot: SlotDefinition<object>,
) {
  return host.registry.modules
    .filter((module) => state.modulesOn.has(module.manifest.id))
    .flatMap((module) =>
      (module.slots ?? []).map((fill) => ({ ...fill, moduleId: module.manifest.id })),
    )
    .filter((fill) => fill.slot === slot.id && permissions.has(fill.permission))
    .sort((a, b) => a.order - b.order);
}

async function withinBudget(
  host: Host,
  id: string,
  load: () => Promise<unknown>,
): Promise<SlotContent> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<SlotContent>((resolve) => {
    timer = setTimeout(() => resolve({ id, state: 'slow' }), SLOT_BUDGET_MS);
  });
  const loaded = load().then(
    (data): SlotContent => ({ id, state: 'ready', data }),
    (error: unknown): SlotContent => {
      host.log.error({ err: error, slot: id }, 'slot failed');
      return { id, state: 'failed' };
    },
  );
  try {
    return await Promise.race([loaded, late]);
  } finally {
    clearTimeout(timer);
  }
}
