import { CONTACT, contactArchiving, contactPanels, neededBy } from '@socle/core/contract';
import type { EventDefinition } from '@socle/plugin-sdk';
import {
  defineServerModule,
  fillSlot,
  guard,
  searchText,
  timeline,
} from '@socle/plugin-sdk/server';
import { manifest } from './manifest';
import {
  PROJECT,
  type ProjectSnapshot,
  projectCompleted,
  projectCreated,
  projectStarted,
  TASK,
  type TaskSnapshot,
  taskCompleted,
  taskCreated,
} from './projects/contract';
import { seedProjects } from './projects/demo/seed-projects';
import { Project, type ProjectRow, Task, type TaskRow } from './projects/server/entities';
import { projectMigrations } from './projects/server/migrations';
import { contactProjects } from './projects/server/queries/project-pages';
import { runningProjectNames } from './projects/server/queries/unfinished-work';
import { projectResource, taskResource } from './projects/server/rest';

const permission = 'projects.project.read';

const ofProject = <P extends { project: ProjectSnapshot }>(
  event: EventDefinition<P>,
  message: string,
) =>
  timeline(event, {
    message,
    icon: 'folder-kanban',
    permission,
    entries: ({ payload: { project } }) => [
      { subject: { type: CONTACT, id: project.contactId }, data: { name: project.name } },
      { subject: { type: PROJECT, id: project.id }, data: { name: project.name } },
    ],
  });

// A contact's history tells of projects; that of a project, of its tasks too.
const ofTask = <P extends { task: TaskSnapshot }>(event: EventDefinition<P>, message: string) =>
  timeline(event, {
    message,
    icon: 'list-checks',
    permission,
    entries: ({ payload: { task } }) => [
      { subject: { type: PROJECT, id: task.projectId }, data: { title: task.title } },
    ],
  });

export const serverModule = defineServerModule({
  manifest,
  entities: [Project, Task] as never[],
  migrations: projectMigrations,
  resources: [projectResource, taskResource],
  search: {
    [PROJECT]: searchText<ProjectRow>(({ name }) => name),
    [TASK]: searchText<TaskRow>(({ title }) => title),
  },
  slots: [
    fillSlot(contactPanels, {
      id: 'projects.contactProjects',
      permission,
      order: 30,
      load: (ctx, { contactId }) => contactProjects(ctx, contactId),
    }),
  ],
  guards: [
    guard(contactArchiving, (ctx, { contactId }) =>
      neededBy(ctx, () => runningProjectNames(ctx, contactId), {
        seen: (names) => ({ code: 'projects.project.error.running', params: { names } }),
        unseen: { code: 'projects.project.error.othersRunning' },
      }),
    ),
  ],
  timeline: [
    ofProject(projectCreated, 'projects.timeline.created'),
    ofProject(projectStarted, 'projects.timeline.started'),
    ofProject(projectCompleted, 'projects.timeline.completed'),
    ofTask(taskCreated, 'projects.timeline.taskCreated'),
    ofTask(taskCompleted, 'projects.timeline.taskCompleted'),
  ],
  demo: seedProjects,
});
