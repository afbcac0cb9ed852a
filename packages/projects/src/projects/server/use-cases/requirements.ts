import { CONTACT } from '@socle/core/contract';
import { AppError, invalid } from '@socle/plugin-sdk/primitives';
import type { Ctx } from '@socle/plugin-sdk/server';
import { findMember } from '@socle/plugin-sdk/server';
import { isInOrder } from '../../domain/project';

/** A project needs a contact who is there: throws invalid for an unknown one, conflict for an archived one. */
export async function requireActiveContact(ctx: Ctx, contactId: string): Promise<void> {
  const contact = await ctx.records.find(CONTACT, contactId);
  if (!contact)
    throw invalid([{ field: 'contactId', code: 'projects.project.error.unknownContact' }]);
  if (contact.archivedAt) throw new AppError('conflict', 'projects.project.error.archivedContact');
}

/** Throws invalid, naming the field, unless the id is that of a member; nobody is fine. */
export async function requireMember(ctx: Ctx, field: string, id: string | null): Promise<void> {
  if (id && !(await findMember(ctx, id)))
    throw invalid([{ field, code: 'projects.error.unknownMember' }]);
}

/** Throws invalid for a project that would be due before it begins. */
export function requireOrder(startsOn: string | null, dueOn: string | null): void {
  if (!isInOrder(startsOn, dueOn))
    throw invalid([{ field: 'dueOn', code: 'projects.project.error.dueBeforeStart' }]);
}

/** The values of a patch that differ from the row. */
export function changesOf<T extends object>(row: T, patch: object): Partial<T> {
  return Object.fromEntries(
    Object.entries(patch).filter(
      ([name, value]) =>
        value !== undefined && (name === 'customFields' || value !== row[name as keyof T]),
    ),
  ) as Partial<T>;
}
