import type { MemberName } from '@socle/plugin-sdk/server';
import { SelectField, useT } from '@socle/plugin-sdk/web';

interface Props {
  name: string;
  label: string;
  members: readonly MemberName[];
  value: string;
  error?: string;
}

/** Chooses a colleague, or nobody. */
export function MemberField({ name, label, members, value, error }: Props) {
  const t = useT();
  return (
    <SelectField
      name={name}
      label={label}
      defaultValue={value}
      error={error}
      emptyLabel={t('projects.project.nobody')}
      options={members.map((member) => ({ value: member.id, label: member.name }))}
    />
  );
}
