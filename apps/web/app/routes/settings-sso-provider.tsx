import { redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import {
  readIssuer,
  removeSsoProvider,
  saveSsoProvider,
  ssoProvider,
  testSsoIssuer,
} from '@socle/plugin-sdk/kernel';
import { AppError, invalid } from '@socle/plugin-sdk/primitives';
import { intents, zCheckbox } from '@socle/plugin-sdk/server';
import {
  Callout,
  CheckboxField,
  Columns,
  FormActions,
  FormErrors,
  Panel,
  Prose,
  type Refusal,
  SelectField,
  Stack,
  SubmitButton,
  TextField,
  useAnswer,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { hostAction, hostLoader, type MemberArgs } from '../shell/host-page.server';
import { titled } from '../shell/page-title';
import { requireFresh } from '../shell/re-authentication.server';
import { SettingsPage } from '../shell/settings-page';
import { joiningRoles } from '../shell/sso-form.server';
import { redirectAddress } from '../shell/sso-page.server';

const LIST = '/settings/sso';
const NEW = 'new';

export const handle = { live: [] };

export const meta = titled('shell.settings.page.sso');

export const loader = hostLoader({ permission: 'admin' }, async (args) => {
  await requireFresh(args);
  const { host, workspaceId, session, params } = args;
  const isNew = params.providerId === NEW;
  const provider = isNew ? null : await ssoProvider(host, workspaceId, params.providerId ?? '');
  return {
    provider: provider && {
      name: provider.name,
      issuer: provider.issuer,
      clientId: provider.clientId,
      domains: provider.domains.join(', '),
      joinAs: provider.roleId ?? provider.role ?? '',
      isRequired: provider.isRequired,
      version: provider.version,
    },
    roles: await joiningRoles(host, workspaceId, session.role === 'owner'),
    redirectUri: redirectAddress(args),
  };
});

const form = z.object({
  name: z.string().max(100),
  issuer: z.string().max(500),
  clientId: z.string().max(500),
  clientSecret: z.string().max(2000).default(''),
  domains: z.string().max(2000).default(''),
  joinAs: z.string().default(''),
  isRequired: zCheckbox(),
  version: z.coerce.number().int().optional(),
});

const administrator = ({ session }: MemberArgs) => ({
  userId: session.userId,
  isOwner: session.role === 'owner',
});

export const action = intents({
  save: hostAction({ permission: 'admin', input: form }, async (args) => {
    await requireFresh(args);
    const { host, workspaceId, params, input } = args;
    const { version, domains, ...given } = input;
    const id = params.providerId ?? NEW;
    await saveSsoProvider(
      host,
      workspaceId,
      administrator(args),
      { ...given, domains: domains.split(/[\s,;]+/) },
      id === NEW ? null : { id, version: version ?? 0 },
    );
    return redirect(LIST);
  }),
  test: hostAction({ permission: 'admin', input: form }, async ({ host, input }) => {
    const issuer = readIssuer(input.issuer);
    if (issuer === null) throw invalid([{ field: 'issuer', code: 'error.ssoIssuer' }]);
    const { clientSecret: _, ...values } = input;
    try {
      await testSsoIssuer(host, issuer);
      return { isTested: true, problem: null, values };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { isTested: true, problem: { code: error.code, params: error.params }, values };
    }
  }),
  remove: hostAction({ permission: 'admin', input: z.object({}) }, async (args) => {
    await requireFresh(args);
    const { host, workspaceId, params } = args;
    await removeSsoProvider(host, workspaceId, administrator(args), params.providerId ?? '');
    return redirect(LIST);
  }),
});

export default function Provider() {
  const t = useT();
  const { provider, redirectUri } = useLoaderData<typeof loader>();
  return (
    <SettingsPage width="form" title={provider?.name ?? t('shell.sso.new')}>
      <Stack gap="loose">
        <Panel title={t('shell.sso.atProvider')}>
          <Stack>
            <Prose>{t('shell.sso.atProviderText')}</Prose>
            <TextField
              name="redirectUri"
              label={t('shell.sso.redirectUri')}
              value={redirectUri}
              readOnly
              spellCheck={false}
              onFocus={(event) => event.currentTarget.select()}
            />
          </Stack>
        </Panel>
        <Panel title={t('shell.sso.here')}>
          <ProviderForm />
        </Panel>
        {provider && <RemoveProvider name={provider.name} />}
      </Stack>
    </SettingsPage>
  );
}

function ProviderForm() {
  const t = useT();
  const { provider, roles } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const refusal = useRefusal(answer);
  const tested = answer && 'isTested' in answer ? answer : null;
  const typed = valuesOf(refusal, tested?.values);
  const kept = { ...provider, ...typed };
  const { errors } = refusal;
  return (
    <Form method="post" preventScrollReset>
      {provider && <input type="hidden" name="version" value={provider.version} />}
      <Stack>
        <FormErrors errors={errors} formErrors={refusal.formErrors} />
        {tested && <TestResult problem={tested.problem} />}
        <TextField
          name="name"
          label={t('shell.sso.name')}
          hint={t('shell.sso.nameHint')}
          maxLength={100}
          autoComplete="off"
          defaultValue={kept.name}
          error={errors?.name}
          required
        />
        <TextField
          name="issuer"
          type="url"
          label={t('shell.sso.issuer')}
          hint={t('shell.sso.issuerHint')}
          maxLength={500}
          autoComplete="off"
          spellCheck={false}
          defaultValue={kept.issuer}
          error={errors?.issuer}
          required
        />
        <Columns>
          <TextField
            name="clientId"
            label={t('shell.sso.clientId')}
            maxLength={500}
            autoComplete="off"
            spellCheck={false}
            defaultValue={kept.clientId}
            error={errors?.clientId}
            required
          />
          <TextField
            name="clientSecret"
            type="password"
            label={t('shell.sso.clientSecret')}
            hint={provider ? t('shell.sso.secretKept') : undefined}
            maxLength={2000}
            autoComplete="new-password"
            error={errors?.clientSecret}
            required={!provider}
          />
        </Columns>
        <TextField
          name="domains"
          label={t('shell.sso.domains')}
          hint={t('shell.sso.domainsHint')}
          autoComplete="off"
          spellCheck={false}
          defaultValue={kept.domains}
          error={errors?.domains}
        />
        <SelectField
          name="joinAs"
          label={t('shell.sso.joinAs')}
          hint={t('shell.sso.joinAsHint')}
          emptyLabel={t('shell.sso.membersOnly')}
          options={roles.map(({ id, name }) => ({
            value: id,
            label: t('shell.sso.joinWith', { role: name ?? t(`shell.sso.role.${id}`) }),
          }))}
          defaultValue={kept.joinAs ?? ''}
          error={errors?.joinAs}
        />
        <CheckboxField
          name="isRequired"
          label={t('shell.sso.isRequired')}
          hint={t('shell.sso.isRequiredHint')}
          defaultChecked={kept.isRequired ?? false}
        />
      </Stack>
      <FormActions>
        <SubmitButton name="intent" value="save">
          {t('shell.sso.save')}
        </SubmitButton>
        <SubmitButton name="intent" value="test" variant="secondary" formNoValidate>
          {t('shell.sso.test')}
        </SubmitButton>
      </FormActions>
    </Form>
  );
}

function TestResult({ problem }: { problem: { code: string; params: AppError['params'] } | null }) {
  const t = useT();
  return problem ? (
    <Callout tone="danger" isLive title={t('shell.sso.testFailed')}>
      {t(problem.code, problem.params)}
    </Callout>
  ) : (
    <Callout tone="success" isLive title={t('shell.sso.testDone')}>
      {t('shell.sso.testDoneText')}
    </Callout>
  );
}

interface Typed {
  name?: string;
  issuer?: string;
  clientId?: string;
  domains?: string;
  joinAs?: string;
  isRequired?: boolean;
}

// Without JavaScript the page comes back whole: what was typed must still be there.
function valuesOf({ errors, formErrors, value }: Refusal, tested: Typed | undefined): Typed {
  if (tested) return tested;
  if (!errors && formErrors.length === 0) return {};
  const text = (name: string) => ({ [name]: value(name) ?? '' });
  return {
    ...text('name'),
    ...text('issuer'),
    ...text('clientId'),
    ...text('domains'),
    ...text('joinAs'),
    isRequired: value('isRequired') === 'on',
  };
}

function RemoveProvider({ name }: { name: string }) {
  const t = useT();
  return (
    <Panel title={t('shell.sso.removeTitle')}>
      <Form method="post">
        <input type="hidden" name="intent" value="remove" />
        <Stack>
          <Prose>{t('shell.sso.removeText', { provider: name })}</Prose>
          <div>
            <SubmitButton variant="danger">{t('shell.sso.remove')}</SubmitButton>
          </div>
        </Stack>
      </Form>
    </Panel>
  );
}
