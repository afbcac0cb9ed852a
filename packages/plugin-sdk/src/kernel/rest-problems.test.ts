import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../primitives/ids';
import { labModule } from '../testing/lab/lab-module';
import { createTestHost, type TestHost } from '../testing/test-host';
import { createRestHandler } from './rest';

let test: TestHost;

beforeAll(async () => {
  test = await createTestHost({ modules: [labModule()] });
});
afterAll(() => test?.close());

describe('errors', () => {
  it('have the shape of RFC 9457, in the language asked for, and a reference', async () => {
    const answer = await test.api('owner', 'GET', `/samples/${newId()}`, undefined, {
      'accept-language': 'fr-FR',
    });
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toEqual({
      type: 'urn:socle:error.notFound',
      title: 'Introuvable',
      status: 404,
      detail: expect.stringContaining('existe'),
      code: 'error.notFound',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('show a defect as a reference only; the details are in the log', async () => {
    const handler = createRestHandler(
      Object.create(test.host, {
        inWorkspace: { value: () => Promise.reject(new Error('the secret cause')) },
      }) as TestHost['host'],
    );
    const answer = await through(handler, '/api/v1/samples', test.workspace.users.owner.apiKey);
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(text).not.toContain('secret cause');
    const { requestId } = JSON.parse(text) as { requestId: string };
    expect(text).toContain(`reference: ${requestId}`);
    expect(JSON.stringify(test.logs.find((line) => line.requestId === requestId))).toContain(
      'the secret cause',
    );
  });
});

describe('the quota', () => {
  it('is told in every answer, and ends with 429', async () => {
    const handler = createRestHandler(test.host);
    const { apiKey } = test.workspace.users.member;
    const first = await through(handler, '/api/v1/me', apiKey);
    expect([
      first.headers.get('ratelimit-limit'),
      first.headers.get('ratelimit-remaining'),
    ]).toEqual(['1200', '1199']);
    const server = await listen(handler);
    let last = first;
    for (let i = 0; i < 1200; i += 1) {
      last = await fetch(`${server.url}/api/v1/me`, {
        headers: { authorization: `Bearer ${apiKey}` },
      });
      await last.arrayBuffer();
    }
    expect([last.status, last.headers.get('retry-after')]).toEqual([429, '60']);
    test.clock.advance(60_000);
    const fresh = await fetch(`${server.url}/api/v1/me`, {
      headers: { authorization: `Bearer ${apiKey}` },
    });
    expect(fresh.status).toBe(200);
    server.close();
  });
});

type Handler = ReturnType<typeof createRestHandler>;

async function listen(handler: Handler): Promise<{ url: string; close(): void }> {
  const server = http.createServer((request, response) => void handler(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function through(handler: Handler, path: string, apiKey: string): Promise<Response> {
  const server = await listen(handler);
  const response = await fetch(`${server.url}${path}`, {
    headers: { authorization: `Bearer ${apiKey}` },
  });
  const body = await response.arrayBuffer();
  server.close();
  return new Response(body, { status: response.status, headers: response.headers });
}
