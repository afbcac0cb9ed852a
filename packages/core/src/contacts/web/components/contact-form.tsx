import type { CustomField } from '@socle/plugin-sdk';
import {
  CheckboxField,
  Columns,
  DateField,
  FieldAccess,
  MemberField,
  RecordForm,
  type Refusal,
  RepeatableField,
  Section,
  SelectField,
  Stack,
  TagInput,
  TextArea,
  TextField,
  useT,
} from '@socle/plugin-sdk/web';
import { useState } from 'react';
import { CONTACT, CONTACT_ROLES, type ContactKind } from '../../contract';
import type { ContactFacts, LabelledValue } from '../../domain/contact';
import { AddressFields } from './address-fields';

export interface ContactFormProps {
  kind: ContactKind;
  /** The contact being edited; none for a new one. */
  contact?: Partial<ContactFacts> & { customFields?: Record<string, unknown>; version?: number };
  options: {
    customFields: readonly CustomField[];
    members: readonly { id: string; name: string }[];
    tags: readonly string[];
  };
  refusal: Refusal;
  cancelTo: string;
}

const LABELS = ['work', 'home', 'mobile', 'other'];

/** The form of a person or a company; the same for a new one and for changes. */
export function ContactForm({ kind, contact = {}, options, refusal, cancelTo }: ContactFormProps) {
  const t = useT();
  const errors = refusal.errors ?? {};
  const text = (name: keyof ContactFacts): string =>
    refusal.value(name) ?? String(contact[name] ?? '');
  const field = (name: keyof ContactFacts) => ({
    name,
    label: t(`core.contact.${name}`),
    defaultValue: text(name),
    error: errors[name],
  });
  return (
    <RecordForm
      type={CONTACT}
      version={contact.version}
      intent="save"
      refusal={refusal}
      submitLabel={t(contact.version === undefined ? 'core.contact.create' : 'core.contact.save')}
      cancelTo={cancelTo}
      noValidate
    >
      <input type="hidden" name="kind" value={kind} />
      <Identity kind={kind} contact={contact} refusal={refusal} />
      <Section title={t('core.contact.details')}>
        <Columns>
          <LabelledRows name="emails" kind="email" rows={contact.emails} refusal={refusal} />
          <LabelledRows name="phones" kind="phone" rows={contact.phones} refusal={refusal} />
        </Columns>
        <FieldAccess field="addresses">
          <AddressFields rows={contact.addresses ?? []} errors={errors} />
        </FieldAccess>
        <Columns>
          <TextField {...field('website')} type="url" placeholder="https://" />
          <TagInput
            name="tags"
            label={t('core.contact.tags')}
            defaultValue={refusal.value('tags')?.split(',').filter(Boolean) ?? contact.tags ?? []}
            suggestions={options.tags}
            error={errors.tags}
          />
        </Columns>
        <Columns>
          <MemberField
            name="ownerId"
            label={t('core.contact.owner')}
            defaultValue={refusal.value('ownerId') ?? contact.ownerId ?? ''}
            emptyLabel="—"
            members={options.members}
            error={errors.ownerId}
          />
          {kind === 'person' ? (
            <DateField {...field('birthday')} />
          ) : (
            <TextField {...field('externalId')} />
          )}
        </Columns>
      </Section>
      {kind === 'company' && (
        <Section title={t('core.contact.legal')}>
          <Columns>
            <TextField {...field('siren')} inputMode="numeric" />
            <TextField {...field('siret')} inputMode="numeric" />
          </Columns>
          <TextField {...field('vatNumber')} />
        </Section>
      )}
      {options.customFields.length > 0 && (
        <Section title={t('core.contact.customFields')}>
          {options.customFields.map((custom) => (
            <CustomFieldInput
              key={custom.id}
              field={custom}
              value={contact.customFields?.[custom.key]}
              error={errors[`customFields.${custom.key}`]}
            />
          ))}
        </Section>
      )}
    </RecordForm>
  );
}

