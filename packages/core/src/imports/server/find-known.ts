import type { Ctx } from '@socle/plugin-sdk/server';
import type { ContactInput } from '../../contacts/domain/contact-input';
import type { ContactRow } from '../../contacts/server/entities';
import { Contact } from '../../contacts/server/entities';
import {
  companyKey,
  type KnownContacts,
  keyKind,
  matchIds,
  type PlannedRow,
  type StoredContact,
} from '../domain/chunk-plan';
import type { ImportOptions } from '../domain/import-options';

/** A stored contact with the row it was read from. */
export interface KnownContact extends StoredContact {
  row: ContactRow;
}

export interface FoundContacts extends KnownContacts {
  byKey: Map<string, KnownContact[]>;
  companies: Map<string, { id: string; contact: KnownContact | null }>;
}

export interface FindOptions {
  importId: string;
  options: ImportOptions;
  /** Holds the contacts found until the transaction ends: they are about to be changed. */
  isLocking: boolean;
}

/**
 * What is stored of the contacts that rows are about: by match key, and companies by name. The same
 * few statements whatever the number of rows.
 */
export async function findKnown(
  ctx: Ctx,
  rows: readonly PlannedRow[],
  find: FindOptions,
): Promise<FoundContacts> {
  const keys = await findByKey(ctx, rows, find.options);
  const companies = await findCompanies(ctx, rows, find.importId);
  const ids = new Set(keys.map((key) => key.id));
  const named = new Set(
    rows.filter(({ facts }) => facts.kind === 'company').map(({ facts }) => companyKey(facts.name)),
  );
  // Only a company's own row changes the company its people brought in.
  for (const { id, value, isEmployer } of companies)
    if (isEmployer && named.has(value)) ids.add(id);
  const contacts = await readContacts(ctx, [...ids], rows, find.isLocking);
  const byKey: FoundContacts['byKey'] = new Map();
  for (const { value, id } of keys) {
    const contact = contacts.get(id);
    if (contact) byKey.set(value, [...(byKey.get(value) ?? []), contact]);
  }
  return {
    byKey,
    companies: new Map(
      companies.map(({ value, id, isEmployer }) => [
        value,
        { id, contact: isEmployer ? (contacts.get(id) ?? null) : null },
      ]),
    ),
  };
}

async function findByKey(
  ctx: Ctx,
  rows: readonly PlannedRow[],
  options: ImportOptions,
): Promise<{ value: string; id: string }[]> {
  const kind = keyKind(options);
  if (!kind) return [];
  const values = new Set(rows.flatMap((row) => matchIds(row.facts, options)));
  if (values.size === 0) return [];
  return ctx.query<{ value: string; id: string }>(
    `select k.value, c.id from core_contact_key k
     join core_contact c on c.workspace_id = k.workspace_id and c.id = k.contact_id
     where k.workspace_id = $1 and k.kind = $2 and k.value = any($3) and c.archived_at is null
     order by c.created_at, c.id`,
    [ctx.workspace.id, kind, [...values]],
  );
}

async function findCompanies(
  ctx: Ctx,
  rows: readonly PlannedRow[],
  importId: string,
): Promise<{ value: string; id: string; isEmployer: boolean }[]> {
  const names = new Set<string>();
  for (const { facts, companyName } of rows) {
    if (facts.kind === 'company') names.add(companyKey(facts.name));
    else if (companyName !== '') names.add(companyKey(companyName));
  }
  names.delete('');
  if (names.size === 0) return [];
  return ctx.query(
    `select distinct on (k.value) k.value, c.id, exists (
       select 1 from core_import_change ch where ch.workspace_id = $1 and ch.import_id = $3
         and ch.contact_id = c.id and ch.action = 'company_created') as "isEmployer"
     from core_contact_key k
     join core_contact c on c.workspace_id = k.workspace_id and c.id = k.contact_id
     where k.workspace_id = $1 and k.kind = 'name' and k.value = any($2)
       and c.kind = 'company' and c.archived_at is null
     order by k.value, c.created_at, c.id`,
    [ctx.workspace.id, [...names], importId],
  );
}

async function readContacts(
  ctx: Ctx,
  ids: readonly string[],
  rows: readonly PlannedRow[],
  isLocking: boolean,
): Promise<Map<string, KnownContact>> {
  if (ids.length === 0) return new Map();
  // In one order, so that two writers never wait for each other in a circle.
  const found = await ctx.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(c) - 'search_text' as row from core_contact c
     where c.workspace_id = $1 and c.id = any($2) order by c.id${isLocking ? ' for update' : ''}`,
    [ctx.workspace.id, ids],
  );
  const { notes, jobs } = await readAdditions(ctx, ids, rows);
  return new Map(
    found.map(({ row: columns }) => {
      const row = toContactRow(columns);
      return [
        row.id,
        {
          id: row.id,
          row,
          facts: factsOf(row),
          notes: notes.get(row.id) ?? NONE,
          companyIds: jobs.get(row.id) ?? NONE,
        },
      ];
    }),
  );
}

// Notes and employers are looked up only when the file brings some.
async function readAdditions(
  ctx: Ctx,
  ids: readonly string[],
  rows: readonly PlannedRow[],
): Promise<Record<'notes' | 'jobs', Map<string, Set<string>>>> {
  const notes = `select contact_id as a, text as b from core_note
    where workspace_id = $1 and contact_id = any($2)`;
  const jobs = `select contact_id as a, company_id as b from core_contact_link
    where workspace_id = $1 and contact_id = any($2) and kind = 'works_at' and ends_on is null`;
  return {
    notes: rows.some((row) => row.note !== '') ? await pairs(ctx, notes, ids) : new Map(),
    jobs: rows.some((row) => row.companyName !== '') ? await pairs(ctx, jobs, ids) : new Map(),
  };
}

const NONE: ReadonlySet<string> = new Set();

async function pairs(
  ctx: Ctx,
  sql: string,
  ids: readonly string[],
): Promise<Map<string, Set<string>>> {
  const sets = new Map<string, Set<string>>();
  for (const { a, b } of await ctx.query<{ a: string; b: string }>(sql, [ctx.workspace.id, ids]))
    sets.set(a, (sets.get(a) ?? new Set()).add(b));
  return sets;
}

const COLUMNS = Object.entries(Contact.options.columns).map(([property, column]) => ({
  property,
  name: (column as { name?: string }).name ?? property,
}));
const INSTANTS = new Set(['createdAt', 'updatedAt', 'archivedAt']);

/** A contact from its columns as JSON. */
export function toContactRow(columns: Record<string, unknown>): ContactRow {
  const values = COLUMNS.map(({ property, name }) => {
    const value = columns[name] ?? null;
    return [property, INSTANTS.has(property) && value ? new Date(String(value)) : value];
  });
  return Object.fromEntries(values) as ContactRow;
}

/** What describes a stored contact, in the form of an input. */
export function factsOf(row: ContactRow): ContactInput {
  return {
    kind: row.kind,
    name: row.name,
    firstName: row.firstName,
    lastName: row.lastName,
    jobTitle: row.jobTitle,
    roles: row.roles,
    emails: row.emails,
    phones: row.phones,
    addresses: row.addresses,
    website: row.website,
    tags: row.tags,
    birthday: row.birthday,
    language: row.language,
    siren: row.siren,
    siret: row.siret,
    vatNumber: row.vatNumber,
    externalId: row.externalId,
    aliases: row.aliases,
    ownerId: row.ownerId,
    customFields: row.customFields,
  };
}
