import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { zRequiredText } from '@socle/plugin-sdk/server';
import {
  AuthLayout,
  Callout,
  FormActions,
  FormErrors,
  Stack,
  SubmitButton,
  TextField,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { Brand } from '../shell/brand';
import { sessionCookie } from '../shell/cookies.server';
import { publicHostAction, publicHostLoader } from '../shell/host-page.server';
import { localPath } from '../shell/local-path';
import { titled } from '../shell/page-title';
import { VisitorPreferences } from '../shell/visitor-preferences';

export const meta = titled('shell.signIn.title');

export const loader = publicHostLoader(async ({ host, request, url, context }) => {
  const next = localPath(url.searchParams.get('next'));
  if (await context.socle.session(request)) throw redirect(next);
  if ((await host.identity.workspaces()).length === 0) throw redirect('/setup');
  return { next, demo: host.config.isDemo ? await host.identity.demoHint() : null };
});

const input = z.object({
  email: zRequiredText(320),
  password: z.string().min(1, { error: 'error.required' }),
  next: z.string().optional(),
});

export const action = publicHostAction(input, async ({ host, request, context, input: given }) => {
  const token = await host.identity.signIn({
    email: given.email,
    password: given.password,
    address: context.socle.address,
    userAgent: request.headers.get('user-agent') ?? '',
  });
  return redirect(localPath(given.next), { headers: { 'set-cookie': sessionCookie(host, token) } });
});

export default function SignIn() {
  const t = useT();
  const { next, demo } = useLoaderData<typeof loader>();
  const refusal = useRefusal(useActionData<typeof action>());
  return (
    <AuthLayout
      brand={<Brand />}
      title={t('shell.signIn.title')}
      preferences={<VisitorPreferences />}
      footer={
        demo && (
          <div className="text-start">
            <DemoAccount {...demo} next={next} />
          </div>
        )
      }
    >
      {/* A whole new page: nothing of the visitor's stays behind, and password managers notice. */}
      <Form method="post" reloadDocument>
        <input type="hidden" name="next" value={next} />
        <Stack>
          <FormErrors errors={refusal.errors} formErrors={refusal.formErrors} />
          <TextField
            name="email"
            type="email"
            label={t('shell.signIn.email')}
            autoComplete="username"
            defaultValue={refusal.value('email')}
            error={refusal.errors?.email}
            required
          />
          <TextField
            name="password"
            type="password"
            label={t('shell.signIn.password')}
            autoComplete="current-password"
            error={refusal.errors?.password}
            required
          />
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

function DemoAccount(props: { email: string; password: string; next: string }) {
  const t = useT();
  return (
    <Callout tone="info" title={t('shell.signIn.demo.title')}>
      <Stack gap="tight">
        <span>
          {t('shell.signIn.demo.account')} <code>{props.email}</code>
          <br />
          {t('shell.signIn.demo.password')} <code>{props.password}</code>
        </span>
        <Form method="post" reloadDocument>
          <input type="hidden" name="next" value={props.next} />
          <input type="hidden" name="email" value={props.email} />
          <input type="hidden" name="password" value={props.password} />
          <SubmitButton variant="secondary" size="small">
            {t('shell.signIn.demo.use')}
          </SubmitButton>
        </Form>
      </Stack>
    </Callout>
  );
}
