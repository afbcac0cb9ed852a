import { type Host, readCookie, SESSION_COOKIE } from '@socle/plugin-sdk/kernel';

const SESSION_SECONDS = 30 * 86_400;
const PREFERENCE_SECONDS = 365 * 86_400;

/** Preferences kept in the browser, with the values each may have. */
export const PREFERENCES = {
  locale: ['fr', 'en'],
  theme: ['light', 'dark', 'system'],
  sidebar: ['expanded', 'collapsed'],
  shortcuts: ['on', 'off'],
} as const;

type Preference = keyof typeof PREFERENCES;

/** The header that signs a browser in. */
export const sessionCookie = (host: Host, token: string): string =>
  cookie(host, SESSION_COOKIE, token, SESSION_SECONDS);

/** The header that signs a browser out. */
export const endedSessionCookie = (host: Host): string => cookie(host, SESSION_COOKIE, '', 0);

/** The session token a request carries. */
export const sessionToken = (request: Request): string | null =>
  readCookie(request.headers.get('cookie'), SESSION_COOKIE);

/** The header that keeps a preference. */
export const preferenceCookie = (host: Host, name: Preference, value: string): string =>
  cookie(host, `socle_${name}`, value, PREFERENCE_SECONDS);

/** A preference kept in the browser, or the fallback when there is none we know. */
export function readPreference<P extends Preference>(
  request: Request,
  name: P,
  fallback: (typeof PREFERENCES)[P][number],
): (typeof PREFERENCES)[P][number] {
  const kept = readCookie(request.headers.get('cookie'), `socle_${name}`);
  const known: readonly (typeof PREFERENCES)[P][number][] = PREFERENCES[name];
  return known.find((value) => value === kept) ?? fallback;
}

function cookie(host: Host, name: string, value: string, maxAge: number): string {
  const isSecure = host.config.publicUrl?.startsWith('https:') ?? false;
  return `${name}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
}
