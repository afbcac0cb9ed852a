import { Form } from '@remix-run/react';
import { CONTACT } from '@socle/core/contract';
import type { MemberName } from '@socle/plugin-sdk/server';
import {
  ButtonLink,
  Columns,
  Combobox,
  DateField,
  FieldsOf,
  FormActions,
  FormErrors,
  type Refusal,
  Stack,
  SubmitButton,
  TextField,
  useT,
} from '@socle/plugin-sdk/web';
import { PROJECT } from '../../contract';
import { MemberField } from './member-field';

interface Props {
  /** The project being changed; none for a new one. */
  project?: {
    name: string;
    startsOn: string | null;
    dueOn: string | null;
    ownerId: string | null;
    version: number;
  };
  contact: { id: string; title: string } | null;
  members: readonly MemberName[];
  refusal: Refusal;
  submitLabel: string;
  cancelTo: string;
}

/** The form of a project; the same for a new one and for changes. */
export function ProjectForm({ project, contact, members, refusal, submitLabel, cancelTo }: Props) {
  const t = useT();
  const errors = refusal.errors ?? {};
  const field = (name: 'name' | 'startsOn' | 'dueOn') => ({
    name,
    label: t(`projects.project.${name}`),
    defaultValue: refusal.value(name) ?? project?.[name] ?? '',
    error: errors[name],
  });
  return (
    <FieldsOf type={PROJECT}>
      <Form method="post">
        {project && <input type="hidden" name="version" value={project.version} />}
        <Stack gap="loose">
          <FormErrors errors={refusal.errors} formErrors={refusal.formErrors} />
          <TextField {...field('name')} maxLength={200} required autoComplete="off" />
          <Combobox
            name="contactId"
            label={t('projects.project.contact')}
            loadUrl={`/lookup?type=${CONTACT}`}
            defaultItem={contact}
            error={errors.contactId}
            required
          />
          <Columns min="narrow">
            <DateField {...field('startsOn')} />
            <DateField {...field('dueOn')} />
            <MemberField
              name="ownerId"
              label={t('projects.project.owner')}
              members={members}
              value={refusal.value('ownerId') ?? project?.ownerId ?? ''}
              error={errors.ownerId}
            />
          </Columns>
          <FormActions>
            <SubmitButton>{submitLabel}</SubmitButton>
            <ButtonLink to={cancelTo} variant="ghost">
              {t('projects.project.cancel')}
            </ButtonLink>
          </FormActions>
        </Stack>
      </Form>
    </FieldsOf>
  );
}
