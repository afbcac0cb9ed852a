import { Form, useActionData } from '@remix-run/react';
import { type Host, isTimeZone } from '@socle/plugin-sdk/kernel';
import { notFound } from '@socle/plugin-sdk/primitives';
import { zRequiredText } from '@socle/plugin-sdk/server';
import {
  AuthLayout,
  FormActions,
  FormErrors,
  PasswordField,
  Stack,
  SubmitButton,
  TextField,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { afterFirstFactor, originOf } from '../shell/account-page.server';
import { Brand } from '../shell/brand';
import { publicHostAction, publicHostLoader } from '../shell/host-page.server';
import { titled } from '../shell/page-title';
import { VisitorPreferences } from '../shell/visitor-preferences';

export const meta = titled('shell.setup.title');

/** Only the first visitor of an empty installation may set it up. */
async function requireEmpty(host: Host): Promise<void> {
  if ((await host.identity.workspaces()).length > 0) throw notFound();
}

export const loader = publicHostLoader(async ({ host }) => {
  await requireEmpty(host);
  return null;
});

const input = z.object({
  workspace: zRequiredText(100),
  name: zRequiredText(100),
  email: z.email(),
  password: z.string().min(1, { error: 'error.required' }),
  timeZone: z.string().optional(),
});

export const action = publicHostAction(input, async (args) => {
  const { host, locale, input: given } = args;
  await requireEmpty(host);
  const { timeZone, email, name, password } = given;
  await host.identity.checkAccount({ email, name, password });
  const workspaceId = await host.identity.createWorkspace({
    name: given.workspace,
    locale,
    ...(timeZone && isTimeZone(timeZone) ? { timeZone } : {}),
  });
  const userId = await host.identity.createUser({
    email,
    name,
    password,
    workspaceId,
    role: 'owner',
  });
  return afterFirstFactor(args, await host.identity.passFirstFactor(userId, originOf(args)), '/');
});

export default function Setup() {
  const t = useT();
  const { errors, formErrors, value } = useRefusal(useActionData<typeof action>());
  return (
    <AuthLayout
      brand={<Brand />}
      title={t('shell.setup.title')}
      text={t('shell.setup.text')}
      preferences={<VisitorPreferences />}
    >
      <Form method="post" reloadDocument>
        <DeviceTimeZone />
        <Stack>
          <FormErrors errors={errors} formErrors={formErrors} />
          <TextField
            name="workspace"
            label={t('shell.setup.workspace')}
            autoComplete="organization"
            defaultValue={value('workspace')}
            error={errors?.workspace}
            required
          />
          <TextField
            name="name"
            label={t('shell.setup.name')}
            autoComplete="name"
            defaultValue={value('name')}
            error={errors?.name}
            required
          />
          <TextField
            name="email"
            type="email"
            label={t('shell.signIn.email')}
            autoComplete="username"
            defaultValue={value('email')}
            error={errors?.email}
            required
          />
          <PasswordField
            name="password"
            label={t('shell.signIn.password')}
            hint={t('shell.setup.passwordHint')}
            autoComplete="new-password"
            minLength={10}
            error={errors?.password}
            required
          />
        </Stack>
        <FormActions>
          <SubmitButton size="large" isWide>
            {t('shell.setup.submit')}
          </SubmitButton>
        </FormActions>
      </Form>
    </AuthLayout>
  );
}

/** The zone of the device, known only to scripts; without it the server's default holds. */
function DeviceTimeZone() {
  const [zone, setZone] = useState('');
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  return <input type="hidden" name="timeZone" value={zone} />;
}
