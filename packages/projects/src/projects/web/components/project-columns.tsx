import { Badge, type DataTableColumn, Text, type useT } from '@socle/plugin-sdk/web';
import type { ProjectListRow } from '../../server/queries/project-pages';
import { DueDate } from './due-date';
import { statusTone } from './project-tones';

/** The columns of the project list. */
export const projectColumns = (t: ReturnType<typeof useT>): DataTableColumn<ProjectListRow>[] => [
  {
    key: 'name',
    header: t('projects.project.name'),
    width: '28%',
    render: (project) => <Text>{project.name}</Text>,
  },
  {
    key: 'contact',
    field: 'contactId',
    header: t('projects.project.contact'),
    render: (project) => project.contactName,
  },
  {
    key: 'status',
    header: t('projects.project.status'),
    render: (project) => (
      <Badge tone={statusTone(project.status)}>{t(`projects.status.${project.status}`)}</Badge>
    ),
  },
  {
    key: 'progress',
    header: t('projects.project.progress'),
    align: 'end',
    render: ({ progress }) =>
      progress.total > 0
        ? t('projects.project.tasksDone', { done: progress.done, total: progress.total })
        : null,
  },
  {
    key: 'due',
    field: 'dueOn',
    header: t('projects.project.dueOn'),
    render: (project) => <DueDate dueOn={project.dueOn} isOverdue={project.isOverdue} />,
  },
  {
    key: 'owner',
    field: 'ownerId',
    header: t('projects.project.owner'),
    render: (project) => project.ownerName,
  },
];
