import type { EventDefinition } from '@socle/plugin-sdk';
import { AppError, nextState } from '@socle/plugin-sdk/primitives';
import type { Ctx } from '@socle/plugin-sdk/server';
import { PROJECT, type ProjectSnapshot, projectCompleted, projectStarted } from '../../contract';
import { type ProjectAct, projectMachine, toSnapshot } from '../../domain/project';
import { Project } from '../entities';
import { unfinishedTasks } from '../queries/unfinished-work';
import { requireActiveContact } from './requirements';

/** Begins the work on a planned project. */
export const startProject = (ctx: Ctx, id: string): Promise<void> => act(ctx, id, 'start');

/** Says that a project was delivered. Refused while a task is not done (conflict). */
export const completeProject = (ctx: Ctx, id: string): Promise<void> => act(ctx, id, 'complete');

/** Takes a delivered project up again. */
export const reopenProject = (ctx: Ctx, id: string): Promise<void> => act(ctx, id, 'reopen');

const EVENTS: Record<ProjectAct, EventDefinition<{ project: ProjectSnapshot }>> = {
  start: projectStarted,
  complete: projectCompleted,
  reopen: projectStarted,
};

async function act(ctx: Ctx, id: string, name: ProjectAct): Promise<void> {
  ctx.require('projects.project.update');
  const project = await ctx.repo(Project).lock({ id });
  if (project.archivedAt) throw new AppError('conflict', 'projects.project.error.archived');
  const status = nextState(projectMachine, project.status, name);
  if (!status) throw new AppError('conflict', `projects.project.error.${name}`);
  if (name === 'complete') await requireNothingLeft(ctx, id);
  if (name === 'reopen') await requireActiveContact(ctx, project.contactId);
  const changed = await ctx
    .repo(Project)
    .update(project, { status, completedAt: status === 'done' ? ctx.now() : null });
  await ctx.publish(EVENTS[name], {
    record: { type: PROJECT, id },
    payload: { project: toSnapshot(changed) },
  });
}

async function requireNothingLeft(ctx: Ctx, projectId: string): Promise<void> {
  const count = await ctx.unrestricted(() => unfinishedTasks(ctx, projectId));
  if (count > 0) throw new AppError('conflict', 'projects.project.error.unfinished', { count });
}
