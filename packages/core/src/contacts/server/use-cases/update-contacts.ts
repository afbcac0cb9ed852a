import type { Ctx } from '@socle/plugin-sdk/server';
import { CONTACT, contactUpdated } from '../../contract';
import { changedFields, contactKeys, displayName, toSnapshot } from '../../domain/contact';
import type { ContactInput } from '../../domain/contact-input';
import { Contact, type ContactRow } from '../entities';
import { replaceKeys } from './replace-keys';

/** A locked contact and what it is to become. */
export interface ContactChange {
  before: ContactRow;
  facts: ContactInput;
}

/**
 * Changes many locked contacts in the same few statements as one. Custom values must have been checked:
 * a bulk write cannot stop at one of them. Returns the rows as written, in order.
 */
export async function updateContacts(
  ctx: Ctx,
  changes: readonly ContactChange[],
): Promise<ContactRow[]> {
  ctx.require('core.contact.update');
  if (changes.length === 0) return [];
  const patches = changes.map(({ before, facts }) => changedFacts(before, facts));
  const rows = await ctx.repo(Contact).updateMany(
    changes.map(({ before }) => before),
    patches,
  );
  await replaceKeys(
    ctx,
    rows.filter((row, index) => {
      const before = changes[index]?.before ?? row;
      return JSON.stringify(contactKeys(row)) !== JSON.stringify(contactKeys(before));
    }),
  );
  await ctx.publishMany(
    contactUpdated,
    rows.map((contact, index) => ({
      record: { type: CONTACT, id: contact.id },
      payload: {
        contact: toSnapshot(contact),
        changed: Object.keys(patches[index] ?? {}),
      },
    })),
  );
  return rows;
}

// Only what differs: an unchanged field needs no right and no check.
function changedFacts(before: ContactRow, facts: ContactInput): Partial<ContactRow> {
  const wanted = { ...facts, name: displayName(facts) };
  const changed = changedFields<object>(before, wanted) as (keyof typeof wanted)[];
  return Object.fromEntries(changed.map((key) => [key, wanted[key]])) as Partial<ContactRow>;
}
