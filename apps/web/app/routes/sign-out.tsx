import { redirect } from '@remix-run/node';
import { z } from 'zod';
import {
  asideToken,
  endedAsideCookie,
  endedSessionCookie,
  sessionToken,
} from '../shell/cookies.server';
import { publicHostAction, publicHostLoader } from '../shell/host-page.server';

/** A visit by address or by the Back button signs nobody out. */
export const loader = publicHostLoader(async () => redirect('/'));

export const action = publicHostAction(z.object({}), async ({ host, request }) => {
  // Whoever acts in another's name leaves both sessions.
  for (const token of [sessionToken(request), asideToken(request)])
    if (token) await host.identity.signOut(token);
  const headers = new Headers({ 'set-cookie': endedSessionCookie(host) });
  if (asideToken(request)) headers.append('set-cookie', endedAsideCookie(host));
  return redirect('/sign-in', { headers });
});
