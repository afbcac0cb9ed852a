import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { zRequiredText } from '@socle/plugin-sdk/server';
import {
  AuthLayout,
  Callout,
  FormActions,
  FormErrors,
  PasswordField,
  Stack,
  SubmitButton,
  TextField,
  TextLink,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { afterFirstFactor, originOf } from '../shell/account-page.server';
import { Brand } from '../shell/brand';
import { publicHostAction, publicHostLoader } from '../shell/host-page.server';
import { localPath } from '../shell/local-path';
import { OtherWaysIn, WayInRefused } from '../shell/other-ways-in';
import { titled } from '../shell/page-title';
import { VisitorPreferences } from '../shell/visitor-preferences';
import { waysIn } from '../shell/ways-in.server';

export const meta = titled('shell.signIn.title');

export const loader = publicHostLoader(async ({ host, request, url, context }) => {
  const next = localPath(url.searchParams.get('next'));
  if (await context.socle.session(request)) throw redirect(next);
  if ((await host.identity.workspaces()).length === 0) throw redirect('/setup');
  return {
    next,
    demo: host.config.isDemo ? await host.identity.demoHint() : null,
    ways: await waysIn({ host, url }),
  };
});

const input = z.object({
  email: zRequiredText(320),
  password: z.string().min(1, { error: 'error.required' }),
  next: z.string().optional(),
});

export const action = publicHostAction(input, async (args) => {
  const { email, password, next } = args.input;
  const signed = await args.host.identity.signIn({ email, password, ...originOf(args) });
  return afterFirstFactor(args, signed, localPath(next));
});

export default function SignIn() {
  const t = useT();
  const { next, demo, ways } = useLoaderData<typeof loader>();
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
          {!refusal.errors && <WayInRefused problem={ways.problem} />}
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
          <PasswordField
            name="password"
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
      <p className="mt-4 mb-0 text-center text-dense">
        <TextLink to="/forgot-password">{t('shell.signIn.forgot')}</TextLink>
      </p>
      <OtherWaysIn next={next} ways={ways} />
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
