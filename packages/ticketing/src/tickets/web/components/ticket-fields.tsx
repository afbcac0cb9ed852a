import type { MemberName } from '@socle/plugin-sdk/server';
import { MemberField, SelectField, useT } from '@socle/plugin-sdk/web';
import { TICKET_PRIORITIES } from '../../contract';

interface FieldProps {
  value: string;
  error?: string;
}

export function PriorityField({ value, error }: FieldProps) {
  const t = useT();
  return (
    <SelectField
      name="priority"
      label={t('ticketing.ticket.priority')}
      defaultValue={value}
      error={error}
      options={TICKET_PRIORITIES.map((priority) => ({
        value: priority,
        label: t(`ticketing.priority.${priority}`),
      }))}
    />
  );
}

export function AssigneeField({
  value,
  error,
  members,
}: FieldProps & { members: readonly MemberName[] }) {
  const t = useT();
  return (
    <MemberField
      name="assigneeId"
      label={t('ticketing.ticket.assignee')}
      defaultValue={value}
      error={error}
      emptyLabel={t('ticketing.ticket.unassigned')}
      members={members}
    />
  );
}
