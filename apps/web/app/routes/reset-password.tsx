import { Form, useActionData, useLoaderData } from '@remix-run/react';
import {
  AuthLayout,
  ButtonLink,
  FormActions,
  FormErrors,
  PasswordField,
  Prose,
  Stack,
  SubmitButton,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { afterFirstFactor, originOf } from '../shell/account-page.server';
import { Brand } from '../shell/brand';
import { publicHostAction, publicHostLoader } from '../shell/host-page.server';
import { titled } from '../shell/page-title';
import { VisitorPreferences } from '../shell/visitor-preferences';

export const meta = titled('shell.reset.title');

export const loader = publicHostLoader(async ({ host, params }) => ({
  isValid: await host.identity.isResetToken(params.token ?? ''),
}));

const input = z.object({ password: z.string().min(1, { error: 'error.required' }) });

export const action = publicHostAction(input, async (args) => {
  const { host, params, input: given } = args;
  const signed = await host.identity.resetPassword(
    params.token ?? '',
    given.password,
    originOf(args),
  );
  return afterFirstFactor(args, signed, '/');
});

export default function ResetPassword() {
  const t = useT();
  const { isValid } = useLoaderData<typeof loader>();
  const { errors, formErrors } = useRefusal(useActionData<typeof action>());
  return (
    <AuthLayout
      brand={<Brand />}
      title={t('shell.reset.title')}
      preferences={<VisitorPreferences />}
    >
      {isValid ? (
        <Form method="post" reloadDocument>
          <Stack>
            <FormErrors errors={errors} formErrors={formErrors} />
            <PasswordField
              name="password"
              label={t('shell.security.newPassword')}
              hint={t('shell.setup.passwordHint')}
              autoComplete="new-password"
              minLength={10}
              error={errors?.password}
              required
            />
            <Prose>{t('shell.reset.text')}</Prose>
          </Stack>
          <FormActions>
            <SubmitButton size="large" isWide>
              {t('shell.reset.submit')}
            </SubmitButton>
          </FormActions>
        </Form>
      ) : (
        <Stack>
          <Prose>{t('shell.reset.expired')}</Prose>
          <ButtonLink to="/forgot-password" variant="primary">
            {t('shell.reset.again')}
          </ButtonLink>
        </Stack>
      )}
    </AuthLayout>
  );
}
