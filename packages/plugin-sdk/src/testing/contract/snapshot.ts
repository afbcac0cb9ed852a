import type { QueryFn } from '../../kernel';

/** Every row of the tables as text, in a fixed order: equal snapshots mean nothing was changed. */
export async function rowsOf(
  query: QueryFn,
  tables: readonly string[],
): Promise<Record<string, string[]>> {
  const snapshot: Record<string, string[]> = {};
  for (const table of tables) {
    const rows = await query<{ row: string }>(
      `select to_jsonb(t)::text as row from "${table}" t order by 1`,
    );
    snapshot[table] = rows.map(({ row }) => row);
  }
  return snapshot;
}

/** Tables of the public schema besides the given ones. */
export async function otherTables(query: QueryFn, tables: readonly string[]): Promise<string[]> {
  const rows = await query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename <> all($1::text[])
       and tablename <> 'socle_migration' order by 1`,
    [tables],
  );
  return rows.map((row) => row.name);
}

const PARTS = {
  columns: `select table_name, column_name,
      row_number() over (partition by table_name order by ordinal_position) as place, data_type, udt_name, is_nullable, column_default,
      collation_name, is_identity, is_generated, generation_expression
    from information_schema.columns where table_schema = 'public'`,
  tables: `select relname, relkind, relrowsecurity, relforcerowsecurity, relacl::text as grants, reloptions::text as options
    from pg_class where relnamespace = 'public'::regnamespace`,
  indexes: `select tablename, indexname, indexdef from pg_indexes where schemaname = 'public'`,
  constraints: `select conrelid::regclass::text as relation, conname, pg_get_constraintdef(oid) as definition
    from pg_constraint where connamespace = 'public'::regnamespace`,
  policies: `select tablename, policyname, cmd, permissive, roles::text as roles, qual, with_check from pg_policies where schemaname = 'public'`,
  views: `select viewname, definition from pg_views where schemaname = 'public'`,
  functions: `select proname, pg_get_function_identity_arguments(oid) as arguments, md5(prosrc) as body, prosecdef, proacl::text as grants
    from pg_proc where pronamespace = 'public'::regnamespace`,
  triggers: `select tgname, pg_get_triggerdef(oid) as definition from pg_trigger where not tgisinternal`,
  types: `select typname, typtype, (select string_agg(enumlabel, ',' order by enumsortorder) from pg_enum where enumtypid = t.oid) as labels
    from pg_type t where typnamespace = 'public'::regnamespace`,
} as const;

/** The schema as the catalog describes it, one sorted list of lines a kind of object. */
export async function schemaOf(query: QueryFn): Promise<Record<string, string[]>> {
  const schema: Record<string, string[]> = {};
  for (const [part, sql] of Object.entries(PARTS)) {
    schema[part] = (await query(sql)).map((row) => JSON.stringify(row)).sort();
  }
  return schema;
}
