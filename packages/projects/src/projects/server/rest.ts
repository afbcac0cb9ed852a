import { defineAction, defineResource } from '@socle/plugin-sdk/server';
import { z } from 'zod';
import { PROJECT, PROJECT_STATUSES, TASK, TASK_STATUSES } from '../contract';
import { projectInput, projectPatch } from '../domain/project';
import { taskInput, taskPatch } from '../domain/task';
import { addTask } from './use-cases/add-task';
import { completeProject, reopenProject, startProject } from './use-cases/advance-project';
import { archiveProject, restoreProject } from './use-cases/archive-project';
import { createProject } from './use-cases/create-project';
import { updateProject } from './use-cases/update-project';
import { archiveTask, updateTask } from './use-cases/update-task';

const act = (summary: string, run: typeof startProject) =>
  defineAction({
    permission: 'projects.project.update',
    summary,
    input: z.object({}),
    run: (ctx, id) => run(ctx, id),
  });

/** `/api/v1/projects`. */
export const projectResource = defineResource({
  name: 'projects',
  record: PROJECT,
  summary: 'Projects',
  output: z.object({
    name: z.string(),
    contactId: z.uuid(),
    status: z.enum(PROJECT_STATUSES),
    startsOn: z.iso.date().nullable(),
    dueOn: z.iso.date().nullable(),
    ownerId: z.uuid().nullable(),
    completedAt: z.iso.datetime().nullable(),
  }),
  example: {
    name: 'Éclairage de l’accueil',
    status: 'active',
    startsOn: '2027-01-11',
    dueOn: '2027-02-26',
    ownerId: null,
    completedAt: null,
  },
  create: { input: projectInput, run: createProject },
  update: { input: projectPatch, run: updateProject },
  archive: archiveProject,
  restore: restoreProject,
  actions: {
    start: act('Begin the work', startProject),
    complete: act('Mark as delivered', completeProject),
    reopen: act('Take up again', reopenProject),
  },
});

/** `/api/v1/tasks`. */
export const taskResource = defineResource({
  name: 'tasks',
  record: TASK,
  summary: 'Tasks of projects',
  output: z.object({
    projectId: z.uuid(),
    title: z.string(),
    status: z.enum(TASK_STATUSES),
    assigneeId: z.uuid().nullable(),
    dueOn: z.iso.date().nullable(),
    plannedMinutes: z.number().int(),
    position: z.number().int(),
    completedAt: z.iso.datetime().nullable(),
  }),
  example: {
    title: 'Poser les suspensions',
    status: 'todo',
    assigneeId: null,
    dueOn: '2027-02-19',
    plannedMinutes: 420,
    position: 1,
    completedAt: null,
  },
  create: { input: taskInput, run: addTask },
  update: { input: taskPatch, run: updateTask },
  archive: (ctx, id) => archiveTask(ctx, id),
  restore: (ctx, id) => archiveTask(ctx, id, false),
});
