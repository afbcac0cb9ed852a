import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { zRequiredText } from '@socle/plugin-sdk/server';
import {
  AuthLayout,
  Callout,
  FormActions,
  FormErrors,
  Prose,
  Stack,
  SubmitButton,
  TextField,
  TextLink,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { Brand } from '../shell/brand';
import { publicHostAction, publicHostLoader } from '../shell/host-page.server';
import { titled } from '../shell/page-title';
import { VisitorPreferences } from '../shell/visitor-preferences';

export const meta = titled('shell.forgot.title');

export const loader = publicHostLoader(async ({ host }) => ({
  canSend: host.mailer.isConfigured,
}));

const input = z.object({ email: zRequiredText(320) });

/** The same answer whatever is typed: who has an account here is nobody's business. */
export const action = publicHostAction(input, async ({ host, context, input: { email } }) => {
  if (host.mailer.isConfigured)
    await host.identity.requestPasswordReset(email, context.socle.address);
  return { isSent: host.mailer.isConfigured };
});

export default function ForgotPassword() {
  const t = useT();
  const { canSend } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const isSent = answer !== undefined && 'isSent' in answer && answer.isSent;
  return (
    <AuthLayout
      brand={<Brand />}
      title={t('shell.forgot.title')}
      preferences={<VisitorPreferences />}
      footer={<TextLink to="/sign-in">{t('shell.code.back')}</TextLink>}
    >
      {canSend ? (
        isSent ? (
          <Callout tone="success" isLive title={t('shell.forgot.sent')}>
            {t('shell.forgot.sentText')}
          </Callout>
        ) : (
          <AddressForm answer={answer} />
        )
      ) : (
        <Stack>
          <Prose>{t('shell.forgot.noMail')}</Prose>
          <Prose>{t('shell.forgot.noMailOwner')}</Prose>
          <code className="text-small wrap-anywhere">npm run -s socle -- user reset --email …</code>
        </Stack>
      )}
    </AuthLayout>
  );
}

function AddressForm({ answer }: { answer: unknown }) {
  const t = useT();
  const { errors, formErrors, value } = useRefusal(answer);
  return (
    <Form method="post" reloadDocument>
      <Stack>
        <FormErrors errors={errors} formErrors={formErrors} />
        <TextField
          name="email"
          type="email"
          label={t('shell.signIn.email')}
          hint={t('shell.forgot.hint')}
          autoComplete="username"
          defaultValue={value('email')}
          error={errors?.email}
          required
        />
      </Stack>
      <FormActions>
        <SubmitButton size="large" isWide>
          {t('shell.forgot.submit')}
        </SubmitButton>
      </FormActions>
    </Form>
  );
}
