import { redirect } from '@remix-run/node';
import { AppError } from '@socle/plugin-sdk/primitives';
import type { HostArgs, MemberArgs } from './host-page.server';

/** Any page behind sign-in. */
type FreshArgs = Pick<HostArgs, 'host' | 'url'> & Pick<MemberArgs, 'session'>;

/** How long after proving who one is a dangerous act may be done without proving it again. */
const FRESH_MS = 15 * 60_000;

/**
 * Lets a dangerous act go on only for somebody who has just proved who they are. Throws a redirect to
 * `/confirm-identity`, which comes back to this page; `forbidden` while acting in another's name.
 */
export async function requireFresh(args: FreshArgs): Promise<void> {
  refuseImpersonation(args);
  if (isFresh(args)) return;
  const page = args.url.pathname.replace(/\.data$/, '') + args.url.search;
  throw redirect(`/confirm-identity?next=${encodeURIComponent(page)}`);
}

/** Keeps whoever acts in another's name away from the account itself. Throws `forbidden`. */
export function refuseImpersonation({ session }: Pick<FreshArgs, 'session'>): void {
  if (session.impersonatorId) throw new AppError('forbidden', 'shell.confirm.impersonating');
}

/** Whether a dangerous act would go through now: a page may then ask before anything is typed. */
export function isFresh({ session, host }: Pick<FreshArgs, 'session' | 'host'>): boolean {
  const provedAt = session.authenticatedAt?.getTime() ?? 0;
  return !session.impersonatorId && host.clock().getTime() - provedAt < FRESH_MS;
}
