import { AppError, normalizeText } from '@socle/plugin-sdk/primitives';
import type { Ctx } from '@socle/plugin-sdk/server';
import { CONTACT, contactUpdated } from '../../contract';
import {
  changedFields,
  contactKeys,
  displayName,
  searchWords,
  toSnapshot,
} from '../../domain/contact';
import type { ContactInput } from '../../domain/contact-input';
import { Contact, ContactKeyEntity, type ContactRow } from '../entities';

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
  const now = ctx.now();
  const rows = changes.map(({ before, facts }): ContactRow => {
    const row = { ...before, ...facts, name: displayName(facts) };
    return {
      ...row,
      version: before.version + 1,
      updatedAt: now,
      // As the repository writes it for a single contact.
      searchText: ` ${normalizeText(searchWords(row))} `.slice(0, 4000),
    };
  });
  await writeRows(ctx, rows);
  await replaceKeys(ctx, changes, rows);
  await ctx.publishMany(
    contactUpdated,
    rows.map((contact, index) => ({
      record: { type: CONTACT, id: contact.id },
      payload: {
        contact: toSnapshot(contact),
        changed: changedFields<object>(changes[index]?.before ?? {}, {
          ...changes[index]?.facts,
          name: contact.name,
        }),
      },
    })),
  );
  return rows;
}

const COLUMNS = Object.entries(Contact.options.columns).map(([property, column]) => ({
  property: property as keyof ContactRow,
  name: (column as { name?: string }).name ?? property,
}));
const FIXED = new Set(['workspace_id', 'id', 'created_at', 'created_by', 'archived_at']);

async function writeRows(ctx: Ctx, rows: readonly ContactRow[]): Promise<void> {
  const written = await ctx.query(
    `update core_contact c set ${COLUMNS.filter(({ name }) => !FIXED.has(name))
      .map(({ name }) => `"${name}" = r."${name}"`)
      .join(', ')}
     from json_populate_recordset(null::core_contact, $2::json) r
     where c.workspace_id = $1 and c.id = r.id and c.version = r.version - 1 returning c.id`,
    [
      ctx.workspace.id,
      JSON.stringify(
        rows.map((row) =>
          Object.fromEntries(COLUMNS.map(({ property, name }) => [name, row[property]])),
        ),
      ),
    ],
  );
  if (written.length !== rows.length) throw new AppError('stale', 'error.stale');
}

async function replaceKeys(
  ctx: Ctx,
  changes: readonly ContactChange[],
  rows: readonly ContactRow[],
): Promise<void> {
  const changed = rows.filter(
    (row, index) =>
      JSON.stringify(contactKeys(row)) !==
      JSON.stringify(contactKeys(changes[index]?.before ?? row)),
  );
  if (changed.length === 0) return;
  await ctx.query('delete from core_contact_key where workspace_id = $1 and contact_id = any($2)', [
    ctx.workspace.id,
    changed.map((row) => row.id),
  ]);
  await ctx
    .repo(ContactKeyEntity)
    .insertMany(
      changed.flatMap((row) => contactKeys(row).map((key) => ({ contactId: row.id, ...key }))),
    );
}
