import { AppError } from '@socle/plugin-sdk/primitives';
import type { Ctx } from '@socle/plugin-sdk/server';
import { TASK, type TaskStatus, taskCompleted } from '../../contract';
import { type TaskPatch, toTaskSnapshot } from '../../domain/task';
import { Project, Task, type TaskRow } from '../entities';
import { lastPosition } from '../queries/last-position';
import { changesOf, requireMember } from './requirements';

/** Changes a task's facts. With `version`, refuses when someone else was faster (stale). */
export async function updateTask(
  ctx: Ctx,
  id: string,
  patch: TaskPatch,
  version: number | null,
): Promise<void> {
  ctx.require('projects.task.update');
  const task = await lockTask(ctx, id);
  if (version !== null && task.version !== version) throw new AppError('stale', 'error.stale');
  const changes = changesOf(task, ctx.writable(TASK, patch));
  if (Object.keys(changes).length === 0) return;
  if (changes.assigneeId) await requireMember(ctx, 'assigneeId', changes.assigneeId);
  const isMoved = changes.status !== undefined;
  if (isMoved) Object.assign(changes, await placeIn(ctx, task, changes));
  const changed = await ctx.repo(Task).update(task, changes);
  if (changed.status !== 'done' || !isMoved) return;
  await ctx.publish(taskCompleted, {
    record: { type: TASK, id },
    payload: { task: toTaskSnapshot(changed) },
  });
}

/** Moves a task to a column of the board, at its end. */
export const moveTask = (ctx: Ctx, id: string, status: TaskStatus): Promise<void> =>
  updateTask(ctx, id, { status }, null);

/** Puts a task away, or takes it out again. */
export async function archiveTask(ctx: Ctx, id: string, isArchived = true): Promise<void> {
  ctx.require('projects.task.archive');
  const task = await lockTask(ctx, id);
  if ((task.archivedAt !== null) === isArchived) return;
  await ctx.repo(Task).update(task, { archivedAt: isArchived ? ctx.now() : null });
}

// The project is locked first, as when it is completed: its tasks cannot change behind its back, and
// two acts on one project never wait for each other in a circle.
async function lockTask(ctx: Ctx, id: string): Promise<TaskRow> {
  const { projectId } = await ctx.repo(Task).get({ id });
  // Whoever does a task need not see the whole project.
  const project = await ctx.unrestricted(() => ctx.repo(Project).lock({ id: projectId }));
  if (project.status === 'done') throw new AppError('conflict', 'projects.task.error.projectDone');
  return ctx.repo(Task).lock({ id });
}

async function placeIn(
  ctx: Ctx,
  task: TaskRow,
  { status = task.status, position }: Partial<TaskRow>,
): Promise<Partial<TaskRow>> {
  return {
    position:
      position ?? (await ctx.unrestricted(() => lastPosition(ctx, task.projectId, status))) + 1,
    completedAt: status === 'done' ? ctx.now() : null,
  };
}
