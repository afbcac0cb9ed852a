import { redirect } from '@remix-run/node';
import { Form, useLoaderData, useSearchParams } from '@remix-run/react';
import { CUSTOM_FIELD_TYPES, type CustomField } from '@socle/plugin-sdk';
import { addCustomField, allCustomFields, archiveCustomField } from '@socle/plugin-sdk/kernel';
import { intents, zCheckbox } from '@socle/plugin-sdk/server';
import {
  Badge,
  Callout,
  CheckboxField,
  Columns,
  DataTable,
  FormActions,
  FormErrors,
  Panel,
  Prose,
  SelectField,
  Stack,
  SubmitButton,
  TextArea,
  TextField,
  useAnswer,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { actOf, hostAction, hostLoader } from '../shell/host-page.server';
import { titled } from '../shell/page-title';
import { SettingsPage } from '../shell/settings-page';

const HERE = '/settings/fields';

export const handle = { live: [] };

export const meta = titled('shell.fields.title');

export const loader = hostLoader({ permission: 'admin' }, async ({ host, state, workspaceId }) => {
  const fields = await allCustomFields(host, workspaceId);
  return {
    records: [...host.registry.records.values()]
      .filter(({ customFields, moduleId }) => customFields && state.modulesOn.has(moduleId))
      .map(({ type, label, labelPlural }) => ({
        type,
        label,
        labelPlural,
        fields: fields.filter(({ recordType }) => recordType === type),
      })),
  };
});

export const action = intents({
  add: hostAction(
    {
      permission: 'admin',
      input: z.object({
        recordType: z.string(),
        label: z.string(),
        type: z.string(),
        isRequired: zCheckbox(),
        options: z.string().default(''),
      }),
    },
    async ({ host, workspaceId, session, input }) => {
      const options = input.options.split('\n');
      await addCustomField(host, workspaceId, { ...input, options }, actOf(session));
      return redirect(`${HERE}?added`);
    },
  ),
  archive: hostAction(
    {
      permission: 'admin',
      input: z.object({ archive: z.string().optional(), restore: z.string().optional() }),
    },
    async ({ host, workspaceId, session, input: { archive, restore } }) => {
      await archiveCustomField(
        host,
        workspaceId,
        archive ?? restore ?? '',
        archive !== undefined,
        actOf(session),
      );
      return redirect(HERE);
    },
  ),
});

export default function CustomFields() {
  const t = useT();
  const { records } = useLoaderData<typeof loader>();
  const withFields = records.filter(({ fields }) => fields.length > 0);
  return (
    <SettingsPage>
      <Stack gap="loose">
        <Prose>{t('shell.fields.text')}</Prose>
        {withFields.map(({ type, labelPlural, fields }) => (
          <Panel key={type} title={t(labelPlural)} isFlush>
            <FieldTable
              caption={t('shell.fields.of', { records: t(labelPlural) })}
              fields={fields}
            />
          </Panel>
        ))}
        <Panel title={t('shell.fields.add')}>
          {/* A new form once a field was added: the last one's words would stay in it. */}
          <AddField key={records.flatMap(({ fields }) => fields).length} records={records} />
        </Panel>
      </Stack>
    </SettingsPage>
  );
}

function FieldTable({ caption, fields }: { caption: string; fields: readonly CustomField[] }) {
  const t = useT();
  return (
    <DataTable
      caption={caption}
      rows={fields}
      rowKey={(field) => field.id}
      columns={[
        { key: 'label', header: t('shell.fields.label'), render: (field) => field.label },
        {
          key: 'type',
          header: t('shell.fields.type'),
          render: (field) => t(`shell.fields.type.${field.type}`),
        },
        {
          key: 'options',
          header: t('shell.fields.options'),
          render: (field) => field.options.join(', ') || null,
        },
        {
          key: 'required',
          header: t('shell.fields.required'),
          render: (field) => (field.isRequired ? t('shell.fields.yes') : null),
        },
        {
          key: 'key',
          header: t('shell.fields.key'),
          render: (field) => <code>{field.key}</code>,
        },
        {
          key: 'state',
          header: t('shell.fields.state'),
          render: (field) => field.archivedAt && <Badge>{t('shell.fields.archived')}</Badge>,
        },
        {
          key: 'act',
          header: t('shell.fields.act'),
          align: 'end',
          render: (field) => <ArchiveField field={field} />,
        },
      ]}
    />
  );
}

function ArchiveField({ field: { id, label, archivedAt } }: { field: CustomField }) {
  const t = useT();
  const act = archivedAt ? 'restore' : 'archive';
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value="archive" />
      <SubmitButton
        variant="secondary"
        size="small"
        name={act}
        value={id}
        aria-label={t(`shell.fields.${act}Named`, { name: label })}
      >
        {t(`shell.fields.${act}`)}
      </SubmitButton>
    </Form>
  );
}

function AddField({ records }: { records: readonly { type: string; label: string }[] }) {
  const t = useT();
  const { errors, formErrors, value } = useRefusal(useAnswer<typeof action>());
  const [search] = useSearchParams();
  return (
    <Form method="post" className="group" preventScrollReset>
      <input type="hidden" name="intent" value="add" />
      <Stack>
        {search.has('added') && !errors && (
          <Callout tone="success" isLive>
            {t('shell.fields.added')}
          </Callout>
        )}
        <FormErrors errors={errors} formErrors={formErrors} />
        <Columns min="narrow">
          <SelectField
            name="recordType"
            label={t('shell.fields.for')}
            options={records.map(({ type, label }) => ({ value: type, label: t(label) }))}
            defaultValue={value('recordType')}
          />
          <TextField
            name="label"
            label={t('shell.fields.label')}
            maxLength={100}
            autoComplete="off"
            defaultValue={value('label')}
            error={errors?.label}
            required
          />
          <SelectField
            name="type"
            label={t('shell.fields.type')}
            options={CUSTOM_FIELD_TYPES.map((type) => ({
              value: type,
              label: t(`shell.fields.type.${type}`),
            }))}
            defaultValue={value('type')}
            error={errors?.type}
          />
        </Columns>
        <div className="hidden group-has-[[name=type]>[value=select]:checked]:block">
          <TextArea
            name="options"
            label={t('shell.fields.options')}
            hint={t('shell.fields.optionsHint')}
            defaultValue={value('options')}
            error={errors?.options}
          />
        </div>
        <CheckboxField
          name="isRequired"
          label={t('shell.fields.isRequired')}
          hint={t('shell.fields.isRequiredHint')}
          defaultChecked={value('isRequired') === 'on'}
        />
      </Stack>
      <FormActions>
        <SubmitButton>{t('shell.fields.submit')}</SubmitButton>
      </FormActions>
    </Form>
  );
}
