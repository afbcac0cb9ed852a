import type { Ctx } from '@socle/plugin-sdk/server';
import { Project } from '../entities';
import { requireActiveContact } from './requirements';

/** Puts a project away with its tasks. Nothing is deleted. */
export async function archiveProject(ctx: Ctx, id: string): Promise<void> {
  ctx.require('projects.project.archive');
  const project = await ctx.repo(Project).lock({ id });
  if (project.archivedAt) return;
  await ctx.repo(Project).update(project, { archivedAt: ctx.now() });
}

/** Takes a project out of the archive; a running one only while its contact is there (conflict). */
export async function restoreProject(ctx: Ctx, id: string): Promise<void> {
  ctx.require('projects.project.archive');
  const project = await ctx.repo(Project).lock({ id });
  if (!project.archivedAt) return;
  if (project.status !== 'done') await requireActiveContact(ctx, project.contactId);
  await ctx.repo(Project).update(project, { archivedAt: null });
}
