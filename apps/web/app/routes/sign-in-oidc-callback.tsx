import { redirect } from '@remix-run/node';
import { finishSingleSignOn, type SsoArrival, ssoUnderWay } from '@socle/plugin-sdk/kernel';
import { AppError } from '@socle/plugin-sdk/primitives';
import { afterFirstFactor, originOf } from '../shell/account-page.server';
import { sessionCookie, sessionToken } from '../shell/cookies.server';
import { type HostArgs, publicHostLoader } from '../shell/host-page.server';
import { localPath } from '../shell/local-path';
import { endedSsoCookie, keptSso, redirectAddress } from '../shell/sso-page.server';
import { withProblem } from '../shell/ways-in.server';

const SECURITY = '/settings/security#passkeys';

/** Where providers send people back to. */
export const loader = publicHostLoader(async (args) => {
  const answer = await arrive(args);
  // Used up, whatever came of it.
  answer.headers.append('set-cookie', endedSsoCookie(args.host));
  throw answer;
});

async function arrive(args: HostArgs): Promise<Response> {
  const { host, request, url, context } = args;
  const kept = keptSso(request);
  const callback = new URL(redirectAddress(args));
  callback.search = url.search;
  try {
    const session = await context.socle.session(request);
    const arrival = await finishSingleSignOn(host, callback, kept, session?.userId ?? null);
    return await goOn(args, arrival);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return redirect(withProblem(host, pageOf(args, kept), error));
  }
}

async function goOn(args: HostArgs, arrival: SsoArrival): Promise<Response> {
  const { host, request } = args;
  const next = localPath(arrival.next);
  if (arrival.purpose === 'link') return redirect(SECURITY);
  if (arrival.purpose === 'confirm') {
    const renewed = await host.identity.renewSession(sessionToken(request) ?? '');
    return redirect(next, { headers: { 'set-cookie': sessionCookie(host, renewed) } });
  }
  const signed = await host.identity.passFirstFactor(arrival.userId, originOf(args));
  // The provider belongs to one workspace: that is where its people want to be.
  if (signed.kind === 'session')
    await host.identity.switchWorkspace(signed.token, arrival.workspaceId);
  return afterFirstFactor(args, signed, next);
}

function pageOf({ host }: HostArgs, kept: string | null): string {
  const begun = ssoUnderWay(host, kept);
  if (begun?.purpose === 'link') return SECURITY;
  const page = begun?.purpose === 'confirm' ? '/confirm-identity' : '/sign-in';
  return `${page}?next=${encodeURIComponent(localPath(begun?.next))}`;
}
