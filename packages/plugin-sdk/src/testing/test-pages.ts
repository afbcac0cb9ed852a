import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { matchRoutes } from '@remix-run/react';
import type { BuiltInRole, RouteDefinition } from '../contract';
import { createRequestScope, type Host, SESSION_COOKIE } from '../kernel';
import { newId } from '../primitives/ids';
import type { Gate, RouteArgs } from '../server/routes';
import { GATE } from '../server/routes';
import type { TestUser, TestWorkspace } from './test-workspace';

/** What a route file may export. */
export interface RouteModule {
  loader?: RouteFunction;
  action?: RouteFunction;
  default?: unknown;
  [name: string]: unknown;
}

export type RouteFunction = ((args: RouteArgs) => Promise<unknown>) & { [GATE]?: Gate[] };

/** A page's route with its file. */
export interface TestRoute extends RouteDefinition {
  moduleId: string;
  /** Absolute. */
  absoluteFile: string;
}

/** Who opens a page: a role of the first workspace, any test user, or somebody signed out. */
export type Visitor = BuiltInRole | TestUser | null;

export interface PageRequest {
  /** `GET` runs the loader, anything else the action; `POST` when a form is given. */
  method?: string;
  /** Fields as a form posts them; a list posts one name several times, a Blob makes it multipart. */
  form?: Record<string, string | Blob | readonly string[]>;
  headers?: Record<string, string>;
}

/** What Remix would send for a page's data. */
export interface PageAnswer<D = Record<string, unknown>> {
  status: number;
  /** What the loader or action returned, or the parsed body of a thrown answer. */
  data: D;
  headers: Headers;
}

export type OpenPage = <D = Record<string, unknown>>(
  visitor: Visitor,
  path: string,
  request?: PageRequest,
) => Promise<PageAnswer<D>>;

const ORIGIN = 'http://localhost';

/** The pages of modules whose package folders are known. */
export function testRoutes(host: Host, directories: Readonly<Record<string, string>>): TestRoute[] {
  return host.registry.modules.flatMap(({ manifest }) => {
    const directory = directories[manifest.id];
    if (!directory) return [];
    return (manifest.routes ?? []).map((route) => ({
      ...route,
      moduleId: manifest.id,
      absoluteFile: sourceFile(directory, route.file),
    }));
  });
}

// A compiled package is tested from its source when it is there: `dist/a.js` comes from `src/a.tsx`.
function sourceFile(directory: string, file: string): string {
  const named = path.join(directory, file);
  const source = /^(\.\/)?dist\/(.+)\.js$/.exec(file)?.[2];
  if (source === undefined) return named;
  return (
    [`${source}.tsx`, `${source}.ts`]
      .map((name) => path.join(directory, 'src', name))
      .find(existsSync) ?? named
  );
}

/** Imports the file of a route, compiled by the test runner. */
export async function importRoute(route: TestRoute): Promise<RouteModule> {
  return (await import(/* @vite-ignore */ pathToFileURL(route.absoluteFile).href)) as RouteModule;
}

/** Calls loaders and actions the way Remix does. */
export function createPageOpener(
  host: Host,
  workspace: () => TestWorkspace,
  routes: readonly TestRoute[],
): OpenPage {
  return async <D>(visitor: Visitor, address: string, options: PageRequest = {}) => {
    const url = new URL(address, ORIGIN);
    const found = matchRoutes(
      routes.map((route) => ({ id: route.id, path: `/${route.path}` })),
      url.pathname,
    )?.at(-1);
    const route = routes.find((candidate) => candidate.id === found?.route.id);
    if (!found || !route)
      throw new Error(
        `No page of the modules under test has the address ${url.pathname}. Is the module's folder among the test host's \`directories\`?`,
      );
    const user = typeof visitor === 'string' ? workspace().users[visitor] : visitor;
    const request = buildRequest(url, user, options);
    const module = await importRoute(route);
    const handler = request.method === 'GET' ? module.loader : module.action;
    if (!handler) throw new Error(`The page "${route.id}" has no handler for ${request.method}.`);
    const scope = createRequestScope(host, {
      requestId: newId(),
      nonce: 'test',
      address: '127.0.0.1',
    });
    const call = handler({ request, params: found.params, context: { socle: scope } });
    return (await toAnswer(call)) as PageAnswer<D>;
  };
}

function buildRequest(url: URL, user: TestUser | null, options: PageRequest): Request {
  const method = options.method ?? (options.form ? 'POST' : 'GET');
  return new Request(url, {
    method,
    headers: {
      ...(user ? { cookie: `${SESSION_COOKIE}=${user.session}` } : {}),
      ...(method === 'GET' ? {} : { origin: ORIGIN }),
      ...options.headers,
    },
    ...(options.form ? { body: formBody(options.form) } : {}),
    ...(method !== 'GET' && !options.form ? { body: new URLSearchParams() } : {}),
  });
}

function formBody(form: NonNullable<PageRequest['form']>): FormData | URLSearchParams {
  const hasFile = Object.values(form).some((value) => value instanceof Blob);
  const fields = new FormData();
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) {
    for (const item of Array.isArray(value) ? (value as readonly string[]) : [value]) {
      if (item instanceof Blob) fields.append(name, item);
      else fields.append(name, item as string);
      if (typeof item === 'string') text.append(name, item);
    }
  }
  return hasFile ? fields : text;
}

// A thrown Response is an answer, not a failure; anything else thrown is the test's to see.
async function toAnswer(call: Promise<unknown>): Promise<PageAnswer> {
  const value = await call.catch((error: unknown) => {
    if (error instanceof Response) return error;
    throw error;
  });
  if (value instanceof Response) {
    const text = await value.text();
    const isJson = /json/.test(value.headers.get('content-type') ?? '');
    return {
      status: value.status,
      data: isJson ? (JSON.parse(text) as Record<string, unknown>) : { body: text },
      headers: value.headers,
    };
  }
  if (isDataWithInit(value)) {
    return {
      status: value.init?.status ?? 200,
      data: value.data,
      headers: new Headers(value.init?.headers),
    };
  }
  return { status: 200, data: value as Record<string, unknown>, headers: new Headers() };
}

interface DataWithInit {
  type: 'DataWithResponseInit';
  data: Record<string, unknown>;
  init: ResponseInit | null;
}

const isDataWithInit = (value: unknown): value is DataWithInit =>
  typeof value === 'object' &&
  value !== null &&
  (value as { type?: unknown }).type === 'DataWithResponseInit';
