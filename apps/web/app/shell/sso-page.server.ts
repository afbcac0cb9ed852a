import { type Host, readCookie, SSO_SECONDS } from '@socle/plugin-sdk/kernel';
import type { HostArgs } from './host-page.server';

const COOKIE = 'socle_sso';
const PATH = '/sign-in/oidc';

/** Where providers send people back to: what an administrator registers there. */
export const redirectAddress = ({ host, url }: Pick<HostArgs, 'host' | 'url'>): string =>
  `${host.config.publicUrl ?? url.origin}${PATH}/callback`;

/** The header that keeps a sign-in under way, sealed, for as long as it may take. */
export const ssoCookie = (host: Host, sealed: string): string => cookie(host, sealed, SSO_SECONDS);

/** The header that forgets it. */
export const endedSsoCookie = (host: Host): string => cookie(host, '', 0);

/** The sign-in under way that a request carries. */
export const keptSso = (request: Request): string | null =>
  readCookie(request.headers.get('cookie'), COOKIE);

// Lax, not strict: the provider's redirect back to us is a navigation from another site.
function cookie(host: Host, value: string, maxAge: number): string {
  const isSecure = host.config.publicUrl?.startsWith('https:') ?? false;
  return `${COOKIE}=${value}; Path=${PATH}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
}
