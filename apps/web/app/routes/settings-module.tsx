import { redirect } from '@remix-run/node';
import type { MetaFunction } from '@remix-run/react';
import { Form, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import type { SettingField } from '@socle/plugin-sdk';
import { saveSettings, settingsOf } from '@socle/plugin-sdk/kernel';
import { notFound } from '@socle/plugin-sdk/primitives';
import {
  ButtonLink,
  Callout,
  CheckboxField,
  FormActions,
  FormErrors,
  NumberField,
  pageTitle,
  Section,
  SelectField,
  Stack,
  SubmitButton,
  TextField,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { actOf, hostAction, hostLoader, type MemberArgs } from '../shell/host-page.server';
import { translate } from '../shell/page-title';
import { SettingsPage } from '../shell/settings-page';

export const handle = { live: [] };

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: pageTitle(data && translate(matches, data.name)) },
];

function configurable({ host, state, params }: MemberArgs) {
  const manifest = host.registry.byId.get(params.moduleId ?? '')?.manifest;
  if (!manifest?.settings || !state.modulesOn.has(manifest.id)) throw notFound();
  return { ...manifest, settings: manifest.settings };
}

export const loader = hostLoader({ permission: 'admin' }, async (args) => {
  const manifest = configurable(args);
  const { name, description, settings } = manifest;
  const values: Record<string, string | number | boolean> = settingsOf(args.state, manifest);
  return {
    name,
    description,
    fields: Object.entries(settings).map(([key, field]) => ({
      key,
      field,
      value: values[key] ?? field.default,
    })),
  };
});

export const action = hostAction(
  { permission: 'admin', input: z.record(z.string(), z.unknown()) },
  async ({ input, ...args }) => {
    const { id } = configurable(args);
    await saveSettings(args.host, args.workspaceId, id, input, actOf(args.session));
    return redirect(`/settings/module/${id}?saved`);
  },
);

export default function ModuleSettings() {
  const t = useT();
  const { name, description, fields } = useLoaderData<typeof loader>();
  const refusal = useRefusal(useActionData<typeof action>());
  const [search] = useSearchParams();
  const isSaved = search.has('saved') && !refusal.errors;
  return (
    <SettingsPage width="form">
      <Section title={t(name)} text={t(description)}>
        <Form method="post" preventScrollReset>
          <Stack>
            {isSaved && (
              <Callout tone="success" isLive>
                {t('shell.settings.saved')}
              </Callout>
            )}
            <FormErrors errors={refusal.errors} formErrors={refusal.formErrors} />
            {fields.map(({ key, field, value }) => (
              <SettingControl
                key={key}
                name={key}
                field={field}
                value={refusal.errors ? (refusal.value(key) ?? '') : value}
                error={refusal.errors?.[key]}
              />
            ))}
          </Stack>
          <FormActions>
            <SubmitButton>{t('shell.settings.save')}</SubmitButton>
            <ButtonLink to="/settings/modules" variant="ghost">
              {t('shell.settings.back')}
            </ButtonLink>
          </FormActions>
        </Form>
      </Section>
    </SettingsPage>
  );
}

interface SettingControlProps {
  name: string;
  field: SettingField;
  value: string | number | boolean;
  error?: string;
}

/** The control of one setting, from its declaration. */
function SettingControl({ name, field, value, error }: SettingControlProps) {
  const t = useT();
  const shared = { name, error, label: t(field.label), hint: field.hint && t(field.hint) };
  switch (field.type) {
    case 'boolean':
      return <CheckboxField {...shared} defaultChecked={value === true || value === 'on'} />;
    case 'number':
      return <NumberField {...shared} defaultValue={String(value)} required />;
    case 'select': {
      const options = field.options.map((option) => ({ ...option, label: t(option.label) }));
      return <SelectField {...shared} options={options} defaultValue={String(value)} />;
    }
    case 'text':
      return <TextField {...shared} defaultValue={String(value)} maxLength={field.maxLength} />;
  }
}
