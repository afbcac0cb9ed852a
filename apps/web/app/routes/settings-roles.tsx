import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { createRole, listRoles } from '@socle/plugin-sdk/kernel';
import {
  Badge,
  Callout,
  Columns,
  DataTable,
  FormActions,
  FormErrors,
  Panel,
  Prose,
  SelectField,
  Stack,
  SubmitButton,
  TextField,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { FreshGate } from '../shell/fresh-gate';
import { hostAction, hostLoader } from '../shell/host-page.server';
import { titled } from '../shell/page-title';
import { byOf } from '../shell/people.server';
import { isFresh, requireFresh } from '../shell/re-authentication.server';
import { useRoleName } from '../shell/role-words';
import { SettingsPage } from '../shell/settings-page';

export const handle = { live: [] };

export const meta = titled('shell.settings.page.roles');

export const loader = hostLoader({ permission: 'admin' }, async (args) => ({
  roles: await listRoles(args.host, args.workspaceId),
  isFresh: isFresh(args),
}));

export const action = hostAction(
  { permission: 'admin', input: z.object({ name: z.string(), copyOf: z.string() }) },
  async (args) => {
    await requireFresh(args);
    const id = await createRole(args.host, byOf(args), args.input);
    return redirect(`/settings/roles/${id}?created`);
  },
);

export default function Roles() {
  const t = useT();
  const { roles, isFresh: isConfirmed } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const roleName = useRoleName();
  const removed = search.get('removed');
  return (
    <SettingsPage>
      <Stack gap="loose">
        {removed !== null && (
          <Callout tone="success" isLive>
            {t('shell.roles.removed', { name: removed })}
          </Callout>
        )}
        <Prose>{t('shell.roles.text')}</Prose>
        <Panel isFlush>
          <DataTable
            caption={t('shell.settings.page.roles')}
            rows={roles}
            rowKey={(role) => role.id}
            rowHref={(role) => `/settings/roles/${role.id}`}
            columns={[
              {
                key: 'name',
                header: t('shell.roles.name'),
                render: (role) => <span>{roleName(role)}</span>,
              },
              {
                key: 'about',
                header: t('shell.roles.about'),
                width: '50%',
                render: (role) =>
                  role.builtIn ? t(`shell.role.${role.builtIn}.text`) : role.description || null,
              },
              {
                key: 'kind',
                header: t('shell.roles.kind'),
                render: (role) => (
                  <Badge tone={role.builtIn ? 'muted' : 'accent'}>
                    {t(role.builtIn ? 'shell.roles.builtIn' : 'shell.roles.own')}
                  </Badge>
                ),
              },
              {
                key: 'holders',
                header: t('shell.roles.holders'),
                align: 'end',
                render: (role) => role.holders || null,
              },
            ]}
          />
        </Panel>
        <Panel title={t('shell.roles.create')}>
          <FreshGate isFresh={isConfirmed}>
            <CreateRole roles={roles} />
          </FreshGate>
        </Panel>
      </Stack>
    </SettingsPage>
  );
}

type RoleChoice = { id: string } & Parameters<ReturnType<typeof useRoleName>>[0];

function CreateRole({ roles }: { roles: readonly RoleChoice[] }) {
  const t = useT();
  const roleName = useRoleName();
  const [search] = useSearchParams();
  const { errors, formErrors, value } = useRefusal(useActionData<typeof action>());
  return (
    <Form method="post">
      <Stack>
        <FormErrors errors={errors} formErrors={formErrors} />
        <Columns>
          <TextField
            name="name"
            label={t('shell.roles.name')}
            hint={t('shell.roles.nameHint')}
            maxLength={60}
            autoComplete="off"
            defaultValue={value('name')}
            error={errors?.name}
            required
          />
          <SelectField
            name="copyOf"
            label={t('shell.roles.copyOf')}
            hint={t('shell.roles.copyOfHint')}
            options={roles.map((role) => ({ value: role.id, label: roleName(role) }))}
            defaultValue={value('copyOf') ?? search.get('copy') ?? 'member'}
            error={errors?.copyOf}
          />
        </Columns>
      </Stack>
      <FormActions>
        <SubmitButton>{t('shell.roles.submitCreate')}</SubmitButton>
      </FormActions>
    </Form>
  );
}
