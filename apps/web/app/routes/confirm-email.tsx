import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { AppError } from '@socle/plugin-sdk/primitives';
import {
  AuthLayout,
  ButtonLink,
  FormActions,
  FormErrors,
  Prose,
  SubmitButton,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { Brand } from '../shell/brand';
import { publicHostAction, publicHostLoader } from '../shell/host-page.server';
import { titled } from '../shell/page-title';
import { VisitorPreferences } from '../shell/visitor-preferences';

export const meta = titled('shell.email.title');

export const loader = publicHostLoader(async ({ host, params }) => ({
  email: (await host.identity.pendingEmail(params.token ?? ''))?.email ?? null,
}));

/** By a button and not by the visit itself: mail filters open every link. */
export const action = publicHostAction(z.object({}), async ({ host, params }) => {
  const taken = await host.identity.takeEmailLink(params.token ?? '');
  if (!taken) throw new AppError('conflict', 'error.resetLinkUsed');
  await host.identity.changeEmail(taken.userId, taken.email);
  return redirect('/settings/profile?saved=email');
});

export default function ConfirmEmail() {
  const t = useT();
  const { email } = useLoaderData<typeof loader>();
  const { errors, formErrors } = useRefusal(useActionData<typeof action>());
  return (
    <AuthLayout
      brand={<Brand />}
      title={t('shell.email.title')}
      preferences={<VisitorPreferences />}
    >
      {email ? (
        <Form method="post" reloadDocument>
          <FormErrors errors={errors} formErrors={formErrors} />
          <Prose>{t('shell.email.text', { email })}</Prose>
          <FormActions>
            <SubmitButton size="large" isWide>
              {t('shell.email.submit')}
            </SubmitButton>
          </FormActions>
        </Form>
      ) : (
        <>
          <Prose>{t('shell.email.expired')}</Prose>
          <FormActions>
            <ButtonLink to="/settings/profile">{t('shell.email.again')}</ButtonLink>
          </FormActions>
        </>
      )}
    </AuthLayout>
  );
}
