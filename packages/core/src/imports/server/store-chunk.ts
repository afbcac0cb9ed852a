import { type Ctx, newId } from '@socle/plugin-sdk/server';
import { CONTACT, noteAdded } from '../../contacts/contract';
import { changedFields } from '../../contacts/domain/contact';
import type { ContactRow } from '../../contacts/server/entities';
import { ContactLink, Note } from '../../contacts/server/entities';
import { createContacts } from '../../contacts/server/use-cases/create-contacts';
import { updateContacts } from '../../contacts/server/use-cases/update-contacts';
import type { PlannedContact } from '../domain/chunk-plan';
import type { FoundContacts } from './find-known';

/** One thing an import did, as it is kept for its undo. */
interface Change {
  line: number;
  action: 'created' | 'updated' | 'company_created' | 'linked' | 'noted';
  contact_id: string;
  /** The link or the note made. */
  target_id: string | null;
  /** The contact's version once this was done. */
  version: number | null;
  /** First line of this chunk that changes a contact stored before. */
  is_first: boolean;
}

/**
 * Writes what a chunk's plan decided, in the same few statements whatever the number of rows. A line
 * written twice would break the key of `core_import_change`, and the whole chunk with it.
 */
export async function storeChunk(
  ctx: Ctx,
  importId: string,
  contacts: readonly PlannedContact[],
  known: FoundContacts,
): Promise<void> {
  const added = contacts.filter((contact) => contact.id === null);
  const created = await createContacts(
    ctx,
    added.map((contact) => contact.facts),
    importId,
  );
  for (const [index, contact] of added.entries()) contact.id = created[index]?.id ?? null;
  const updated = contacts.filter(isUpdated);
  const rows = rowsById(known);
  const links = newLinks(ctx, contacts);
  const notes = newNotes(ctx, contacts);
  await insertChanges(ctx, importId, [
    ...contacts.flatMap((contact) => contactChanges(contact, rows)),
    ...links.map(({ line, row }) => change('linked', line, row.contactId, row.id)),
    ...notes.map(({ line, row }) => change('noted', line, row.contactId, row.id)),
  ]);
  await updateContacts(
    ctx,
    updated.flatMap(({ id, facts }) => {
      const before = rows.get(id ?? '');
      return before ? [{ before, facts }] : [];
    }),
  );
  await ctx.repo(ContactLink).insertMany(links.map(({ row }) => row));
  await ctx.repo(Note).insertMany(notes.map(({ row }) => row));
  await ctx.publishMany(
    noteAdded,
    notes.map(({ row }) => ({
      record: { type: CONTACT, id: row.contactId },
      payload: { noteId: row.id, contactId: row.contactId, text: row.text },
    })),
  );
  await ctx.unrestricted(() => keepCreationDates(ctx, added));
}

function rowsById(known: FoundContacts): Map<string, ContactRow> {
  const companies = [...known.companies.values()].flatMap(({ contact }) => contact ?? []);
  return new Map(
    [...[...known.byKey.values()].flat(), ...companies].map((contact) => [contact.id, contact.row]),
  );
}

const change = (
  action: Change['action'],
  line: number,
  contactId: string,
  targetId: string | null = null,
  version: number | null = null,
  isFirst = false,
): Change => ({
  line,
  action,
  contact_id: contactId,
  target_id: targetId,
  version,
  is_first: isFirst,
});

// Rows that take back what the one before them said leave a contact as it was.
const isUpdated = ({ stored, facts, lines }: PlannedContact): boolean =>
  stored !== null && lines.length > 0 && changedFields(stored, facts).length > 0;

function contactChanges(contact: PlannedContact, rows: ReadonlyMap<string, ContactRow>): Change[] {
  const { id, lines } = contact;
  if (id === null) return [];
  if (contact.stored) {
    if (!isUpdated(contact)) return [];
    const version = (rows.get(id)?.version ?? 0) + 1;
    return lines.map((line, index) => change('updated', line, id, null, version, index === 0));
  }
  const made = contact.isEmployer
    ? change('company_created', contact.firstLine, id, null, 1)
    : change('created', lines[0] ?? contact.firstLine, id, null, 1);
  const later = contact.isEmployer ? lines : lines.slice(1);
  return [made, ...later.map((line) => change('updated', line, id, null, 1))];
}

// The snapshot is taken by the database itself, before the update: not a digit of it changes on the way.
// A contact that this import has touched before keeps the snapshot of the first time.
async function insertChanges(ctx: Ctx, importId: string, changes: Change[]): Promise<void> {
  if (changes.length === 0) return;
  await ctx.query(
    `insert into core_import_change (workspace_id, import_id, line, action, contact_id, target_id, version, before)
     select $1, $2, g.line, g.action, g.contact_id, g.target_id, g.version,
       case when g.is_first and not exists (
         select 1 from core_import_change ch where ch.workspace_id = $1 and ch.import_id = $2
           and ch.contact_id = g.contact_id and ch.version is not null)
       then (
         select jsonb_build_object('contact', to_jsonb(c), 'keys', coalesce((
           select jsonb_agg(jsonb_build_object('kind', k.kind, 'value', k.value)) from core_contact_key k
           where k.workspace_id = $1 and k.contact_id = c.id), '[]'))
         from core_contact c where c.workspace_id = $1 and c.id = g.contact_id) end
     from json_to_recordset($3::json) as g
       (line integer, action text, contact_id uuid, target_id uuid, version integer, is_first boolean)`,
    [ctx.workspace.id, importId, JSON.stringify(changes)],
  );
}

function newLinks(ctx: Ctx, contacts: readonly PlannedContact[]) {
  const createdAt = ctx.now();
  return contacts.flatMap((contact) =>
    contact.jobs.flatMap(({ line, role, company }) =>
      contact.id === null || company.id === null
        ? []
        : {
            line,
            row: {
              id: newId(),
              contactId: contact.id,
              companyId: company.id,
              kind: 'works_at' as const,
              role,
              startsOn: null,
              endsOn: null,
              createdAt,
            },
          },
    ),
  );
}

function newNotes(ctx: Ctx, contacts: readonly PlannedContact[]) {
  const createdAt = ctx.now();
  return contacts.flatMap((contact) =>
    contact.notes.flatMap(({ line, text }) =>
      contact.id === null
        ? []
        : {
            line,
            row: {
              id: newId(),
              contactId: contact.id,
              text,
              createdAt,
              createdBy: ctx.actor.userId,
            },
          },
    ),
  );
}

/** The former system knew the contact since that day: lists sorted by age must say so too. */
async function keepCreationDates(ctx: Ctx, added: readonly PlannedContact[]): Promise<void> {
  const dated = added.filter((contact) => contact.createdOn !== null);
  if (dated.length === 0) return;
  await ctx.query(
    `update core_contact c set created_at = least(r.day::timestamp at time zone $3, c.created_at)
     from json_to_recordset($2::json) as r (id uuid, day date)
     where c.workspace_id = $1 and c.id = r.id`,
    [
      ctx.workspace.id,
      JSON.stringify(dated.map(({ id, createdOn }) => ({ id, day: createdOn }))),
      ctx.workspace.timeZone,
    ],
  );
}
