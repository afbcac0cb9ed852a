import { redirect } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { SECOND_FACTOR_POLICIES } from '@socle/plugin-sdk/kernel';
import { intents } from '@socle/plugin-sdk/server';
import { Callout, Stack, useAnswer, useT } from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { sessionCookie, sessionToken } from '../shell/cookies.server';
import { deviceOf } from '../shell/device-name';
import { hostAction, hostLoader } from '../shell/host-page.server';
import { titled } from '../shell/page-title';
import { PasskeySection } from '../shell/passkey-section';
import { PasswordSection } from '../shell/password-section';
import { refuseImpersonation, requireFresh } from '../shell/re-authentication.server';
import { RecoveryCodes } from '../shell/recovery-codes';
import { SecondFactorPolicyForm } from '../shell/second-factor-policy';
import { SessionSection } from '../shell/session-section';
import { SettingsPage } from '../shell/settings-page';
import { TwoStepSection } from '../shell/two-step-section';
import { ownWaysIn } from '../shell/ways-in.server';

export const handle = { live: [] };

export const meta = titled('shell.security.title');

/** What a save may have changed; named in the address so that the page can say so. */
const SAVED = ['password', 'sessions', 'twoStep', 'policy'] as const;

export const loader = hostLoader({ isPersonal: true }, async (args) => {
  const { host, session, isAdmin, workspaceId } = args;
  const { identity } = host;
  const { userId } = session;
  const sessions = await identity.sessions(userId);
  return {
    email: session.email,
    name: session.name,
    proofs: await identity.proofs(userId),
    secondFactor: await identity.secondFactor(userId),
    sessions: sessions.map(({ userAgent, ...view }) => ({
      ...view,
      ...deviceOf(userAgent),
      isThis: view.id === session.sessionId,
    })),
    ways: await ownWaysIn(args),
    policy: isAdmin ? await identity.secondFactorPolicy(workspaceId) : null,
  };
});

const done = (what: (typeof SAVED)[number], init?: ResponseInit): Response =>
  redirect(`/settings/security?saved=${what}`, init);

export const action = intents({
  password: hostAction(
    {
      input: z.object({
        currentPassword: z.string().optional(),
        password: z.string().min(1, { error: 'error.required' }),
      }),
    },
    async (args) => {
      const { host, session, request, input } = args;
      refuseImpersonation(args);
      const { hasPassword } = await host.identity.proofs(session.userId);
      // The first password of an account that came without one.
      if (!hasPassword) await requireFresh(args);
      const token = await host.identity.changePassword(
        session.userId,
        sessionToken(request) ?? '',
        { current: input.currentPassword ?? '', password: input.password },
      );
      return done('password', { headers: { 'set-cookie': sessionCookie(host, token) } });
    },
  ),
  renewCodes: hostAction({ input: z.object({}) }, async (args) => {
    await requireFresh(args);
    return { codes: await args.host.identity.renewRecoveryCodes(args.session.userId) };
  }),
  removeSecondFactor: hostAction({ input: z.object({}) }, async (args) => {
    await requireFresh(args);
    const { userId } = args.session;
    await args.host.identity.removeSecondFactor(userId, userId);
    await args.host.identity.forgetUser(userId);
    return done('twoStep');
  }),
  endSession: hostAction({ input: z.object({ session: z.string() }) }, async (args) => {
    refuseImpersonation(args);
    await args.host.identity.endSession(args.session.userId, args.input.session);
    return done('sessions');
  }),
  endOthers: hostAction({ input: z.object({}) }, async (args) => {
    await requireFresh(args);
    const token = sessionToken(args.request) ?? undefined;
    await args.host.identity.signOutEverywhere(args.session.userId, token);
    return done('sessions');
  }),
  policy: hostAction(
    { permission: 'admin', input: z.object({ policy: z.enum(SECOND_FACTOR_POLICIES) }) },
    async (args) => {
      await requireFresh(args);
      const { host, workspaceId, session, input } = args;
      await host.identity.saveSecondFactorPolicy(workspaceId, input.policy, session.userId);
      return done('policy');
    },
  ),
});

export default function Security() {
  const t = useT();
  const { email, name, proofs, secondFactor, sessions, ways, policy } =
    useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const [search] = useSearchParams();
  const saved = answer ? undefined : SAVED.find((what) => what === search.get('saved'));
  return (
    <SettingsPage>
      <Stack gap="loose">
        {saved && (
          <Callout tone="success" isLive>
            {t(`shell.security.saved.${saved}`)}
          </Callout>
        )}
        {answer && 'codes' in answer && <RecoveryCodes codes={answer.codes} />}
        <PasswordSection known={[name, email]} hasPassword={proofs.hasPassword} answer={answer} />
        <TwoStepSection secondFactor={secondFactor} />
        <PasskeySection ways={ways} />
        <SessionSection sessions={sessions} />
        {policy && <SecondFactorPolicyForm policy={policy} />}
      </Stack>
    </SettingsPage>
  );
}
