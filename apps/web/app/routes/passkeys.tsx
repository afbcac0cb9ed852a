import { redirect } from '@remix-run/node';
import {
  addPasskey,
  confirmByPasskey,
  type PasskeySite,
  passkeySignIn,
  passkeySite,
  removePasskey,
  renamePasskey,
  startAddingPasskey,
  startPasskeyConfirmation,
  startPasskeySignIn,
} from '@socle/plugin-sdk/kernel';
import { AppError } from '@socle/plugin-sdk/primitives';
import { intents } from '@socle/plugin-sdk/server';
import { z } from 'zod';
import { accountAction, afterFirstFactor, originOf } from '../shell/account-page.server';
import { sessionCookie } from '../shell/cookies.server';
import {
  type HostArgs,
  hostAction,
  publicHostAction,
  publicHostLoader,
} from '../shell/host-page.server';
import { localPath } from '../shell/local-path';
import { isFresh, refuseImpersonation, requireFresh } from '../shell/re-authentication.server';
import { limitWaysIn } from '../shell/way-in-limit.server';
import { withProblem } from '../shell/ways-in.server';

const PASSKEYS = '/settings/security#passkeys';

/** Nothing to see: what is done with passkeys is posted here, and their page is the security page. */
export const loader = publicHostLoader(async () => {
  throw redirect(PASSKEYS);
});

const nothing = z.object({});
const answered = z.object({ response: z.string(), next: z.string().optional() });

export const action = intents({
  signInStart: publicHostAction(nothing, async (args) =>
    toScript(async () => {
      limitWaysIn(args);
      return { options: await startPasskeySignIn(args.host, siteOf(args)) };
    }),
  ),
  signIn: publicHostAction(answered, async (args) => {
    const { host, input } = args;
    const next = localPath(input.next);
    return orProblem(args, `/sign-in?next=${encodeURIComponent(next)}`, async () => {
      const { userId } = await passkeySignIn(host, siteOf(args), input.response);
      const { userAgent, address } = originOf(args);
      const token = await host.identity.openSession(userId, userAgent, { address });
      return afterFirstFactor(args, { kind: 'session', token }, next);
    });
  }),
  confirmStart: accountAction(nothing, async (args) =>
    toScript(async () => ({
      options: await startPasskeyConfirmation(args.host, siteOf(args), args.session.userId),
    })),
  ),
  confirm: accountAction(answered, async (args) => {
    const { host, session, token, input } = args;
    const next = localPath(input.next);
    return orProblem(args, `/confirm-identity?next=${encodeURIComponent(next)}`, async () => {
      await confirmByPasskey(host, siteOf(args), session.userId, input.response);
      const renewed = await host.identity.renewSession(token);
      return redirect(next, { headers: { 'set-cookie': sessionCookie(host, renewed) } });
    });
  }),
  addStart: hostAction({ input: nothing }, async (args) =>
    toScript(async () => {
      const { host, session } = args;
      refuseImpersonation(args);
      if (!isFresh(args))
        return { leaveFor: `/confirm-identity?next=${encodeURIComponent(PASSKEYS)}` };
      return { options: await startAddingPasskey(host, siteOf(args), session) };
    }),
  ),
  // The challenge was given to somebody who had just shown who they are.
  add: hostAction({ input: answered.extend({ name: z.string() }) }, async (args) => {
    const { host, session, input } = args;
    return orProblem(args, PASSKEYS, async () => {
      await addPasskey(host, siteOf(args), session.userId, input);
      return redirect(PASSKEYS);
    });
  }),
  rename: hostAction({ input: z.object({ id: z.string(), name: z.string() }) }, async (args) => {
    const { host, session, input } = args;
    refuseImpersonation(args);
    return orProblem(args, PASSKEYS, async () => {
      await renamePasskey(host, session.userId, input.id, input.name);
      return redirect(PASSKEYS);
    });
  }),
  remove: hostAction({ input: z.object({ id: z.string() }) }, async (args) => {
    const { host, session, input } = args;
    await requireFresh(args);
    return orProblem(args, PASSKEYS, async () => {
      await removePasskey(host, session.userId, input.id);
      return redirect(PASSKEYS);
    });
  }),
});

function siteOf({ host, url }: HostArgs): PasskeySite {
  const site = passkeySite(host.config, url);
  if (!site) throw new AppError('conflict', 'shell.passkeys.noSite');
  return site;
}

// Read by a script rather than shown as a page.
async function toScript(work: () => Promise<object>): Promise<Response> {
  try {
    return Response.json(await work());
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, params, status } = error;
    return Response.json({ error: { code, params } }, { status });
  }
}

// These forms stand on other pages: what is refused is said there.
async function orProblem(
  { host }: HostArgs,
  page: string,
  work: () => Promise<Response>,
): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'notFound') throw error;
    throw redirect(withProblem(host, page, error));
  }
}
