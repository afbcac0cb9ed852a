import { redirect } from '@remix-run/node';
import { z } from 'zod';
import { endedSessionCookie, sessionToken } from '../shell/cookies.server';
import { publicHostAction, publicHostLoader } from '../shell/host-page.server';

/** A visit by address or by the Back button signs nobody out. */
export const loader = publicHostLoader(async () => redirect('/'));

export const action = publicHostAction(z.object({}), async ({ host, request }) => {
  const token = sessionToken(request);
  if (token) await host.identity.signOut(token);
  return redirect('/sign-in', { headers: { 'set-cookie': endedSessionCookie(host) } });
});
