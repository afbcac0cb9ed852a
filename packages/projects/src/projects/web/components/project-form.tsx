import { CONTACT } from '@socle/core/contract';
import type { MemberName } from '@socle/plugin-sdk/server';
import {
  Columns,
  Combobox,
  DateField,
  MemberField,
  RecordForm,
  type Refusal,
  TextField,
  useT,
} from '@socle/plugin-sdk/web';
import { PROJECT } from '../../contract';

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
    <RecordForm
      type={PROJECT}
      version={project?.version}
      refusal={refusal}
      submitLabel={submitLabel}
      cancelTo={cancelTo}
    >
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
          emptyLabel={t('projects.project.nobody')}
          defaultValue={refusal.value('ownerId') ?? project?.ownerId ?? ''}
          error={errors.ownerId}
        />
      </Columns>
    </RecordForm>
  );
}
