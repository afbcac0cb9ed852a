import type { IncomingMessage } from 'node:http';
import type { RecordRow } from '../../contract';
import { notFound } from '../../primitives';
import type { Ctx } from '../../server/ctx';
import type { Resource } from '../../server/resource';
import { sha256 } from '../config';
import type { RegisteredRecord } from '../registry';
import { type Call, methodNotAllowed, objectOf, parse, type Run } from './call';
import type { Answer } from './http';
import { badParameter, listQuery } from './list-query';
import { writeOnce } from './write-once';

/** `GET`, `PATCH` and `DELETE` of one record. */
export async function one(
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

/** What lies below one record: its views and acts. */
export async function below(
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

/** A page of records. */
export async function list(
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

/** Adds a record. */
export async function create(
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

function ifMatch(request: IncomingMessage): number | null {
  const header = request.headers['if-match'];
  if (header === undefined || header === '*') return null;
  const version = /^(?:W\/)?"(\d+)(?:-[0-9a-f]+)?"$/.exec(header)?.[1];
  if (version === undefined) throw badParameter('If-Match', 'error.badVersion');
  return Number(version);
}

const methodsOf = ({ update, archive }: Resource): string =>
  ['GET', 'HEAD', ...(update ? ['PATCH'] : []), ...(archive ? ['DELETE'] : [])].join(', ');
