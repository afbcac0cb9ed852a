import type { Ctx } from '@socle/plugin-sdk/server';
import { PROJECT } from '../../contract';
import { Project, Task } from '../entities';

/** The project of a task, for those who see it; who only does the task may not. */
export async function findProject(
  ctx: Ctx,
  taskId: string,
): Promise<{ id: string; name: string } | null> {
  if (!ctx.can('projects.project.read')) return null;
  const { projectId } = await ctx.repo(Task).get({ id: taskId });
  const project = await ctx.records.find(PROJECT, projectId);
  return project && { id: project.id, name: String(project.name) };
}

/** Whether the project takes no more changes to its tasks. */
export async function isProjectClosed(ctx: Ctx, taskId: string): Promise<boolean> {
  const { projectId } = await ctx.repo(Task).get({ id: taskId });
  const project = await ctx.unrestricted(() => ctx.repo(Project).findOne({ id: projectId }));
  return project === null || project.status === 'done' || project.archivedAt !== null;
}
