import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError, notFound } from '../../primitives';
import { isId, newId } from '../../primitives/ids';
import type { Ctx } from '../../server/ctx';
import type { Host } from '../host';
import { buildOpenApi } from '../openapi';
import { createRateLimit } from '../rate-limit';
import { batch } from './batch';
import { type Call, methodNotAllowed, type Served } from './call';
import { authenticate, bearer, languageOf, me } from './caller';
import { type Answer, parseJson, problem, readBody, write } from './http';
import { below, create, list, one } from './operations';
import { writeOnce } from './write-once';

export { listQuery } from './list-query';

/** Answers `/api/v1/*`. Mounted before Remix: it needs nothing of a page. */
export function createRestHandler(
  host: Host,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const served = new Map<string, Served>();
  for (const module of host.registry.modules) {
    for (const resource of module.resources ?? []) {
      const record = host.registry.records.get(resource.record);
      if (record) served.set(resource.name, { resource, record });
    }
  }
  const limit = createRateLimit(host.config.apiRateLimit, 60_000, host.clock);

  return async (request, response) => {
    const requestId = String(response.getHeader('x-request-id') ?? newId());
    let limits: Record<string, string> = {};
    try {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const path = segments(url);
      if (path[0] === 'openapi.json')
        return write(response, { status: 200, body: await openApi(host, request) });
      const caller = await authenticate(host, request, requestId);
      const quota = limit(caller.session.userId);
      limits = quota.headers;
      if (!quota.isAllowed)
        throw new AppError('tooMany', 'error.tooManyRequests', { seconds: quota.retrySeconds });
      // The same answer without its body: `write` leaves it out.
      const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
      const rawBody = method === 'GET' || method === 'DELETE' ? '' : await readBody(request);
      const call: Call = {
        request,
        url,
        method,
        caller,
        rawBody,
        body: parseJson(rawBody, request),
      };
      const answer = await route(host, served, call, path);
      write(response, { ...answer, headers: { ...limits, ...answer.headers } });
    } catch (error) {
      write(response, problem(host, error, requestId, languageOf(request)), limits);
    }
  };
}

function segments(url: URL): string[] {
  const path = url.pathname.replace(/^\/api\/v1\/?/, '');
  try {
    return path.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    // A stray `%`: nothing has such an address.
    throw notFound();
  }
}

async function openApi(host: Host, request: IncomingMessage): Promise<unknown> {
  const session = request.headers.authorization
    ? await host.identity.apiKey(bearer(request) ?? '')
    : null;
  return buildOpenApi(host, session?.workspaceId ?? null);
}

async function route(
  host: Host,
  served: ReadonlyMap<string, Served>,
  call: Call,
  path: string[],
): Promise<Answer> {
  const [name = '', id, sub, ...more] = path;
  if (name === 'me' && path.length === 1 && call.method === 'GET')
    return { status: 200, body: me(call.caller) };
  const target = served.get(name);
  if (!target || more.length > 0 || !call.caller.state.modulesOn.has(target.record.moduleId))
    throw notFound();
  const { resource, record } = target;
  const run = <T>(isWrite: boolean, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
    host.inWorkspace(call.caller.state.info.id, call.caller.origin, isWrite, work);
  if (id === undefined) {
    if (call.method === 'GET') return run(false, (ctx) => list(ctx, resource, record, call.url));
    if (call.method === 'POST' && resource.create)
      return writeOnce(run, call, (ctx) => create(ctx, resource, record, call.body));
    throw methodNotAllowed(resource.create ? 'GET, HEAD, POST' : 'GET, HEAD');
  }
  if (id === 'batch' && sub === undefined) {
    if (call.method !== 'POST') throw methodNotAllowed('POST');
    return writeOnce(run, call, (ctx) => batch(ctx, resource, record, call.body));
  }
  if (!isId(id)) throw notFound();
  if (sub === undefined) return one(run, resource, record, call, id);
  return below(run, resource, record, call, id, sub);
}
