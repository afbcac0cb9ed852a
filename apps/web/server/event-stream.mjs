const HEARTBEAT_MS = 25_000;

/** Tells a signed-in page what changes in its workspace (server-sent events). */
export function createEventStream(boot, host) {
  return async (request, response, next) => {
    try {
      const token = boot.readCookie(request.headers.cookie ?? null, boot.SESSION_COOKIE);
      const session = token ? await host.identity.session(token) : null;
      if (!session?.workspaceId || !session.role || session.mustEnrol)
        return response.status(401).end();
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
      // A session that has ended, or moved to another workspace, must not go on listening.
      const check = async () => {
        const now = await host.identity.session(token).catch(() => session);
        const isAlive = now?.workspaceId === session.workspaceId && now.role && !now.mustEnrol;
        if (!isAlive) response.end();
        return isAlive;
      };
      const heartbeat = setInterval(async () => {
        if (await check()) response.write(': still here\n\n');
      }, HEARTBEAT_MS);
      const unwatch = host.cache.watchSessions(check);
      response.on('close', () => {
        clearInterval(heartbeat);
        unwatch();
        unsubscribe();
      });
      return undefined;
    } catch (error) {
      return next(error);
    }
  };
}
