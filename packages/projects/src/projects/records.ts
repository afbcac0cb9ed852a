import type { RecordDefinition } from '@socle/plugin-sdk';
import { PROJECT, PROJECT_STATUSES, TASK_STATUSES } from './contract';

const completedAt = {
  column: 'completed_at',
  type: 'instant',
  label: 'projects.project.completedAt',
  filter: true,
} as const;

/** What the lists, the filters and the API know of a project. */
export const projectRecord = {
  table: 'projects_project',
  label: 'projects.project.one',
  labelPlural: 'projects.project.many',
  icon: 'folder-kanban',
  path: '/projects/:id',
  title: 'name',
  owner: 'ownerId',
  defaultSort: '-createdAt',
  customFields: true,
  permissions: {
    read: 'projects.project.read',
    create: 'projects.project.create',
    update: 'projects.project.update',
  },
  fields: {
    name: {
      column: 'name',
      type: 'text',
      label: 'projects.project.name',
      filter: true,
      sort: true,
      required: true,
    },
    contactId: {
      column: 'contact_id',
      type: 'reference',
      label: 'projects.project.contact',
      filter: true,
      required: true,
      to: 'core.contact',
    },
    status: {
      column: 'status',
      type: 'select',
      label: 'projects.project.status',
      filter: true,
      required: true,
      options: PROJECT_STATUSES.map((value) => ({ value, label: `projects.status.${value}` })),
    },
    startsOn: {
      column: 'starts_on',
      type: 'date',
      label: 'projects.project.startsOn',
      filter: true,
    },
    dueOn: {
      column: 'due_on',
      type: 'date',
      label: 'projects.project.dueOn',
      filter: true,
      sort: true,
    },
    ownerId: { column: 'owner_id', type: 'user', label: 'projects.project.owner', filter: true },
    completedAt,
  },
} as const satisfies RecordDefinition;

/** What the lists, the filters and the API know of a task. */
export const taskRecord = {
  table: 'projects_task',
  label: 'projects.task.one',
  labelPlural: 'projects.task.many',
  icon: 'list-checks',
  path: '/projects/tasks/:id',
  title: 'title',
  owner: 'assigneeId',
  defaultSort: '-createdAt',
  customFields: true,
  permissions: {
    read: 'projects.task.read',
    create: 'projects.task.create',
    update: 'projects.task.update',
  },
  fields: {
    projectId: {
      column: 'project_id',
      type: 'reference',
      label: 'projects.project.one',
      filter: true,
      required: true,
      to: PROJECT,
    },
    title: {
      column: 'title',
      type: 'text',
      label: 'projects.task.title',
      filter: true,
      required: true,
    },
    status: {
      column: 'status',
      type: 'select',
      label: 'projects.task.status',
      filter: true,
      required: true,
      options: TASK_STATUSES.map((value) => ({ value, label: `projects.taskStatus.${value}` })),
    },
    assigneeId: {
      column: 'assignee_id',
      type: 'user',
      label: 'projects.task.assignee',
      filter: true,
    },
    dueOn: {
      column: 'due_on',
      type: 'date',
      label: 'projects.task.dueOn',
      filter: true,
      sort: true,
    },
    plannedMinutes: {
      column: 'planned_minutes',
      type: 'number',
      label: 'projects.task.plannedMinutes',
      filter: true,
      required: true,
    },
    position: {
      column: 'position',
      type: 'number',
      label: 'projects.task.position',
      required: true,
    },
    completedAt,
  },
} as const satisfies RecordDefinition;
