import { createRequestScope, SESSION_COOKIE } from '@socle/plugin-sdk/kernel';
import {
  createTestHost,
  type TestHost,
  type TestHostOptions,
  type TestUser,
} from '@socle/plugin-sdk/testing';
import { shellMessages } from '../shell/messages';

type Call = (args: never) => Promise<unknown>;

/** Fields as a form posts them. */
export type Form = Record<string, string>;

/** A test host that also knows the words of the host's own pages. */
export async function createPageHost(modules: TestHostOptions['modules']): Promise<TestHost> {
  const test = await createTestHost({ modules });
  for (const locale of ['en', 'fr'] as const)
    Object.assign(test.host.catalog.messages[locale], shellMessages[locale]);
  return test;
}

/**
 * Calls the loader (without a form) or the action of one of the host's pages as the server does, in
 * English; a thrown answer is an answer. `params` are those of the route's path.
 */
export async function openRoute<D>(
  test: TestHost,
  call: Call,
  user: TestUser,
  path: string,
  options: { form?: Form; params?: Record<string, string> } = {},
): Promise<{ status: number; data: D; response: Response }> {
  const { form, params = {} } = options;
  const url = new URL(path, 'http://localhost');
  const request = new Request(url, {
    method: form ? 'POST' : 'GET',
    headers: { cookie: `${SESSION_COOKIE}=${user.session}; socle_locale=en`, origin: url.origin },
    ...(form ? { body: new URLSearchParams(form) } : {}),
  });
  const socle = createRequestScope(test.host, {
    requestId: 'test',
    nonce: '',
    address: '127.0.0.1',
  });
  const answer = await call({ request, params, context: { socle } } as never).catch(
    (error: unknown) => {
      if (error instanceof Response) return error;
      throw error;
    },
  );
  const status = answer instanceof Response ? answer.status : 200;
  return { status, data: answer as D, response: answer as Response };
}
