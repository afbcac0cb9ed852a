import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request the code under test has sent. */
export interface RecordedRequest {
  method: string;
  /** Path and query. */
  url: string;
  headers: http.IncomingHttpHeaders;
  body: string;
}

/** What the recorder answers; a body that is not a string is sent as JSON. */
export interface ProgrammedAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** Closes the connection without answering. */
  drop?: boolean;
}

/** Another company's server, played by the test: give its `url` to what sends HTTP. */
export interface HttpRecorder {
  url: string;
  requests: readonly RecordedRequest[];
  /** The next request gets this; several calls queue up. Without any, the answer is 200 and empty. */
  answerNext(...answers: ProgrammedAnswer[]): void;
  /** Every request that has no answer of its own is answered by this. */
  answerWith(answer: (request: RecordedRequest) => ProgrammedAnswer): void;
  clear(): void;
  close(): Promise<void>;
}

export async function startHttpRecorder(): Promise<HttpRecorder> {
  const requests: RecordedRequest[] = [];
  const queued: ProgrammedAnswer[] = [];
  let fallback: (request: RecordedRequest) => ProgrammedAnswer = () => ({});
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const recorded: RecordedRequest = {
      method: request.method ?? 'GET',
      url: request.url ?? '/',
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    };
    requests.push(recorded);
    send(response, queued.shift() ?? fallback(recorded));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answerNext: (...answers) => void queued.push(...answers),
    answerWith(answer) {
      fallback = answer;
    },
    clear() {
      requests.length = 0;
      queued.length = 0;
      fallback = () => ({});
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function send(response: http.ServerResponse, answer: ProgrammedAnswer): void {
  if (answer.drop) {
    response.destroy();
    return;
  }
  const isText = typeof answer.body === 'string' || answer.body === undefined;
  response.writeHead(answer.status ?? 200, {
    ...(isText ? {} : { 'content-type': 'application/json' }),
    ...answer.headers,
  });
  response.end(isText ? answer.body : JSON.stringify(answer.body));
}
