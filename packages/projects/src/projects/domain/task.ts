import { zId, zOptionalDate, zOptionalId, zRequiredText } from '@socle/plugin-sdk/validation';
import { z } from 'zod';
import { TASK_STATUSES, type TaskSnapshot, type TaskStatus } from '../contract';
import { readDuration } from './duration';

const MAX_MINUTES = 600_000;

const plannedMinutes = z.preprocess(
  (value) => (value === '' || value === null ? 0 : value),
  z.coerce
    .number({ error: 'projects.task.error.minutes' })
    .int({ error: 'projects.task.error.minutes' })
    .min(0, { error: 'projects.task.error.minutes' })
    .max(MAX_MINUTES, { error: 'projects.task.error.minutes' }),
);

/** Working time as a person types it (`1 h 30`, `1,5`); empty means nobody has estimated it. */
const plannedTime = z.string().transform((text, issues) => {
  const minutes = text.trim() === '' ? 0 : readDuration(text);
  if (minutes !== null && minutes <= MAX_MINUTES) return minutes;
  issues.addIssue({ code: 'custom', message: 'projects.task.error.duration' });
  return z.NEVER;
});

const fields = {
  title: zRequiredText(300),
  status: z.enum(TASK_STATUSES),
  assigneeId: zOptionalId(),
  dueOn: zOptionalDate(),
  plannedMinutes,
  customFields: z.record(z.string(), z.unknown()),
};

/** What adds a task to a project. */
export const taskInput = z.object({
  ...fields,
  projectId: zId(),
  status: fields.status.default('todo'),
  plannedMinutes: plannedMinutes.default(0),
  customFields: fields.customFields.default({}),
});
export type TaskInput = z.output<typeof taskInput>;

/** Changes to a task; what is left out stays. A task stays in its project. */
export const taskPatch = z.strictObject({
  title: fields.title.optional(),
  status: fields.status.optional(),
  assigneeId: z.optional(fields.assigneeId),
  dueOn: z.optional(fields.dueOn),
  plannedMinutes: plannedMinutes.optional(),
  position: z.number().int().min(0).max(100_000).optional(),
  customFields: fields.customFields.optional(),
});
export type TaskPatch = z.output<typeof taskPatch>;

/** A task as the forms post it: the planned time is written in hours. */
export const taskForm = z.object({
  title: fields.title,
  assigneeId: fields.assigneeId,
  dueOn: fields.dueOn,
  planned: plannedTime.default(0),
});

/** How far the tasks of a project are: counted, and in planned minutes. */
export interface Progress {
  done: number;
  total: number;
  doneMinutes: number;
  plannedMinutes: number;
}

export function progressOf(
  tasks: readonly { status: TaskStatus; plannedMinutes: number }[],
): Progress {
  const done = tasks.filter((task) => task.status === 'done');
  const minutes = (list: typeof tasks) => list.reduce((sum, task) => sum + task.plannedMinutes, 0);
  return {
    done: done.length,
    total: tasks.length,
    doneMinutes: minutes(done),
    plannedMinutes: minutes(tasks),
  };
}

export const toTaskSnapshot = (task: TaskSnapshot): TaskSnapshot => ({
  id: task.id,
  projectId: task.projectId,
  title: task.title,
  status: task.status,
  assigneeId: task.assigneeId,
  dueOn: task.dueOn,
  plannedMinutes: task.plannedMinutes,
});
