import { notFound } from '@socle/plugin-sdk/primitives';
import { type Ctx, isId } from '@socle/plugin-sdk/server';
import { Import, type ImportRow } from '../entities';

/** The import, locked. Throws forbidden, or notFound for a missing one and one of another workspace. */
export async function lockImport(ctx: Ctx, id: string): Promise<ImportRow> {
  ctx.require('core.contact.import');
  if (!isId(id)) throw notFound();
  return ctx.repo(Import).lock({ id });
}

/** As `lockImport`, for those who only look. */
export async function findImport(ctx: Ctx, id: string): Promise<ImportRow> {
  ctx.require('core.contact.import');
  if (!isId(id)) throw notFound();
  return ctx.repo(Import).get({ id });
}
