import { redirect } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import {
  answerImpersonation,
  endImpersonation,
  startImpersonation,
  stopImpersonation,
} from '@socle/plugin-sdk/kernel';
import { AppError } from '@socle/plugin-sdk/primitives';
import { intents } from '@socle/plugin-sdk/server';
import { AuthLayout, ButtonLink, FormErrors, Stack, useRefusal, useT } from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { originOf } from '../shell/account-page.server';
import { Brand } from '../shell/brand';
import {
  asideCookie,
  asideToken,
  endedAsideCookie,
  endedSessionCookie,
  sessionCookie,
  sessionToken,
} from '../shell/cookies.server';
import { hostAction, hostLoader } from '../shell/host-page.server';
import { titled } from '../shell/page-title';
import { byOf } from '../shell/people.server';
import { requireFresh } from '../shell/re-authentication.server';

export const meta = titled('shell.impersonation.page');

/** The notice in the shell posts here; what is seen is only what was refused. */
export const loader = hostLoader({}, async () => null);

const ANSWERS = { refuse: null, hour: 1, hours: 4 } as const;

export const action = intents({
  answer: hostAction(
    { input: z.object({ id: z.string(), answer: z.enum(['refuse', 'hour', 'hours']) }) },
    async (args) => {
      const { id, answer } = args.input;
      await answerImpersonation(args.host, byOf(args), id, ANSWERS[answer]);
      return redirect('/');
    },
  ),
  end: hostAction({ input: z.object({ id: z.string() }) }, async (args) => {
    await endImpersonation(args.host, byOf(args), args.input.id);
    return redirect('/');
  }),
  start: hostAction({ permission: 'admin', input: z.object({ id: z.string() }) }, async (args) => {
    await requireFresh(args);
    const own = sessionToken(args.request);
    if (!own) throw new AppError('unauthenticated', 'error.notFound');
    const { token } = await startImpersonation(
      args.host,
      byOf(args),
      args.input.id,
      originOf(args),
    );
    const headers = new Headers();
    headers.append('set-cookie', sessionCookie(args.host, token));
    headers.append('set-cookie', asideCookie(args.host, own));
    return redirect('/', { headers });
  }),
  stop: hostAction(
    { isInTheirName: true, input: z.object({}) },
    async ({ host, request, session }) => {
      const token = sessionToken(request);
      if (!token || !session.impersonatorId) return redirect('/');
      await stopImpersonation(host, token);
      const own = asideToken(request);
      // Only the administrator's own session is come back to, whatever the cookie holds.
      const kept = own ? await host.identity.session(own) : null;
      const isTheirs = kept?.userId === session.impersonatorId && !kept.impersonatorId;
      const headers = new Headers();
      headers.append(
        'set-cookie',
        own && isTheirs ? sessionCookie(host, own) : endedSessionCookie(host),
      );
      headers.append('set-cookie', endedAsideCookie(host));
      return redirect(isTheirs ? `/settings/members/${session.userId}` : '/sign-in', { headers });
    },
  ),
});

export default function Impersonation() {
  const t = useT();
  const { errors, formErrors } = useRefusal(useActionData<typeof action>());
  return (
    <AuthLayout brand={<Brand />} title={t('shell.impersonation.page')}>
      <Stack>
        <FormErrors errors={errors} formErrors={formErrors} />
        <ButtonLink to="/">{t('shell.join.home')}</ButtonLink>
      </Stack>
    </AuthLayout>
  );
}
