import type { Ctx } from '@socle/plugin-sdk/server';
import { PROJECT, projectCreated } from '../../contract';
import { type ProjectInput, toSnapshot } from '../../domain/project';
import { Project } from '../entities';
import { requireActiveContact, requireMember, requireOrder } from './requirements';

/** Plans a project for a contact; returns its id. Throws invalid naming the field. */
export async function createProject(ctx: Ctx, input: ProjectInput): Promise<string> {
  ctx.require('projects.project.create');
  await requireActiveContact(ctx, input.contactId);
  await requireMember(ctx, 'ownerId', input.ownerId);
  requireOrder(input.startsOn, input.dueOn);
  const project = await ctx
    .repo(Project)
    .insert({ ...input, status: 'planned', completedAt: null });
  await ctx.publish(projectCreated, {
    record: { type: PROJECT, id: project.id },
    payload: { project: toSnapshot(project) },
  });
  return project.id;
}
