import { AppError, invalid } from '@socle/plugin-sdk/primitives';
import type { Ctx } from '@socle/plugin-sdk/server';
import { TASK, taskCompleted, taskCreated } from '../../contract';
import { type TaskInput, toTaskSnapshot } from '../../domain/task';
import { Project, Task } from '../entities';
import { lastPosition } from '../queries/last-position';
import { requireMember } from './requirements';

/** Adds a task at the end of its column; returns its id. A delivered project takes no more tasks (conflict). */
export async function addTask(ctx: Ctx, input: TaskInput): Promise<string> {
  ctx.require('projects.task.create');
  await requireOpenProject(ctx, input.projectId);
  await requireMember(ctx, 'assigneeId', input.assigneeId);
  const task = await ctx.repo(Task).insert({
    ...input,
    position: (await ctx.unrestricted(() => lastPosition(ctx, input.projectId, input.status))) + 1,
    completedAt: input.status === 'done' ? ctx.now() : null,
  });
  const record = { type: TASK, id: task.id };
  const payload = { task: toTaskSnapshot(task) };
  await ctx.publish(taskCreated, { record, payload });
  if (task.status === 'done') await ctx.publish(taskCompleted, { record, payload });
  return task.id;
}

/** Locks a project that takes work; invalid when unknown, conflict when it is archived or delivered. */
async function requireOpenProject(ctx: Ctx, projectId: string): Promise<void> {
  const found = await ctx.repo(Project).findOne({ id: projectId });
  if (!found) throw invalid([{ field: 'projectId', code: 'projects.task.error.unknownProject' }]);
  // Locked, so that the project cannot be completed while the task is being added.
  const project = await ctx.repo(Project).lock({ id: projectId });
  if (project.archivedAt) throw new AppError('conflict', 'projects.project.error.archived');
  if (project.status === 'done') throw new AppError('conflict', 'projects.task.error.projectDone');
}
