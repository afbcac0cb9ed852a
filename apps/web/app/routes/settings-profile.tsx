import { redirect } from '@remix-run/node';
import { Form, useLoaderData, useSearchParams } from '@remix-run/react';
import { intents, zRequiredText } from '@socle/plugin-sdk/server';
import {
  Callout,
  Columns,
  FormActions,
  FormErrors,
  Panel,
  PasswordField,
  Prose,
  SelectField,
  Stack,
  SubmitButton,
  TextField,
  useAnswer,
  useT,
} from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { requestEmailChange } from '../shell/email-change.server';
import { hostAction, hostLoader } from '../shell/host-page.server';
import { titled } from '../shell/page-title';
import { refuseImpersonation, requireFresh } from '../shell/re-authentication.server';
import { SettingsPage } from '../shell/settings-page';
import { useRefusalOf } from '../shell/use-refusal-of';

export const handle = { live: [] };

export const meta = titled('shell.profile.title');

const SAVED = ['profile', 'email', 'emailSent'] as const;

export const loader = hostLoader({}, async (args) => {
  const { host, session, state } = args;
  refuseImpersonation(args);
  return {
    profile: await host.identity.profile(session.userId),
    hasPassword: (await host.identity.proofs(session.userId)).hasPassword,
    canSend: host.mailer.isConfigured,
    workspace: state.info.name,
    workspaceZone: state.info.timeZone,
    zones: Intl.supportedValuesOf('timeZone'),
  };
});

const done = (what: (typeof SAVED)[number]): Response =>
  redirect(`/settings/profile?saved=${what}`);

export const action = intents({
  profile: hostAction(
    {
      input: z.object({
        name: zRequiredText(100),
        locale: z.enum(['', 'fr', 'en']),
        timeZone: z.string().max(100),
      }),
    },
    async (args) => {
      refuseImpersonation(args);
      const { name, locale, timeZone } = args.input;
      await args.host.identity.saveProfile(args.session.userId, {
        name,
        locale: locale || null,
        timeZone: timeZone || null,
      });
      return done('profile');
    },
  ),
  email: hostAction(
    { input: z.object({ email: zRequiredText(320), currentPassword: z.string().optional() }) },
    async (args) => {
      refuseImpersonation(args);
      const { host, session, input } = args;
      const { hasPassword } = await host.identity.proofs(session.userId);
      if (hasPassword)
        await host.identity.requirePassword(session.userId, input.currentPassword ?? '');
      else await requireFresh(args);
      return done((await requestEmailChange(args, input.email)) ? 'emailSent' : 'email');
    },
  ),
  leave: hostAction({ input: z.object({}) }, async (args) => {
    await requireFresh(args);
    await args.host.identity.leaveWorkspace(args.session.userId, args.workspaceId);
    return redirect('/');
  }),
});

export default function Profile() {
  const t = useT();
  const { profile, hasPassword, canSend, workspace } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const [search] = useSearchParams();
  const saved = answer ? undefined : SAVED.find((what) => what === search.get('saved'));
  return (
    <SettingsPage width="form">
      <Stack gap="loose">
        {saved && (
          <Callout tone="success" isLive>
            {t(`shell.profile.saved.${saved}`)}
          </Callout>
        )}
        <ProfileForm answer={answer} />
        <EmailForm
          email={profile.email}
          hasPassword={hasPassword}
          canSend={canSend}
          answer={answer}
        />
        <LeavePanel workspace={workspace} answer={answer} />
      </Stack>
    </SettingsPage>
  );
}

function ProfileForm({ answer }: { answer: unknown }) {
  const t = useT();
  const { profile, zones, workspaceZone } = useLoaderData<typeof loader>();
  const { errors, formErrors, value } = useRefusalOf(answer, 'profile');
  return (
    <Panel title={t('shell.profile.title')}>
      <Form method="post" reloadDocument>
        <input type="hidden" name="intent" value="profile" />
        <Stack>
          <FormErrors errors={errors} formErrors={formErrors} />
          <TextField
            name="name"
            label={t('shell.setup.name')}
            autoComplete="name"
            maxLength={100}
            defaultValue={value('name') ?? profile.name}
            error={errors?.name}
            required
          />
          <Columns min="narrow">
            <SelectField
              name="locale"
              label={t('shell.profile.language')}
              options={[
                { value: '', label: t('shell.profile.ofBrowser') },
                { value: 'fr', label: 'Français' },
                { value: 'en', label: 'English' },
              ]}
              defaultValue={value('locale') ?? profile.locale ?? ''}
              error={errors?.locale}
            />
            <SelectField
              name="timeZone"
              label={t('shell.profile.timeZone')}
              options={[
                { value: '', label: t('shell.profile.ofWorkspace', { zone: workspaceZone }) },
                ...zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
              ]}
              defaultValue={value('timeZone') ?? profile.timeZone ?? ''}
              error={errors?.timeZone}
            />
          </Columns>
        </Stack>
        <FormActions>
          <SubmitButton>{t('shell.settings.save')}</SubmitButton>
        </FormActions>
      </Form>
    </Panel>
  );
}

function EmailForm(props: {
  email: string;
  hasPassword: boolean;
  canSend: boolean;
  answer: unknown;
}) {
  const t = useT();
  const { errors, formErrors, value } = useRefusalOf(props.answer, 'email');
  return (
    <Panel title={t('shell.profile.email')}>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="intent" value="email" />
        <Stack>
          <FormErrors errors={errors} formErrors={formErrors} />
          <Prose>{t('shell.profile.emailNow', { email: props.email })}</Prose>
          <Columns min="narrow">
            <TextField
              name="email"
              type="email"
              label={t('shell.profile.newEmail')}
              hint={props.canSend ? t('shell.profile.emailHint') : undefined}
              autoComplete="email"
              maxLength={320}
              defaultValue={value('email')}
              error={errors?.email}
              required
            />
            {props.hasPassword && (
              <PasswordField
                name="currentPassword"
                label={t('shell.security.currentPassword')}
                autoComplete="current-password"
                error={errors?.currentPassword}
                required
              />
            )}
          </Columns>
        </Stack>
        <FormActions>
          <SubmitButton>{t('shell.profile.changeEmail')}</SubmitButton>
        </FormActions>
      </Form>
    </Panel>
  );
}

function LeavePanel({ workspace, answer }: { workspace: string; answer: unknown }) {
  const t = useT();
  const { formErrors } = useRefusalOf(answer, 'leave');
  return (
    <Panel title={t('shell.leave.title')}>
      <Stack>
        <FormErrors formErrors={formErrors} />
        <Prose>{t('shell.leave.text', { workspace })}</Prose>
        {/* A disclosure asks a second time without needing a script. */}
        <details>
          <summary className="text-dense text-accent-text">{t('shell.leave.open')}</summary>
          <Form method="post" reloadDocument className="pt-3">
            <input type="hidden" name="intent" value="leave" />
            <SubmitButton variant="danger" size="small">
              {t('shell.leave.submit', { workspace })}
            </SubmitButton>
          </Form>
        </details>
      </Stack>
    </Panel>
  );
}
