import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { AppError } from '@socle/plugin-sdk/primitives';
import { zRequiredText } from '@socle/plugin-sdk/server';
import {
  AuthLayout,
  FormActions,
  FormErrors,
  Stack,
  SubmitButton,
  TextLink,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { afterFirstFactor, originOf } from '../shell/account-page.server';
import { Brand } from '../shell/brand';
import { CodeField } from '../shell/code-field';
import { pendingToken } from '../shell/cookies.server';
import { publicHostAction, publicHostLoader } from '../shell/host-page.server';
import { localPath } from '../shell/local-path';
import { titled } from '../shell/page-title';
import { VisitorPreferences } from '../shell/visitor-preferences';

export const meta = titled('shell.code.title');

export const loader = publicHostLoader(async ({ host, request, url }) => {
  const token = pendingToken(request);
  if (!token || !(await host.identity.pendingSignIn(token))) throw redirect('/sign-in');
  return { next: localPath(url.searchParams.get('next')) };
});

const input = z.object({ code: zRequiredText(40), next: z.string().optional() });

export const action = publicHostAction(input, async (args) => {
  const { host, request, input: given } = args;
  const pending = pendingToken(request);
  if (!pending) throw redirect('/sign-in');
  try {
    const token = await host.identity.completeSignIn(pending, given.code, originOf(args));
    return afterFirstFactor(args, { kind: 'session', token }, localPath(given.next));
  } catch (error) {
    if (error instanceof AppError && error.kind === 'unauthenticated') throw redirect('/sign-in');
    throw error;
  }
});

export default function SignInCode() {
  const t = useT();
  const { next } = useLoaderData<typeof loader>();
  const { errors, formErrors } = useRefusal(useActionData<typeof action>());
  return (
    <AuthLayout
      brand={<Brand />}
      title={t('shell.code.title')}
      text={t('shell.code.text')}
      preferences={<VisitorPreferences />}
      footer={<TextLink to="/sign-in">{t('shell.code.back')}</TextLink>}
    >
      <Form method="post" reloadDocument>
        <input type="hidden" name="next" value={next} />
        <Stack>
          <FormErrors errors={errors} formErrors={formErrors} />
          <CodeField hint={t('shell.code.hint')} error={errors?.code} />
        </Stack>
        <FormActions>
          <SubmitButton size="large" isWide>
            {t('shell.signIn.submit')}
          </SubmitButton>
        </FormActions>
      </Form>
    </AuthLayout>
  );
}
