import { PassThrough } from 'node:stream';
import en from 'virtual:socle/messages/en';
import fr from 'virtual:socle/messages/fr';
import {
  type AppLoadContext,
  createReadableStreamFromReadable,
  type EntryContext,
} from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { keepMessages } from './messages';
import { NonceContext } from './nonce';

export * as boot from './boot.server';

keepMessages('en', en);
keepMessages('fr', fr);

const ABORT_MS = 10_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const { nonce, host } = loadContext.socle;
  // Robots and browsers without scripts get the whole page at once.
  const waitsForAll = isbot(request.headers.get('user-agent') ?? '');
  return new Promise((resolve, reject) => {
    let current = status;
    let isShellSent = false;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={context} url={request.url} abortDelay={ABORT_MS} nonce={nonce} />
      </NonceContext.Provider>,
      {
        nonce,
        [waitsForAll ? 'onAllReady' : 'onShellReady']() {
          isShellSent = true;
          const body = new PassThrough();
          headers.set('content-type', 'text/html; charset=utf-8');
          headers.set('cache-control', 'private, no-store');
          resolve(
            new Response(createReadableStreamFromReadable(body), { headers, status: current }),
          );
          pipe(body);
        },
        onShellError: reject,
        onError(error: unknown) {
          current = 500;
          if (isShellSent)
            host.log.error(
              { err: error, requestId: loadContext.socle.requestId },
              'rendering failed',
            );
        },
      },
    );
    setTimeout(abort, ABORT_MS + 1000).unref();
  });
}

/** Called by Remix for errors of loaders and actions; refusals are answers, not errors. */
export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: AppLoadContext },
): void {
  if (request.signal.aborted || error instanceof Response) return;
  context.socle.host.log.error({ err: error, requestId: context.socle.requestId }, 'page failed');
}
