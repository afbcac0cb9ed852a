import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { joinWithAccount, joinWithNewAccount, openInvitation } from '@socle/plugin-sdk/kernel';
import { intents } from '@socle/plugin-sdk/server';
import {
  AuthLayout,
  ButtonLink,
  Callout,
  FormActions,
  FormErrors,
  PasswordField,
  Prose,
  Stack,
  SubmitButton,
  TextField,
  TextLink,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { originOf } from '../shell/account-page.server';
import { Brand } from '../shell/brand';
import { sessionCookie, sessionToken } from '../shell/cookies.server';
import { publicHostAction, publicHostLoader } from '../shell/host-page.server';
import { titled } from '../shell/page-title';
import { VisitorPreferences } from '../shell/visitor-preferences';

export const meta = titled('shell.join.title');

/** An invitation that is over, used or unknown is one and the same page. */
export const loader = publicHostLoader(async ({ host, params, request, context }) => {
  const token = params.token ?? '';
  const invitation = await openInvitation(host, token);
  const session = await context.socle.session(request);
  return {
    invitation,
    here: `/join/${token}`,
    signedInAs: session && !session.impersonatorId ? session.email : null,
  };
});

export const action = intents({
  join: publicHostAction(z.object({}), async ({ host, params, request, context }) => {
    const session = await context.socle.session(request);
    const token = sessionToken(request);
    const here = `/join/${params.token ?? ''}`;
    if (!session || !token || session.impersonatorId)
      return redirect(`/sign-in?next=${encodeURIComponent(here)}`);
    const workspaceId = await joinWithAccount(host, params.token ?? '', session);
    await host.identity.switchWorkspace(token, workspaceId);
    return redirect('/');
  }),
  create: publicHostAction(z.object({ name: z.string(), password: z.string() }), async (args) => {
    const { host, params, locale, input } = args;
    const { userId, workspaceId } = await joinWithNewAccount(host, params.token ?? '', {
      ...input,
      locale,
    });
    const { address, userAgent } = originOf(args);
    const session = await host.identity.openSession(userId, userAgent, { address, workspaceId });
    return redirect('/', { headers: { 'set-cookie': sessionCookie(host, session) } });
  }),
});

export default function Join() {
  const t = useT();
  const { invitation, signedInAs, here } = useLoaderData<typeof loader>();
  if (!invitation)
    return (
      <AuthLayout
        brand={<Brand />}
        title={t('shell.join.over')}
        text={t('error.invitationOver')}
        preferences={<VisitorPreferences />}
      >
        <ButtonLink to="/">{t('shell.join.home')}</ButtonLink>
      </AuthLayout>
    );
  const { workspace, invitedBy, email } = invitation;
  return (
    <AuthLayout
      brand={<Brand />}
      title={t('shell.join.heading', { workspace })}
      text={t(invitedBy ? 'shell.join.text' : 'shell.join.textNobody', {
        name: invitedBy ?? '',
        email,
      })}
      preferences={<VisitorPreferences />}
      footer={
        signedInAs === null && (
          <>
            {t('shell.join.hasAccount')}{' '}
            <TextLink to={`/sign-in?next=${encodeURIComponent(here)}`}>
              {t('shell.join.signIn')}
            </TextLink>
          </>
        )
      }
    >
      {signedInAs === null ? (
        <NewAccount email={email} />
      ) : (
        <ExistingAccount signedInAs={signedInAs} email={email} />
      )}
    </AuthLayout>
  );
}

function NewAccount({ email }: { email: string }) {
  const t = useT();
  const { errors, formErrors, value } = useRefusal(useActionData<typeof action>());
  return (
    <Form method="post" reloadDocument>
      <input type="hidden" name="intent" value="create" />
      <Stack>
        <FormErrors errors={errors} formErrors={formErrors} />
        {/* Fixed; there for password managers, which store it with the password. */}
        <TextField
          name="email"
          type="email"
          label={t('shell.join.email')}
          value={email}
          autoComplete="username"
          readOnly
        />
        <TextField
          name="name"
          label={t('shell.join.name')}
          autoComplete="name"
          maxLength={100}
          defaultValue={value('name')}
          error={errors?.name}
          required
        />
        <PasswordField
          name="password"
          label={t('shell.join.password')}
          autoComplete="new-password"
          error={errors?.password}
          required
        />
      </Stack>
      <FormActions>
        <SubmitButton size="large" isWide>
          {t('shell.join.create')}
        </SubmitButton>
      </FormActions>
    </Form>
  );
}

function ExistingAccount({ signedInAs, email }: { signedInAs: string; email: string }) {
  const t = useT();
  const { errors, formErrors } = useRefusal(useActionData<typeof action>());
  if (signedInAs.toLowerCase() !== email.toLowerCase())
    return (
      <Stack>
        <Callout tone="warning">{t('shell.join.other', { signedInAs, email })}</Callout>
        <Form method="post" action="/sign-out" reloadDocument>
          <SubmitButton isWide>{t('shell.join.signOut')}</SubmitButton>
        </Form>
      </Stack>
    );
  return (
    <Form method="post" reloadDocument>
      <input type="hidden" name="intent" value="join" />
      <Stack>
        <FormErrors errors={errors} formErrors={formErrors} />
        <Prose>{t('shell.join.signedIn', { email: signedInAs })}</Prose>
      </Stack>
      <FormActions>
        <SubmitButton size="large" isWide>
          {t('shell.join.accept')}
        </SubmitButton>
      </FormActions>
    </Form>
  );
}
