import { redirect } from '@remix-run/node';
import { Form, useLoaderData, useSearchParams } from '@remix-run/react';
import { deleteRole, getRole, saveRole } from '@socle/plugin-sdk/kernel';
import { intents } from '@socle/plugin-sdk/server';
import {
  Badge,
  ButtonLink,
  Callout,
  Columns,
  FormActions,
  FormErrors,
  Panel,
  Prose,
  Stack,
  SubmitButton,
  TextArea,
  TextField,
  TextLink,
  useAnswer,
  useT,
} from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { FreshGate } from '../shell/fresh-gate';
import { hostAction, hostLoader } from '../shell/host-page.server';
import { titled } from '../shell/page-title';
import { byOf } from '../shell/people.server';
import { isFresh, requireFresh } from '../shell/re-authentication.server';
import { ModuleRights } from '../shell/role-editor';
import {
  type ModuleRightsView,
  rightsGiven,
  rightsView,
  roleInput,
} from '../shell/role-form.server';
import { RoleWords, useRoleName } from '../shell/role-words';
import { SettingsPage } from '../shell/settings-page';
import { useRefusalOf } from '../shell/use-refusal-of';

export const handle = { live: [] };

export const meta = titled('shell.settings.page.roles');

export const loader = hostLoader({ permission: 'admin' }, async (args) => {
  const { host, workspaceId, params, state } = args;
  const role = await getRole(host, workspaceId, params.roleId ?? '');
  const { rights, ...about } = role;
  return { ...about, modules: await rightsView(host, state, rights), isFresh: isFresh(args) };
});

export const action = intents({
  save: hostAction({ permission: 'admin', input: roleInput }, async (args) => {
    await requireFresh(args);
    const { host, params, input } = args;
    const corrections = await saveRole(host, byOf(args), params.roleId ?? '', {
      ...input,
      ...rightsGiven(input),
    });
    const search = new URLSearchParams({ saved: '' });
    for (const { permission } of corrections.slice(0, 30)) search.append('cut', permission);
    return redirect(`/settings/roles/${params.roleId}?${search}`);
  }),
  remove: hostAction({ permission: 'admin', input: z.object({}) }, async (args) => {
    await requireFresh(args);
    const { host, params, workspaceId } = args;
    const { name } = await getRole(host, workspaceId, params.roleId ?? '');
    await deleteRole(host, byOf(args), params.roleId ?? '');
    return redirect(`/settings/roles?removed=${encodeURIComponent(name)}`);
  }),
});

export default function Role() {
  const t = useT();
  const role = useLoaderData<typeof loader>();
  const roleName = useRoleName();
  return (
    <SettingsPage
      title={roleName(role)}
      badge={
        <Badge tone={role.builtIn ? 'muted' : 'accent'}>
          {t(role.builtIn ? 'shell.roles.builtIn' : 'shell.roles.own')}
        </Badge>
      }
      actions={
        <ButtonLink to={`/settings/roles?copy=${role.id}`}>{t('shell.roles.duplicate')}</ButtonLink>
      }
    >
      <Stack gap="loose">
        <Outcome modules={role.modules} />
        <Prose>
          {role.builtIn ? t(`shell.role.${role.builtIn}.text`) : role.description}{' '}
          <TextLink to={`/settings/members?role=${role.id}`}>
            {t('shell.roles.heldBy', { count: role.holders })}
          </TextLink>
        </Prose>
        <Panel title={t('shell.roles.can')}>
          <RoleWords modules={role.modules} />
        </Panel>
        {role.builtIn ? (
          <Callout tone="muted">{t('shell.roles.fixed')}</Callout>
        ) : (
          <FreshGate isFresh={role.isFresh}>
            <Editor key={role.version} />
            <Remove />
          </FreshGate>
        )}
      </Stack>
    </SettingsPage>
  );
}

/** What came of the last save: kept in the address, so that it is there before JavaScript. */
function Outcome({ modules }: { modules: readonly ModuleRightsView[] }) {
  const t = useT();
  const [search] = useSearchParams();
  const cut = search.getAll('cut');
  const named = modules.flatMap(({ records }) =>
    records.flatMap((record) => [
      ...record.verbs
        .filter(({ permission, sameAs }) => cut.includes(permission) && !sameAs)
        .map(({ verb }) =>
          t('shell.roles.choice', {
            records: t(record.label),
            verb: t(`shell.roles.verb.${verb}`),
          }),
        ),
      ...record.special
        .filter(({ permission }) => cut.includes(permission))
        .map(({ label }) => t(label)),
    ]),
  );
  if (search.has('created'))
    return (
      <Callout tone="success" isLive>
        {t('shell.roles.created')}
      </Callout>
    );
  if (!search.has('saved')) return null;
  return (
    <Callout tone={named.length > 0 ? 'warning' : 'success'} isLive title={t('shell.roles.saved')}>
      {named.length > 0 && t('shell.roles.cut', { rights: named.join(', ') })}
    </Callout>
  );
}

function Editor() {
  const t = useT();
  const role = useLoaderData<typeof loader>();
  const refusal = useRefusalOf(useAnswer<typeof action>(), 'save');
  const { errors, formErrors, value } = refusal;
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="save" />
      <input type="hidden" name="version" value={role.version} />
      <Stack gap="loose">
        <FormErrors errors={errors} formErrors={formErrors} />
        <Panel title={t('shell.roles.nameAndPurpose')}>
          <Columns>
            <TextField
              name="name"
              label={t('shell.roles.name')}
              maxLength={60}
              autoComplete="off"
              defaultValue={value('name') ?? role.name}
              error={errors?.name}
              required
            />
            <TextArea
              name="description"
              label={t('shell.roles.description')}
              rows={1}
              maxLength={300}
              defaultValue={value('description') ?? role.description}
              error={errors?.description}
            />
          </Columns>
        </Panel>
        <Prose>{t('shell.roles.howTo')}</Prose>
        {role.modules.map((module) => (
          <ModuleRights key={module.id} module={module} refusal={refusal} />
        ))}
      </Stack>
      <FormActions>
        <SubmitButton>{t('shell.roles.save')}</SubmitButton>
      </FormActions>
    </Form>
  );
}

function Remove() {
  const t = useT();
  const { holders } = useLoaderData<typeof loader>();
  const { errors, formErrors } = useRefusalOf(useAnswer<typeof action>(), 'remove');
  return (
    <Panel title={t('shell.roles.remove')}>
      <Stack gap="tight">
        <Prose>{t(holders > 0 ? 'shell.roles.removeHeld' : 'shell.roles.removeText')}</Prose>
        <Form method="post">
          <input type="hidden" name="intent" value="remove" />
          <FormErrors errors={errors} formErrors={formErrors} />
          <SubmitButton variant="secondary" size="small">
            {t('shell.roles.remove')}
          </SubmitButton>
        </Form>
      </Stack>
    </Panel>
  );
}
