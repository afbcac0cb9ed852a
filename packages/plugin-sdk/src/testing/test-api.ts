import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BuiltInRole } from '../contract';
import { createRestHandler, type Host } from '../kernel';
import type { TestUser, TestWorkspace } from './test-workspace';

/** Who calls: a role of the first workspace, any test user, a key, or nobody. */
export type Caller = BuiltInRole | TestUser | { apiKey: string } | null;

/** An answer of the API. */
export interface ApiAnswer<B = ApiBody> {
  status: number;
  headers: Headers;
  /** The body as it came. */
  text: string;
  /** The parsed body; an empty object when there is none. */
  body: B;
}

/** What answers have in common; read one's own fields with a type argument. */
export interface ApiBody {
  [field: string]: unknown;
  id?: string;
  data?: Record<string, unknown>[];
  nextCursor?: string | null;
  count?: number;
  code?: string;
  errors?: { field: string; code: string; message: string }[];
}

/**
 * Calls the real REST handler over HTTP. `path` starts below `/api/v1`. A string body is sent as it is,
 * anything else as JSON.
 */
export type Api = <B = ApiBody>(
  caller: Caller,
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<ApiAnswer<B>>;

/** A server with the API of a host; it listens from the first call on. */
export interface TestApi {
  call: Api;
  close(): Promise<void>;
}

export function createTestApi(host: Host, workspace: () => TestWorkspace): TestApi {
  let server: http.Server | null = null;
  let starting: Promise<string> | null = null;
  const start = async (): Promise<string> => {
    const handler = createRestHandler(withoutRateLimit(host));
    server = http.createServer((request, response) => {
      handler(request, response).catch((error: unknown) => response.destroy(error as Error));
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  return {
    async call<B>(
      caller: Caller,
      method: string,
      path: string,
      body?: unknown,
      headers: Record<string, string> = {},
    ): Promise<ApiAnswer<B>> {
      starting ??= start();
      const user = typeof caller === 'string' ? workspace().users[caller] : caller;
      const response = await fetch(`${await starting}/api/v1${path.replace(/^\/api\/v1/, '')}`, {
        method,
        headers: {
          ...(user ? { authorization: `Bearer ${user.apiKey}` } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined
          ? {}
          : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: (isJson ? JSON.parse(text) : {}) as B,
      };
    },
    async close() {
      server?.closeAllConnections();
      if (server) await new Promise((resolve) => server?.close(resolve));
    },
  };
}

// With a clock that stands still, a minute's quota would have to last for the whole test.
function withoutRateLimit(host: Host): Host {
  let minute = 0;
  const clock = (): Date => {
    minute += 1;
    return new Date(minute * 60_000);
  };
  return Object.create(host, { clock: { value: clock } }) as Host;
}
