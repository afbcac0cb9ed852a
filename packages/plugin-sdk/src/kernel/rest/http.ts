import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '../../primitives';
import type { Host } from '../host';
import { badParameter } from './list-query';

const MAX_BODY_BYTES = 5 * 1024 * 1024;

/** One answer before it is written. */
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export async function readBody(request: IncomingMessage): Promise<string> {
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

export function parseJson(text: string, request: IncomingMessage): unknown {
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
export function problem(
  host: Host,
  error: unknown,
  requestId: string,
  locale: 'fr' | 'en',
): Answer {
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

export function write(
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
