import { redirect } from '@remix-run/node';
import { z } from 'zod';
import { PREFERENCES, preferenceCookie } from '../shell/cookies.server';
import { publicHostAction, publicHostLoader } from '../shell/host-page.server';
import { localPath } from '../shell/local-path';

// A checkbox that is not ticked sends nothing; a hidden "off" before it speaks for it.
const lastOf = (value: unknown): unknown => (Array.isArray(value) ? value.at(-1) : value);

// Values we do not know are no wish: this address answers no page that could show a mistake.
const input = z.object({
  language: z.enum(PREFERENCES.locale).optional().catch(undefined),
  theme: z.enum(PREFERENCES.theme).optional().catch(undefined),
  sidebar: z.enum(PREFERENCES.sidebar).optional().catch(undefined),
  shortcuts: z.preprocess(lastOf, z.enum(PREFERENCES.shortcuts).optional()).catch(undefined),
  redirectTo: z.string().optional().catch(undefined),
});

export const loader = publicHostLoader(async () => redirect('/'));

/** How the product looks and speaks: kept with the account, and in the browser for its visitors. */
export const action = publicHostAction(input, async ({ host, request, context, input: wanted }) => {
  const { language, theme, sidebar, shortcuts } = wanted;
  const session = await context.socle.session(request);
  if (session && (language || theme)) {
    await host.identity.savePreferences(session.userId, {
      ...(language ? { locale: language } : {}),
      ...(theme ? { theme } : {}),
    });
  }
  const headers = new Headers();
  const chosen = { locale: language, theme, sidebar, shortcuts };
  for (const name of ['locale', 'theme', 'sidebar', 'shortcuts'] as const) {
    const value = chosen[name];
    if (value) headers.append('set-cookie', preferenceCookie(host, name, value));
  }
  // A fetcher stays on its page; a form without scripts comes back to it.
  if (request.headers.get('sec-fetch-dest') === 'empty') return Response.json(null, { headers });
  return redirect(localPath(wanted.redirectTo), { headers });
});
