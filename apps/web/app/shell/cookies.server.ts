import { type Host, readCookie, SESSION_COOKIE } from '@socle/plugin-sdk/kernel';

const SESSION_SECONDS = 30 * 86_400;
const PENDING_COOKIE = 'socle_sign_in';
const PENDING_SECONDS = 600;
const ASIDE_COOKIE = 'socle_own_session';
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

/** The header that remembers a password was right, while the code is looked up. It opens nothing by itself. */
export const pendingCookie = (host: Host, token: string): string =>
  cookie(host, PENDING_COOKIE, token, PENDING_SECONDS);

/** The header that forgets a sign-in under way. */
export const endedPendingCookie = (host: Host): string => cookie(host, PENDING_COOKIE, '', 0);

/** The sign-in under way that a request carries. */
export const pendingToken = (request: Request): string | null =>
  readCookie(request.headers.get('cookie'), PENDING_COOKIE);

/** The header that keeps an administrator's own session aside while they act in a member's name. */
export const asideCookie = (host: Host, token: string): string =>
  cookie(host, ASIDE_COOKIE, token, SESSION_SECONDS);

/** The header that forgets the session kept aside. */
export const endedAsideCookie = (host: Host): string => cookie(host, ASIDE_COOKIE, '', 0);

/** The session an administrator comes back to. */
export const asideToken = (request: Request): string | null =>
  readCookie(request.headers.get('cookie'), ASIDE_COOKIE);

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
