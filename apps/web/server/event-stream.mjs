const HEARTBEAT_MS = 25_000;

/** Tells a signed-in page what changes in its workspace (server-sent events). */
export function createEventStream(boot, host) {
  return async (request, response, next) => {
    try {
      const token = boot.readCookie(request.headers.cookie ?? null, boot.SESSION_COOKIE);
      const session = token ? await host.identity.session(token) : null;
      if (!session?.workspaceId || !session.role) return response.status(401).end();
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      response.write('retry: 2000\n\n');
      const unsubscribe = host.realtime.subscribe(session.workspaceId, async (change) => {
        try {
          const heard = await boot.heardBy(host, session, change);
          if (!heard || response.writableEnded) return;
          const { recordType, ids } = heard;
          response.write(`event: change\ndata: ${JSON.stringify({ recordType, ids })}\n\n`);
        } catch (error) {
          host.log.warn({ err: error }, 'a change was not passed on');
        }
      });
      // A session that has ended must not go on listening.
      const heartbeat = setInterval(async () => {
        const isAlive = await host.identity.session(token).catch(() => session);
        if (isAlive) response.write(': still here\n\n');
        else response.end();
      }, HEARTBEAT_MS);
      response.on('close', () => {
        clearInterval(heartbeat);
        unsubscribe();
      });
      return undefined;
    } catch (error) {
      return next(error);
    }
  };
}
