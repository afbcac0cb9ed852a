import { AppError } from '@socle/plugin-sdk/primitives';
import type { Ctx } from '@socle/plugin-sdk/server';
import { PROJECT } from '../../contract';
import type { ProjectPatch } from '../../domain/project';
import { Project } from '../entities';
import { changesOf, requireActiveContact, requireMember, requireOrder } from './requirements';

/** Changes a project's facts. With `version`, refuses when someone else was faster (stale). */
export async function updateProject(
  ctx: Ctx,
  id: string,
  patch: ProjectPatch,
  version: number | null,
): Promise<void> {
  ctx.require('projects.project.update');
  const project = await ctx.repo(Project).lock({ id });
  if (version !== null && project.version !== version) throw new AppError('stale', 'error.stale');
  const changes = changesOf(project, ctx.writable(PROJECT, patch));
  if (Object.keys(changes).length === 0) return;
  if (changes.contactId) await requireActiveContact(ctx, changes.contactId);
  if (changes.ownerId) await requireMember(ctx, 'ownerId', changes.ownerId);
  const next = { ...project, ...changes };
  requireOrder(next.startsOn, next.dueOn);
  await ctx.repo(Project).update(project, changes);
}
