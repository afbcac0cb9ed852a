import type { Ctx } from '@socle/plugin-sdk/server';
import { CONTACT, type ContactKind, contactUpdated } from '../../contacts/contract';
import { changedFields, toSnapshot } from '../../contacts/domain/contact';
import { Contact, type ContactRow } from '../../contacts/server/entities';
import { contactRemoved } from '../contract';
import type { UndoCounts } from './entities';
import { factsOf, toContactRow } from './find-known';
import { referredContacts } from './referred-contacts';

/** A contact an import has touched, with what it is now and what it was before. */
export interface TouchedContact {
  id: string;
  isCreated: boolean;
  /** Whether the contact itself was written, and not only linked or noted. */
  isWritten: boolean;
  kind: ContactKind | null;
  now: ContactRow | null;
  /** The contact before the import, as its columns. */
  before: Record<string, unknown> | null;
  /** Last version this import wrote, and how many versions in a row it wrote. */
  lastVersion: number;
  versions: number;
}

type TouchedRow = Omit<TouchedContact, 'now' | 'kind'> & { now: Record<string, unknown> | null };

/** Locks and reads contacts of an import that are not undone yet, in the order of their ids. */
export async function readTouched(
  ctx: Ctx,
  importId: string,
  ids: readonly string[],
): Promise<TouchedContact[]> {
  if (ids.length === 0) return [];
  return ctx.unrestricted(() => lockTouched(ctx, importId, ids));
}

async function lockTouched(
  ctx: Ctx,
  importId: string,
  ids: readonly string[],
): Promise<TouchedContact[]> {
  await ctx.query(
    'select id from core_contact where workspace_id = $1 and id = any($2) order by id for update',
    [ctx.workspace.id, ids],
  );
  const rows = await ctx.query<TouchedRow>(
    `select t.*, to_jsonb(c) as now from (
       select contact_id as id, bool_or(action in ('created', 'company_created')) as "isCreated",
         bool_or(version is not null) as "isWritten",
         (jsonb_agg(before -> 'contact') filter (where before is not null)) -> 0 as before,
         coalesce(max(version), 0) as "lastVersion", count(distinct version)::int as versions
       from core_import_change
       where workspace_id = $1 and import_id = $2 and contact_id = any($3) and undo is null
       group by contact_id
     ) t left join core_contact c on c.workspace_id = $1 and c.id = t.id order by t.id`,
    [ctx.workspace.id, importId, ids],
  );
  return rows.map((row) => {
    const now = row.now ? toContactRow(row.now) : null;
    return { ...row, now, kind: now?.kind ?? null };
  });
}

/**
 * Undoes contacts: created ones go, changed ones become exactly what they were, version and dates
 * included. A contact that someone else has changed or referred to since stays as it is.
 */
export async function undoBatch(
  ctx: Ctx,
  importId: string,
  batch: readonly TouchedContact[],
): Promise<UndoCounts> {
  if (batch.length === 0) return { removed: 0, restored: 0, kept: 0 };
  // What one's own import did is taken back whole, also where a contact has been handed to others.
  return ctx.unrestricted(() => takeBack(ctx, importId, batch));
}

async function takeBack(
  ctx: Ctx,
  importId: string,
  batch: readonly TouchedContact[],
): Promise<UndoCounts> {
  const present = batch.filter((contact) => contact.now !== null);
  const referred = await referredContacts(
    ctx,
    importId,
    present.filter((contact) => contact.isCreated).map((contact) => contact.id),
  );
  const isKept = (contact: TouchedContact): boolean =>
    wasChangedSince(contact) || (contact.isCreated && referred.has(contact.id));
  const kept = present.filter(isKept);
  const removed = present.filter((contact) => contact.isCreated && !isKept(contact));
  const restored = present.filter((contact) => !contact.isCreated && !isKept(contact));
  await removeAdditions(
    ctx,
    importId,
    restored.map((contact) => contact.id),
  );
  await removeContacts(ctx, importId, removed);
  await restoreContacts(ctx, importId, restored);
  await ctx.query(
    `update core_import_change set undo = case when contact_id = any($4) then 'kept' else 'undone' end
     where workspace_id = $1 and import_id = $2 and contact_id = any($3)`,
    [
      ctx.workspace.id,
      importId,
      batch.map((contact) => contact.id),
      kept.map((contact) => contact.id),
    ],
  );
  return { removed: removed.length, restored: restored.length, kept: kept.length };
}

