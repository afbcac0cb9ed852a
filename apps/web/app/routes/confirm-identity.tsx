import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { intents, zRequiredText } from '@socle/plugin-sdk/server';
import {
  AuthLayout,
  FormActions,
  FormErrors,
  PasswordField,
  Prose,
  Stack,
  SubmitButton,
  TextLink,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { type AccountArgs, accountAction, accountLoader } from '../shell/account-page.server';
import { Brand } from '../shell/brand';
import { CodeField } from '../shell/code-field';

import { sessionCookie } from '../shell/cookies.server';
import { localPath } from '../shell/local-path';
import { OtherWaysToConfirm, WayInRefused } from '../shell/other-ways-in';
import { titled } from '../shell/page-title';
import { refuseImpersonation } from '../shell/re-authentication.server';
import { waysToConfirm } from '../shell/ways-in.server';

export const meta = titled('shell.confirm.title');

export const loader = accountLoader(async ({ host, session, url }) => ({
  next: localPath(url.searchParams.get('next')),
  email: session.email,
  ...(await host.identity.proofs(session.userId)),
  ways: await waysToConfirm({ host, url, session }),
}));

const back = ({ host }: AccountArgs, token: string, next: string | undefined): Response =>
  redirect(localPath(next), { headers: { 'set-cookie': sessionCookie(host, token) } });

export const action = intents({
  password: accountAction(
    z.object({
      password: z.string().min(1, { error: 'error.required' }),
      next: z.string().optional(),
    }),
    async (args) => {
      refuseImpersonation(args);
      const { host, session, token, input } = args;
      const { userId } = session;
      const renewed = await host.identity.confirmByPassword(userId, token, input.password);
      return back(args, renewed, input.next);
    },
  ),
  code: accountAction(
    z.object({ code: zRequiredText(40), next: z.string().optional() }),
    async (args) => {
      refuseImpersonation(args);
      const { host, session, token, input } = args;
      const renewed = await host.identity.confirmByCode(session.userId, token, input.code);
      return back(args, renewed, input.next);
    },
  ),
});

export default function ConfirmIdentity() {
  const t = useT();
  const { next, email, hasPassword, hasCode, ways } = useLoaderData<typeof loader>();
  const { errors, formErrors } = useRefusal(useActionData<typeof action>());
  return (
    <AuthLayout
      brand={<Brand />}
      title={t('shell.confirm.title')}
      text={t('shell.confirm.text', { email })}
      footer={<TextLink to={next}>{t('shell.confirm.back')}</TextLink>}
    >
      <Stack>
        {!errors && <WayInRefused problem={ways.problem} />}
        {(hasPassword || hasCode) && (
          <Form method="post" reloadDocument>
            <input type="hidden" name="next" value={next} />
            <input type="hidden" name="intent" value={hasPassword ? 'password' : 'code'} />
            {/* Password managers look for whose password it is. */}
            <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
            <Stack>
              <FormErrors errors={errors} formErrors={formErrors} />
              {hasPassword ? (
                <PasswordField
                  name="password"
                  label={t('shell.signIn.password')}
                  autoComplete="current-password"
                  error={errors?.password}
                  required
                />
              ) : (
                <CodeField error={errors?.code} />
              )}
            </Stack>
            <FormActions>
              <SubmitButton size="large" isWide>
                {t('shell.confirm.submit')}
              </SubmitButton>
            </FormActions>
          </Form>
        )}
        <OtherWaysToConfirm next={next} ways={ways} />
        {!hasPassword && !hasCode && !ways.hasPasskeys && ways.providers.length === 0 && (
          <Prose>{t('shell.confirm.signInAgain')}</Prose>
        )}
      </Stack>
    </AuthLayout>
  );
}
