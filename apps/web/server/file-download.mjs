/** Offers a file of the workspace for download, never for display: what strangers send must not run here. */
export function createFileHandler(boot, host) {
  return async (request, response, next) => {
    try {
      const token = boot.readCookie(request.headers.cookie ?? null, boot.SESSION_COOKIE);
      const session = token ? await host.identity.session(token) : null;
      if (!session?.workspaceId || !session.role)
        return response.redirect(302, `/sign-in?next=${encodeURIComponent(request.originalUrl)}`);
      if (session.mustEnrol) return response.redirect(302, '/two-step');
      const { file, content } = await boot.openFile(host, session, request.params.id);
      response.writeHead(200, {
        'content-type': 'application/octet-stream',
        'content-length': file.size,
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
      });
      content.on('error', () => response.destroy());
      content.pipe(response);
      return undefined;
    } catch (error) {
      if (error?.status === 404)
        return response.status(404).type('text/plain').send('Not found.\n');
      return next(error);
    }
  };
}
