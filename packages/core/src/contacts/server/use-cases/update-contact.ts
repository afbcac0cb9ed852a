import { AppError } from '@socle/plugin-sdk/primitives';
import type { Ctx } from '@socle/plugin-sdk/server';
import { CONTACT, contactUpdated } from '../../contract';
import { changedFields, displayName, toSnapshot } from '../../domain/contact';
import type { ContactPatch } from '../../domain/contact-input';
import { Contact, type ContactRow } from '../entities';
import { replaceKeys } from './replace-keys';

/**
 * Changes a contact. With `version`, refuses when someone else was faster (stale).
 * Nothing is written, and nothing published, when nothing differs.
 */
export async function updateContact(
  ctx: Ctx,
  id: string,
  patch: ContactPatch,
  version: number | null,
): Promise<void> {
  ctx.require('core.contact.update');
  const before = await ctx.repo(Contact).lock({ id });
  if (version !== null && before.version !== version) throw new AppError('stale', 'error.stale');
  const wanted = ctx.writable(CONTACT, withoutUndefined(patch));
  const name = displayName({ ...before, ...wanted });
  const changed = changedFields<ContactRow>(before, { ...wanted, name });
  if (changed.length === 0) return;
  const after = await ctx
    .repo(Contact)
    .update(
      before,
      Object.fromEntries(
        changed.map((key) => [key, { ...wanted, name }[key as keyof ContactPatch]]),
      ) as Partial<ContactRow>,
    );
  await replaceKeys(ctx, [after]);
  await ctx.publish(contactUpdated, {
    record: { type: CONTACT, id },
    payload: { contact: toSnapshot(after), changed },
  });
}

const withoutUndefined = <T extends object>(
  patch: T,
): { [K in keyof T]-?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as never;
