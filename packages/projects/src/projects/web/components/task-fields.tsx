import type { MemberName } from '@socle/plugin-sdk/server';
import {
  Columns,
  DateField,
  MemberField,
  type Refusal,
  Stack,
  TextField,
  useT,
} from '@socle/plugin-sdk/web';
import { formatDuration } from '../../domain/duration';

interface Props {
  /** The task being changed; none for a new one. */
  task?: {
    title: string;
    assigneeId: string | null;
    dueOn: string | null;
    plannedMinutes: number;
  };
  members: readonly MemberName[];
  refusal: Refusal;
}

/** What a task is, who does it, until when, and how long it should take. */
export function TaskFields({ task, members, refusal }: Props) {
  const t = useT();
  const errors = refusal.errors ?? {};
  const planned = task?.plannedMinutes ? formatDuration(task.plannedMinutes) : '';
  return (
    <Stack>
      <TextField
        name="title"
        label={t('projects.task.title')}
        defaultValue={refusal.value('title') ?? task?.title}
        error={errors.title}
        maxLength={300}
        required
        autoComplete="off"
      />
      <Columns min="narrow">
        <MemberField
          name="assigneeId"
          label={t('projects.task.assignee')}
          members={members}
          emptyLabel={t('projects.project.nobody')}
          defaultValue={refusal.value('assigneeId') ?? task?.assigneeId ?? ''}
          error={errors.assigneeId}
        />
        <DateField
          name="dueOn"
          label={t('projects.task.dueOn')}
          defaultValue={refusal.value('dueOn') ?? task?.dueOn ?? ''}
          error={errors.dueOn}
        />
        <TextField
          name="planned"
          label={t('projects.task.planned')}
          hint={t('projects.task.plannedHint')}
          defaultValue={refusal.value('planned') ?? planned}
          error={errors.planned}
          autoComplete="off"
        />
      </Columns>
    </Stack>
  );
}