function Identity({
  kind,
  contact,
  refusal,
}: Pick<ContactFormProps, 'kind' | 'contact' | 'refusal'>) {
  const t = useT();
  const errors = refusal.errors ?? {};
  const value = (name: 'name' | 'firstName' | 'lastName' | 'jobTitle'): string =>
    refusal.value(name) ?? String(contact?.[name] ?? '');
  return (
    <Stack>
      {kind === 'company' ? (
        <TextField
          name="name"
          label={t('core.contact.companyName')}
          defaultValue={value('name')}
          error={errors.name}
          required
          autoComplete="off"
        />
      ) : (
        <>
          <Columns>
            <TextField
              name="firstName"
              label={t('core.contact.firstName')}
              defaultValue={value('firstName')}
              error={errors.firstName}
              autoComplete="off"
            />
            <TextField
              name="lastName"
              label={t('core.contact.lastName')}
              defaultValue={value('lastName')}
              error={errors.lastName}
              autoComplete="off"
            />
          </Columns>
          <TextField
            name="jobTitle"
            label={t('core.contact.jobTitle')}
            defaultValue={value('jobTitle')}
            error={errors.jobTitle}
            autoComplete="off"
          />
        </>
      )}
      <fieldset>
        <legend>{t('core.contact.roles')}</legend>
        {/* A list that may become empty must still be posted. */}
        <input type="hidden" name="roles[]" value="" />
        {CONTACT_ROLES.map((role) => (
          <CheckboxField
            key={role}
            name="roles[]"
            value={role}
            label={t(`core.contact.role.${role}`)}
            defaultChecked={contact?.roles?.includes(role)}
          />
        ))}
      </fieldset>
    </Stack>
  );
}

function LabelledRows(props: {
  name: 'emails' | 'phones';
  kind: 'email' | 'phone';
  rows: readonly LabelledValue[] | undefined;
  refusal: Refusal;
}) {
  const t = useT();
  const { name, kind, refusal } = props;
  const typed = refusal.values[name];
  // What was typed and refused comes back as it was.
  const [rows] = useState(() =>
    Array.isArray(typed) ? (typed as unknown as LabelledValue[]) : (props.rows ?? []),
  );
  return (
    <RepeatableField
      name={name}
      type={kind === 'email' ? 'email' : 'tel'}
      label={t(`core.contact.${name}`)}
      rowLabel={t(`core.contact.${kind}`)}
      addLabel={t(`core.contact.${kind}.add`)}
      defaultRows={rows}
      labels={LABELS.map((value) => ({ value, label: t(`core.contact.label.${value}`) }))}
      error={refusal.errors?.[name]}
      rowErrors={Array.from({ length: 30 }, (_, i) => refusal.errors?.[`${name}[${i}].value`])}
    />
  );
}

function CustomFieldInput({
  field,
  value,
  error,
}: {
  field: CustomField;
  value: unknown;
  error: string | undefined;
}) {
  const common = {
    name: `customFields.${field.key}`,
    label: field.label,
    required: field.isRequired,
    error,
  };
  const text = value === undefined || value === null ? '' : String(value);
  switch (field.type) {
    case 'boolean':
      return <CheckboxField {...common} defaultChecked={value === true} />;
    case 'longText':
      return <TextArea {...common} defaultValue={text} />;
    case 'date':
      return <DateField {...common} defaultValue={text} />;
    case 'select':
      return (
        <SelectField
          {...common}
          defaultValue={text}
          options={[
            { value: '', label: '—' },
            ...field.options.map((option) => ({ value: option, label: option })),
          ]}
        />
      );
    default:
      return (
        <TextField
          {...common}
          defaultValue={text}
          type={
            field.type === 'number' || field.type === 'text'
              ? 'text'
              : field.type === 'phone'
                ? 'tel'
                : field.type
          }
        />
      );
  }
}
