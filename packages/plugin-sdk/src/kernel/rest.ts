import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Filter, ListQuery, RecordRow } from '../contract';
import { fieldErrors } from '../contract/validation';
import { AppError, notFound } from '../primitives';
import { isId, newId } from '../primitives/ids';
import type { Ctx } from '../server/ctx';
import type { Resource } from '../server/resource';
import { type Access, clientAccess } from './access/access';
import { sha256 } from './config';
import type { CtxOrigin } from './ctx';
import { filterSchema } from './filter-sql';
import type { Host } from './host';
import { buildOpenApi } from './openapi';
import { createRateLimit } from './rate-limit';
import type { RegisteredRecord } from './registry';
import { accessOf } from './request-scope';
import type { Session, WorkspaceState } from './workspace-state';

const MAX_BODY_BYTES = 5 * 1024 * 1024;
const MAX_BATCH = 500;

/** One answer before it is written. */
interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

interface Caller {
  session: Session;
  access: Access;
  state: WorkspaceState;
  origin: CtxOrigin;
}

interface Call {
  request: IncomingMessage;
  url: URL;
  method: string;
  caller: Caller;
  body: unknown;
  rawBody: string;
}

interface Served {
  resource: Resource;
  record: RegisteredRecord;
}

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

function bearer(request: IncomingMessage): string | null {
  return /^Bearer ([\w-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

const languageOf = (request: IncomingMessage): 'fr' | 'en' =>
  /^\s*fr/i.test(request.headers['accept-language'] ?? '') ? 'fr' : 'en';

async function authenticate(
  host: Host,
  request: IncomingMessage,
  requestId: string,
): Promise<Caller> {
  const key = bearer(request);
  const session = key ? await host.identity.apiKey(key) : null;
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

type Run = <T>(isWrite: boolean, work: (ctx: Ctx) => Promise<T>) => Promise<T>;

async function one(
  run: Run,
  resource: Resource,
  record: RegisteredRecord,
  call: Call,
  id: string,
): Promise<Answer> {
  switch (call.method) {
    case 'GET': {
      const row = await run(false, (ctx) => read(ctx, resource, record, id));
      const etag = etagOf(resource, row);
      const known = call.request.headers['if-none-match'] ?? '';
      const isKnown = known === '*' || known.split(',').some((tag) => bare(tag) === etag);
      return isKnown
        ? { status: 304, headers: { etag } }
        : { status: 200, body: row, headers: { etag } };
    }
    case 'PATCH': {
      const { update } = resource;
      if (!update) throw methodNotAllowed(methodsOf(resource));
      return writeOnce(run, call, async (ctx) => {
        ctx.require(record.permissions.update);
        const input = parse(update.input, ctx.writable(record.type, objectOf(call.body)));
        await update.run(ctx, id, input as never, ifMatch(call.request));
        const row = await read(ctx, resource, record, id);
        return { status: 200, body: row, headers: { etag: etagOf(resource, row) } };
      });
    }
    case 'DELETE': {
      const { archive } = resource;
      if (!archive) throw methodNotAllowed(methodsOf(resource));
      return writeOnce(run, call, async (ctx) => {
        ctx.require(record.permissions.archive);
        await archive(ctx, id);
        return { status: 204 };
      });
    }
    default:
      throw methodNotAllowed(methodsOf(resource));
  }
}

/**
 * The version, which If-Match compares; with the content's mark where other tables add to the record,
 * because their changes do not count its version up.
 */
function etagOf(resource: Resource, row: RecordRow): string {
  const mark = resource.expand ? `-${sha256(JSON.stringify(row)).slice(0, 12)}` : '';
  return `"${String(row.version)}${mark}"`;
}

// A proxy that compresses marks the tag as weak; a read does not mind (RFC 9110 §8.8.3.2).
const bare = (tag: string): string => tag.trim().replace(/^W\//, '');

async function below(
  run: Run,
  resource: Resource,
  record: RegisteredRecord,
  call: Call,
  id: string,
  name: string,
): Promise<Answer> {
  const view = Object.hasOwn(resource.views ?? {}, name) ? resource.views?.[name] : undefined;
  if (view && call.method === 'GET') {
    return run(false, async (ctx) => {
      ctx.require(view.permission);
      await ctx.records.get(record.type, id);
      return { status: 200, body: await view.load(ctx, id, call.url) };
    });
  }
  if (call.method !== 'POST') throw view ? methodNotAllowed('GET, HEAD') : notFound();
  if (name === 'restore' && resource.restore) {
    const { restore } = resource;
    return writeOnce(run, call, async (ctx) => {
      ctx.require(record.permissions.archive);
      await restore(ctx, id);
      return { status: 200, body: await read(ctx, resource, record, id) };
    });
  }
  const action = Object.hasOwn(resource.actions ?? {}, name) ? resource.actions?.[name] : undefined;
  if (!action) throw notFound();
  return writeOnce(run, call, async (ctx) => {
    ctx.require(action.permission);
    await ctx.records.get(record.type, id);
    await action.run(ctx, id, parse(action.input, call.body ?? {}) as never);
    return { status: 200, body: await read(ctx, resource, record, id) };
  });
}

async function list(
  ctx: Ctx,
  resource: Resource,
  record: RegisteredRecord,
  url: URL,
): Promise<Answer> {
  const query = listQuery(record, url.searchParams);
  const page = await ctx.records.list(record.type, query);
  const expanded = resource.expand ? await resource.expand(ctx, page.rows) : page.rows;
  const rows = expanded.map((row) => ctx.shown(record.type, row));
  const count =
    url.searchParams.get('count') === 'true'
      ? { count: await ctx.records.count(record.type, query) }
      : {};
  return { status: 200, body: { data: rows, nextCursor: page.nextCursor, ...count } };
}

async function read(
  ctx: Ctx,
  resource: Resource,
  record: RegisteredRecord,
  id: string,
): Promise<RecordRow> {
  const row = await ctx.records.get(record.type, id);
  const [expanded] = resource.expand ? await resource.expand(ctx, [row]) : [row];
  return ctx.shown(record.type, expanded ?? row);
}

async function create(
  ctx: Ctx,
  resource: Resource,
  record: RegisteredRecord,
  body: unknown,
): Promise<Answer> {
  if (!resource.create) throw methodNotAllowed();
  ctx.require(record.permissions.create);
  const given = ctx.writable(record.type, objectOf(body));
  const id = await resource.create.run(ctx, parse(resource.create.input, given) as never);
  return {
    status: 201,
    body: await read(ctx, resource, record, id),
    headers: { location: `/api/v1/${resource.name}/${id}` },
  };
}

// What is no object at all is refused by the schema, which says so better.
const objectOf = (body: unknown): object =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? body : (body as object);

const batchSchema = z.strictObject({
  operations: z
    .array(
      z.discriminatedUnion('op', [
        z.strictObject({ op: z.literal('create'), data: z.unknown() }),
        z.strictObject({
          op: z.literal('update'),
          id: z.string(),
          version: z.int().optional(),
          data: z.unknown(),
        }),
        z.strictObject({ op: z.literal('archive'), id: z.string() }),
      ]),
    )
    .min(1)
    .max(MAX_BATCH),
});

// All or nothing: a batch that fails half-way leaves no half behind.
async function batch(
  ctx: Ctx,
  resource: Resource,
  record: RegisteredRecord,
  body: unknown,
): Promise<Answer> {
  const { operations } = parse(batchSchema, body) as z.infer<typeof batchSchema>;
  const results: { id: string }[] = [];
  for (const [index, operation] of operations.entries()) {
    try {
      results.push({ id: await apply(ctx, resource, record, operation) });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const fields = error.fields.map((field) => ({
        ...field,
        field: `operations[${index}].data.${field.field}`,
      }));
      throw new AppError(error.kind, error.code, { ...error.params, index }, fields);
    }
  }
  return { status: 200, body: { data: results } };
}

type Operation = z.infer<typeof batchSchema>['operations'][number];

async function apply(
  ctx: Ctx,
  resource: Resource,
  record: RegisteredRecord,
  operation: Operation,
): Promise<string> {
  const { permissions } = record;
  if (operation.op === 'create' && resource.create) {
    ctx.require(permissions.create);
    const data = ctx.writable(record.type, objectOf(operation.data));
    return resource.create.run(ctx, parse(resource.create.input, data) as never);
  }
  if (operation.op === 'update' && resource.update) {
    ctx.require(permissions.update);
    await resource.update.run(
      ctx,
      operation.id,
      parse(resource.update.input, ctx.writable(record.type, objectOf(operation.data))) as never,
      operation.version ?? null,
    );
    return operation.id;
  }
  if (operation.op === 'archive' && resource.archive) {
    ctx.require(permissions.archive);
    await resource.archive(ctx, operation.id);
    return operation.id;
  }
  throw methodNotAllowed();
}

/** Reads `?q=`, `?filter=`, `?sort=`, `?limit=`, `?cursor=` and one parameter per filterable field. */
export function listQuery(record: RegisteredRecord, search: URLSearchParams): ListQuery {
  const filters: Filter[] = [];
  const query: ListQuery = {};
  for (const [name, value] of search) {
    if (name === 'q') query.q = value.slice(0, 200);
    else if (name === 'sort') query.sort = value;
    else if (name === 'cursor') query.cursor = value;
    else if (name === 'limit') query.limit = limitOf(value);
    else if (name === 'archived' && (value === 'active' || value === 'archived' || value === 'all'))
      query.archived = value;
    else if (name === 'filter') filters.push(filterOf(value));
    else if (name !== 'count') {
      const field = Object.hasOwn(record.fields, name) ? record.fields[name] : undefined;
      if (!field?.filter && !name.startsWith('customFields.'))
        throw badParameter(name, 'error.unknownField', { names: name });
      filters.push({ field: name, op: 'eq', value: value === '' ? null : value });
    }
  }
  if (filters.length > 0) query.filter = { and: filters };
  return query;
}

const badParameter = (
  field: string,
  code: string,
  params: Record<string, string | number> = {},
): AppError => new AppError('invalid', 'error.invalid', {}, [{ field, code, params }]);

function limitOf(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > 200)
    throw badParameter('limit', 'error.limitRange', { maximum: 200 });
  return limit;
}

function filterOf(text: string): Filter {
  try {
    return filterSchema.parse(JSON.parse(text));
  } catch {
    throw badParameter('filter', 'error.badFilter');
  }
}

function ifMatch(request: IncomingMessage): number | null {
  const header = request.headers['if-match'];
  if (header === undefined || header === '*') return null;
  const version = /^(?:W\/)?"(\d+)(?:-[0-9a-f]+)?"$/.exec(header)?.[1];
  if (version === undefined) throw badParameter('If-Match', 'error.badVersion');
  return Number(version);
}

function parse(schema: z.ZodType, body: unknown): unknown {
  const parsed = schema.safeParse(body);
  if (!parsed.success)
    throw new AppError('invalid', 'error.invalid', {}, fieldErrors(parsed.error));
  return parsed.data;
}

/** One write, remembered under its Idempotency-Key in the same transaction: a repeat gets the same answer. */
async function writeOnce(
  run: Run,
  call: Call,
  work: (ctx: Ctx) => Promise<Answer>,
): Promise<Answer> {
  const key = call.request.headers['idempotency-key'];
  if (typeof key !== 'string') return run(true, work);
  if (key.length > 200)
    throw badParameter('Idempotency-Key', 'error.tooBig.string', { maximum: 200 });
  const hash = sha256(`${call.method} ${call.url.pathname} ${call.rawBody}`);
  return run(true, async (ctx) => {
    const identity = [ctx.workspace.id, call.caller.session.userId, key];
    // A second request with this key waits here until the first has ended.
    const [mine] = await ctx.query(
      `insert into socle_idempotency (workspace_id, user_id, key, request_hash, status, body) values ($1, $2, $3, $4, 0, '')
       on conflict do nothing returning key`,
      [...identity, hash],
    );
    if (!mine) {
      const [kept] = await ctx.query<{ request_hash: string; status: number; body: string }>(
        'select request_hash, status, body from socle_idempotency where workspace_id = $1 and user_id = $2 and key = $3',
        identity,
      );
      if (!kept || kept.request_hash !== hash)
        throw badParameter('Idempotency-Key', 'error.idempotencyReused');
      const body = kept.body === '' ? undefined : (JSON.parse(kept.body) as { id?: string });
      const location = `${call.url.pathname.replace(/\/$/, '')}/${body?.id}`;
      return {
        status: kept.status,
        body,
        headers: {
          'idempotency-replayed': 'true',
          ...(kept.status === 201 ? { location } : {}),
        },
      };
    }
    const answer = await work(ctx);
    await ctx.query(
      'update socle_idempotency set status = $4, body = $5 where workspace_id = $1 and user_id = $2 and key = $3',
      [...identity, answer.status, answer.body === undefined ? '' : JSON.stringify(answer.body)],
    );
    return answer;
  });
}

function me({ session, state, access }: Caller): unknown {
  return {
    user: { id: session.userId, name: session.name, email: session.email, role: session.role },
    workspace: state.info,
    permissions: [...access.scopes.keys()].sort(),
    ...clientAccess(access),
    modules: [...state.modulesOn],
  };
}

const methodNotAllowed = (allow = ''): AppError =>
  new AppError('notFound', 'error.methodNotAllowed', { allow });

const methodsOf = ({ update, archive }: Resource): string =>
  ['GET', 'HEAD', ...(update ? ['PATCH'] : []), ...(archive ? ['DELETE'] : [])].join(', ');

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop must not cut the connection: the answer still goes over it.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length;
    if (size > MAX_BODY_BYTES)
      throw new AppError('tooLarge', 'error.bodyTooLarge', {
        maximum: MAX_BODY_BYTES / 1024 / 1024,
      });
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string, request: IncomingMessage): unknown {
  if (text === '') return undefined;
  if (!/^application\/([\w.]+\+)?json/i.test(request.headers['content-type'] ?? '')) {
    throw badParameter('Content-Type', 'error.jsonExpected');
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw badParameter('body', 'error.badJson');
  }
}

/** An error as RFC 9457 has it. What is not an AppError is logged under an id, and only the id is shown. */
function problem(host: Host, error: unknown, requestId: string, locale: 'fr' | 'en'): Answer {
  const known = error instanceof AppError ? error : null;
  if (!known) host.log.error({ err: error, requestId }, 'request failed');
  const status = known?.code === 'error.methodNotAllowed' ? 405 : (known?.status ?? 500);
  const code = known?.code ?? 'error.unknown';
  const say = (key: string, params: Record<string, string | number> = {}): string =>
    host.catalog.t(locale, key, params);
  return {
    status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(status === 405 && known?.params.allow ? { allow: String(known.params.allow) } : {}),
      // The rest of a body that is too large is not read: the connection is of no further use.
      ...(status === 413 ? { connection: 'close' } : {}),
    },
    body: {
      type: `urn:socle:${code}`,
      title: say(`problem.${status}`),
      status,
      detail: say(code, known ? known.params : { id: requestId }),
      code,
      requestId,
      ...(known && known.fields.length > 0
        ? {
            errors: known.fields.map(({ field, code: c, params }) => ({
              field,
              code: c,
              message: say(c, params),
            })),
          }
        : {}),
    },
  };
}

function write(
  response: ServerResponse,
  answer: Answer,
  headers: Record<string, string> = {},
): void {
  const body = answer.body === undefined ? null : Buffer.from(JSON.stringify(answer.body));
  response.writeHead(answer.status, {
    ...(body
      ? { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length }
      : {}),
    'cache-control': 'private, no-cache',
    ...headers,
    ...answer.headers,
  });
  response.end(response.req.method === 'HEAD' ? undefined : (body ?? undefined));
}
