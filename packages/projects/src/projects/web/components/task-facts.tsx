import { DescriptionList, Panel, useT } from '@socle/plugin-sdk/web';
import { TASK } from '../../contract';
import { formatDuration } from '../../domain/duration';
import { DueDate } from './due-date';

interface Props {
  task: {
    assigneeName: string | null;
    dueOn: string | null;
    isOverdue: boolean;
    plannedMinutes: number;
  };
}

/** A task for those who may only read it. */
export function TaskFacts({ task }: Props) {
  const t = useT();
  return (
    <Panel title={t('projects.task.one')}>
      <DescriptionList
        recordType={TASK}
        facts={[
          {
            key: 'assignee',
            field: 'assigneeId',
            label: t('projects.task.assignee'),
            value: task.assigneeName ?? t('projects.project.nobody'),
          },
          {
            key: 'dueOn',
            label: t('projects.task.dueOn'),
            value: <DueDate dueOn={task.dueOn} isOverdue={task.isOverdue} />,
          },
          {
            key: 'planned',
            field: 'plannedMinutes',
            label: t('projects.task.planned'),
            value: task.plannedMinutes > 0 ? formatDuration(task.plannedMinutes) : undefined,
          },
        ]}
      />
    </Panel>
  );
}
