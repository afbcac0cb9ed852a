import { defineEvent } from '@socle/plugin-sdk';

/** Record types of projects and of their tasks. */
export const PROJECT = 'projects.project';
export const TASK = 'projects.task';

export const PROJECT_STATUSES = ['planned', 'active', 'done'] as const;
export type ProjectStatus = (typeof PROJECT_STATUSES)[number];

/** Where a task stands, in order; the columns of the board. */
export const TASK_STATUSES = ['todo', 'doing', 'done'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** A project as events carry it. Dates are calendar dates of the workspace. */
export interface ProjectSnapshot {
  id: string;
  name: string;
  contactId: string;
  status: ProjectStatus;
  startsOn: string | null;
  dueOn: string | null;
  ownerId: string | null;
}

/** A task as events carry it. `plannedMinutes` is whole minutes, 0 when nobody has estimated it. */
export interface TaskSnapshot {
  id: string;
  projectId: string;
  title: string;
  status: TaskStatus;
  assigneeId: string | null;
  dueOn: string | null;
  plannedMinutes: number;
}

/** A project was planned for a contact. */
export const projectCreated = defineEvent<{ project: ProjectSnapshot }>('projects.project.created');

/** Work on the project began, or began again. */
export const projectStarted = defineEvent<{ project: ProjectSnapshot }>('projects.project.started');

/** The project was delivered. */
export const projectCompleted = defineEvent<{ project: ProjectSnapshot }>(
  'projects.project.completed',
);

/** A task was added to a project. */
export const taskCreated = defineEvent<{ task: TaskSnapshot }>('projects.task.created');

/** A task is done. */
export const taskCompleted = defineEvent<{ task: TaskSnapshot }>('projects.task.completed');
