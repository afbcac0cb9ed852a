import type { Ctx } from '@socle/plugin-sdk/server';

/** Tables of contacts themselves: what an import put there goes with the contact. */
const OWN_TABLES = ['core_contact_key', 'core_contact_link', 'core_note'];

/**
 * Those of the contacts an import created that something made since refers to: a note, a link, or a row
 * of any other module's table. Deleting them would take that with it.
 */
export async function referredContacts(
  ctx: Ctx,
  importId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const parameters = [ctx.workspace.id, ids];
  const elsewhere = (await referringColumns(ctx)).map(
    ({ table, column }) =>
      `select ${column} as id from ${table} where workspace_id = $1 and ${column} = any($2)`,
  );
  const made = (action: string, target: string): string =>
    `not exists (select 1 from core_import_change ch where ch.workspace_id = $1 and ch.import_id = $3
       and ch.action = '${action}' and ch.target_id = ${target})`;
  const own = [
    `select n.contact_id as id from core_note n
     where n.workspace_id = $1 and n.contact_id = any($2) and ${made('noted', 'n.id')}`,
    `select l.contact_id as id from core_contact_link l
     where l.workspace_id = $1 and l.contact_id = any($2) and ${made('linked', 'l.id')}`,
    // Whoever still works at a company, or belongs to it, was there before or stays.
    `select l.company_id as id from core_contact_link l
     where l.workspace_id = $1 and l.company_id = any($2)`,
  ];
  const rows = await ctx.query<{ id: string }>([...own, ...elsewhere].join(' union '), [
    ...parameters,
    importId,
  ]);
  return new Set(rows.map((row) => row.id));
}

// The database knows every table that points at a contact, those of modules not written yet included.
async function referringColumns(ctx: Ctx): Promise<{ table: string; column: string }[]> {
  return ctx.query(
    `select k.conrelid::regclass::text as "table", quote_ident(a.attname) as "column"
     from pg_constraint k
     join pg_attribute f on f.attrelid = k.confrelid and f.attname = 'id'
     join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[array_position(k.confkey, f.attnum)]
     where k.contype = 'f' and k.confrelid = 'core_contact'::regclass and not (k.conrelid::regclass::text = any($1))`,
    [OWN_TABLES],
  );
}
