import { redirect } from '@remix-run/node';
import { ssoProvider, startSingleSignOn, unlinkIdentity } from '@socle/plugin-sdk/kernel';
import { AppError } from '@socle/plugin-sdk/primitives';
import { z } from 'zod';
import { type HostArgs, hostAction, publicHostLoader } from '../shell/host-page.server';
import { localPath } from '../shell/local-path';
import { isFresh, refuseImpersonation, requireFresh } from '../shell/re-authentication.server';
import { redirectAddress, ssoCookie } from '../shell/sso-page.server';
import { limitWaysIn } from '../shell/way-in-limit.server';
import { checkLinkToken, withProblem } from '../shell/ways-in.server';

const SECURITY = '/settings/security#passkeys';

const MAX_NEXT = 1000;

const PURPOSES = ['signIn', 'link', 'confirm'] as const;
type Purpose = (typeof PURPOSES)[number];

/** Leads to a provider: to sign in, to link it to one's account, or to show that it is still oneself. */
export const loader = publicHostLoader(async (args) => {
  const { host, url, params } = args;
  const purpose = PURPOSES.find((known) => known === url.searchParams.get('purpose')) ?? 'signIn';
  const next = shortPath(url.searchParams.get('next'));
  try {
    limitWaysIn(args);
    const { url: address, cookie } = await startSingleSignOn(host, params.providerId ?? '', {
      redirectUri: redirectAddress(args),
      purpose,
      userId: await whoSetsOut(args, purpose),
      next,
    });
    return redirect(address, { headers: { 'set-cookie': ssoCookie(host, cookie) } });
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'notFound') throw error;
    throw redirect(withProblem(host, pageFor(purpose, next), error));
  }
});

/** Takes a provider's way into one's account away. */
export const action = hostAction({ input: z.object({}) }, async (args) => {
  const { host, workspaceId, session, params } = args;
  await requireFresh(args);
  try {
    const provider = await ssoProvider(host, workspaceId, params.providerId ?? '');
    await unlinkIdentity(host, provider, session.userId);
    return redirect(SECURITY);
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'notFound') throw error;
    throw redirect(withProblem(host, SECURITY, error));
  }
});

// It travels in a cookie, and browsers keep four kilobytes of one.
const shortPath = (wanted: string | null): string =>
  localPath(wanted !== null && wanted.length > MAX_NEXT ? null : wanted);

async function whoSetsOut(args: HostArgs, purpose: Purpose): Promise<string | null> {
  if (purpose === 'signIn') return null;
  const { host, request, context, params, url } = args;
  const session = await context.socle.requireSession(request);
  const { userId } = session;
  if (purpose === 'link') {
    checkLinkToken(host, userId, params.providerId ?? '', url.searchParams.get('token') ?? '');
    refuseImpersonation({ session });
    // Not back to this address: its token may be too old by then.
    if (!isFresh({ session, host }))
      throw redirect(`/confirm-identity?next=${encodeURIComponent(SECURITY)}`);
  }
  return userId;
}

/** Where somebody lands whose visit to a provider led nowhere. */
function pageFor(purpose: Purpose, next: string): string {
  if (purpose === 'link') return SECURITY;
  const page = purpose === 'confirm' ? '/confirm-identity' : '/sign-in';
  return `${page}?next=${encodeURIComponent(next)}`;
}
