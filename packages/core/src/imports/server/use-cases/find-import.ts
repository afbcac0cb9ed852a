import { notFound } from '@socle/plugin-sdk/primitives';
import { type Ctx, isId } from '@socle/plugin-sdk/server';
import { Import, type ImportRow } from '../entities';

/** The import, locked. Throws forbidden, or notFound for a missing one and one of another workspace. */
export async function lockImport(ctx: Ctx, id: string): Promise<ImportRow> {
  ctx.require('core.contact.import');
  if (!isId(id)) throw notFound();
  await refuseOthers(ctx, id);
  return ctx.repo(Import).lock({ id });
}

/** As `lockImport`, for those who only look. */
export async function findImport(ctx: Ctx, id: string): Promise<ImportRow> {
  ctx.require('core.contact.import');
  if (!isId(id)) throw notFound();
  await refuseOthers(ctx, id);
  return ctx.repo(Import).get({ id });
}

/** Whose imports the caller may look at: a file shows more than one's own contacts. Null for everybody's. */
export const importsOf = (ctx: Ctx): string | null =>
  ctx.scope('core.contact.read') === 'all' ? null : ctx.actor.userId;

async function refuseOthers(ctx: Ctx, id: string): Promise<void> {
  const createdBy = importsOf(ctx);
  if (createdBy !== null && !(await ctx.repo(Import).findOne({ id, createdBy }))) throw notFound();
}