// Each write adds one to the version: a gap, or a version above ours, is someone else's work.
function wasChangedSince(contact: TouchedContact): boolean {
  if (!contact.isWritten || !contact.now) return false;
  const first = contact.isCreated ? 0 : Number(contact.before?.version ?? 0);
  return (
    contact.now.version !== contact.lastVersion || contact.lastVersion - first !== contact.versions
  );
}

// The links and notes the import gave to contacts that were there before.
async function removeAdditions(ctx: Ctx, importId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const parameters = [ctx.workspace.id, importId, ids];
  const made = (action: string): string =>
    `(select target_id from core_import_change where workspace_id = $1 and import_id = $2
      and contact_id = any($3) and action = '${action}')`;
  await ctx.query(
    `delete from core_contact_link where workspace_id = $1 and id in ${made('linked')}`,
    parameters,
  );
  // A note is shown by its timeline entry; the history must not go on quoting what is gone.
  await ctx.query(
    `with gone as (
       delete from core_note where workspace_id = $1 and id in ${made('noted')} returning contact_id, text
     )
     delete from socle_timeline t using gone
     where t.workspace_id = $1 and t.subject_type = 'core.contact' and t.subject_id = gone.contact_id
       and t.kind = 'core.note.added' and t.data ->> 'body' = gone.text`,
    parameters,
  );
}

async function removeContacts(
  ctx: Ctx,
  importId: string,
  contacts: readonly TouchedContact[],
): Promise<void> {
  if (contacts.length === 0) return;
  await ctx.query('delete from core_contact where workspace_id = $1 and id = any($2)', [
    ctx.workspace.id,
    contacts.map((contact) => contact.id),
  ]);
  await ctx.repo(Contact).audit(contacts.map(({ now }) => ({ before: now, after: null })));
  await ctx.publishMany(
    contactRemoved,
    contacts.flatMap(({ id, now }) =>
      now ? { record: { type: CONTACT, id }, payload: { contact: toSnapshot(now), importId } } : [],
    ),
  );
}

async function restoreContacts(
  ctx: Ctx,
  importId: string,
  contacts: readonly TouchedContact[],
): Promise<void> {
  const written = contacts.filter((contact) => contact.before !== null);
  const first = written[0]?.before;
  if (!first) return;
  const ids = written.map((contact) => contact.id);
  // Only columns the snapshot knows: one that a later version of the product added keeps its value.
  const columns = Object.keys(first).filter((name) => name !== 'workspace_id' && name !== 'id');
  await ctx.query(
    `update core_contact c set ${columns.map((name) => `"${name}" = b."${name}"`).join(', ')}
     from core_import_change ch, jsonb_populate_record(null::core_contact, ch.before -> 'contact') b
     where ch.workspace_id = $1 and ch.import_id = $2 and ch.contact_id = any($3) and ch.before is not null
       and c.workspace_id = $1 and c.id = ch.contact_id`,
    [ctx.workspace.id, importId, ids],
  );
  await ctx.query('delete from core_contact_key where workspace_id = $1 and contact_id = any($2)', [
    ctx.workspace.id,
    ids,
  ]);
  await ctx.query(
    `insert into core_contact_key (workspace_id, contact_id, kind, value)
     select $1, ch.contact_id, k.kind, k.value from core_import_change ch,
       jsonb_to_recordset(ch.before -> 'keys') as k (kind text, value text)
     where ch.workspace_id = $1 and ch.import_id = $2 and ch.contact_id = any($3) and ch.before is not null`,
    [ctx.workspace.id, importId, ids],
  );
  await ctx
    .repo(Contact)
    .audit(
      written.map(({ now, before }) => ({ before: now, after: before && toContactRow(before) })),
    );
  await ctx.publishMany(
    contactUpdated,
    written.flatMap(({ id, now, before }) => {
      if (!now || !before) return [];
      const restored = toContactRow(before);
      const changed = changedFields<object>(factsOf(now), factsOf(restored));
      return {
        record: { type: CONTACT, id },
        payload: { contact: toSnapshot(restored), changed },
      };
    }),
  );
}
