import {
  Columns,
  DescriptionList,
  Panel,
  Progress,
  Stack,
  Text,
  TextLink,
  Time,
  useT,
} from '@socle/plugin-sdk/web';
import { PROJECT } from '../../contract';
import { formatDuration } from '../../domain/duration';
import type { Progress as Done } from '../../domain/task';
import { DueDate } from './due-date';

interface Props {
  project: {
    contactId: string;
    contactName: string;
    ownerName: string | null;
    startsOn: string | null;
    dueOn: string | null;
    isOverdue: boolean;
    completedAt: Date | string | null;
  };
  progress: Done;
}

/** For whom, by whom, until when, and how far. */
export function ProjectSummary({ project, progress }: Props) {
  return (
    <Columns min="wide">
      <Facts project={project} />
      <ProgressPanel progress={progress} />
    </Columns>
  );
}

function Facts({ project }: Pick<Props, 'project'>) {
  const t = useT();
  const { startsOn, dueOn, completedAt } = project;
  const label = (key: string) => ({ key, label: t(`projects.project.${key}`) });
  const starts = startsOn && {
    ...label('startsOn'),
    value: <Time at={`${startsOn}T12:00:00Z`} mode="date" />,
  };
  const due = dueOn && {
    ...label('dueOn'),
    value: <DueDate dueOn={dueOn} isOverdue={project.isOverdue} />,
  };
  const completed = completedAt && {
    ...label('completedAt'),
    value: <Time at={completedAt} mode="date" />,
  };
  return (
    <Panel title={t('projects.project.facts')}>
      <DescriptionList
        recordType={PROJECT}
        facts={[
          {
            ...label('contact'),
            field: 'contactId',
            value: <TextLink to={`/contacts/${project.contactId}`}>{project.contactName}</TextLink>,
          },
          {
            ...label('owner'),
            field: 'ownerId',
            value: project.ownerName ?? t('projects.project.nobody'),
          },
          ...(starts ? [starts] : []),
          ...(due ? [due] : []),
          ...(completed ? [completed] : []),
        ]}
      />
    </Panel>
  );
}

function ProgressPanel({ progress }: Pick<Props, 'progress'>) {
  const t = useT();
  return (
    <Panel title={t('projects.project.progress')}>
      {progress.total === 0 ? (
        <Text look="soft">{t('projects.project.noTasks')}</Text>
      ) : (
        <Stack>
          <Progress
            label={t('projects.task.many')}
            value={progress.done}
            max={progress.total}
            detail={t('projects.project.tasksDone', { done: progress.done, total: progress.total })}
            tone={progress.done === progress.total ? 'success' : 'accent'}
          />
          {progress.plannedMinutes > 0 && (
            <Progress
              label={t('projects.task.planned')}
              value={progress.doneMinutes}
              max={progress.plannedMinutes}
              detail={t('projects.project.timeDone', {
                done: formatDuration(progress.doneMinutes),
                planned: formatDuration(progress.plannedMinutes),
              })}
            />
          )}
        </Stack>
      )}
    </Panel>
  );
}
