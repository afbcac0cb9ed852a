import { redirect } from '@remix-run/node';
import type { Session, SignedIn } from '@socle/plugin-sdk/kernel';
import { GATE } from '@socle/plugin-sdk/server';
import type { z } from 'zod';
import {
  endedPendingCookie,
  pendingCookie,
  pendingToken,
  sessionCookie,
  sessionToken,
} from './cookies.server';
import { type HostArgs, publicHostAction, publicHostLoader } from './host-page.server';

/** What a page about the account itself is given: it needs a session, and no workspace. */
export interface AccountArgs extends HostArgs {
  session: Session;
  /** Of the session. */
  token: string;
}

/** The loader of a page about the account itself; whoever is signed out is led to sign in. */
export function accountLoader<D>(handler: (args: AccountArgs) => Promise<D>) {
  return gated(publicHostLoader(async (args) => handler(await signedIn(args))));
}

/** The action of a page about the account itself. */
export function accountAction<S extends z.ZodType, R>(
  input: S,
  handler: (args: AccountArgs & { input: z.output<S> }) => Promise<R>,
) {
  return gated(
    publicHostAction(input, async (args) =>
      handler({ ...(await signedIn(args)), input: args.input }),
    ),
  );
}

/** Where a request came from, as a session remembers it. */
export const originOf = ({ request, context }: Pick<HostArgs, 'request' | 'context'>) => ({
  address: context.socle.address,
  userAgent: request.headers.get('user-agent') ?? '',
});

/** Leads on after a first factor: into the application, or to the question for a code. */
export function afterFirstFactor(
  { host, request }: HostArgs,
  signed: SignedIn,
  next: string,
): Response {
  const headers = new Headers();
  if (signed.kind === 'code') {
    headers.append('set-cookie', pendingCookie(host, signed.token));
    return redirect(`/sign-in/code?next=${encodeURIComponent(next)}`, { headers });
  }
  headers.append('set-cookie', sessionCookie(host, signed.token));
  if (pendingToken(request)) headers.append('set-cookie', endedPendingCookie(host));
  return redirect(next, { headers });
}

function gated<F extends object>(run: F) {
  return Object.assign(run, { [GATE]: [{ moduleId: 'shell', permission: 'session' }] });
}

async function signedIn(args: HostArgs): Promise<AccountArgs> {
  const session = await args.context.socle.requireSession(args.request);
  return { ...args, session, token: sessionToken(args.request) ?? '' };
}
