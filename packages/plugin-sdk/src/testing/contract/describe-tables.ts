import { expect, it } from 'vitest';
import { recordsOf, type Subject } from './subject';

interface Column {
  table: string;
  name: string;
  isNullable: boolean;
}

/** What every table of every module has in common. */
export function describeTables(open: () => Subject): void {
  it('P-03 tables: the workspace comes first in every key and index, and row-level security guards it', async () => {
    const { test, tables, manifest } = open();
    const { systemQuery, appRole } = test.host.database;
    const rows = await systemQuery<{
      table: string;
      key: string | null;
      guarded: boolean;
      policies: string[];
      limits: string[];
      grants: string | null;
      owner: string;
    }>(
      `select c.relname as table, c.relrowsecurity as guarded, pg_get_userbyid(c.relowner) as owner, c.relacl::text as grants,
         (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
          where i.indrelid = c.oid and i.indisprimary) as key,
         array(select coalesce(qual, '') || ' ' || coalesce(with_check, '') from pg_policies p
           where p.tablename = c.relname and p.permissive = 'PERMISSIVE') as policies,
         array(select qual from pg_policies p where p.tablename = c.relname and p.permissive = 'RESTRICTIVE' and p.cmd = 'SELECT') as limits
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relname = any($1)`,
      [tables],
    );
    expect(rows.length, `tables named ${manifest.id}_…`).toBe(tables.length);
    for (const row of rows) {
      expect(row.key, `first column of the key of ${row.table}`).toBe('workspace_id');
      expect(row.guarded, `row-level security of ${row.table}`).toBe(true);
      expect(row.policies.length, `policies of ${row.table}`).toBeGreaterThan(0);
      for (const policy of row.policies) {
        expect(policy.match(/workspace_id = \(/g)?.length, `policy of ${row.table}`).toBe(2);
      }
      const record = recordsOf(manifest).find(([, { table }]) => table === row.table);
      if (record) expect(row.limits.join(), `reach of ${row.table}`).toContain(record[0]);
      expect(row.owner, `owner of ${row.table}`).not.toBe(appRole);
      // An entry that begins with "=" is a grant to everybody.
      expect(/[{,]"?=/.test(row.grants ?? ''), `${row.table} granted to PUBLIC`).toBe(false);
    }
  });

  it('P-03 tables: every ordinary index and every foreign key carries the workspace', async () => {
    const { test, tables } = open();
    const { systemQuery } = test.host.database;
    const indexes = await systemQuery<{ name: string }>(
      `select i.indexrelid::regclass::text as name from pg_index i
       join pg_class t on t.oid = i.indrelid join pg_class x on x.oid = i.indexrelid join pg_am am on am.oid = x.relam
       left join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
       where t.relname = any($1) and am.amname = 'btree' and a.attname is distinct from 'workspace_id'`,
      [tables],
    );
    expect(indexes, 'indexes that do not start with the workspace').toEqual([]);
    const keys = await systemQuery<{ name: string }>(
      `select c.conname as name from pg_constraint c join pg_class t on t.oid = c.conrelid
       where t.relname = any($1) and c.contype = 'f' and not exists (
         select 1 from unnest(c.conkey) k join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k
         where a.attname = 'workspace_id')`,
      [tables],
    );
    expect(keys, 'foreign keys that could cross workspaces').toEqual([]);
  });

  it('Z-07 entities, fields and links are what the tables are', async () => {
    const { test, module, manifest, tables } = open();
    const columns = await columnsOf(test.host.database.systemQuery, tables);
    const find = (table: string, name: string): Column | undefined =>
      columns.find((column) => column.table === table && column.name === name);
    for (const { options } of module.entities ?? []) {
      const table = options.tableName ?? options.name;
      for (const [property, described] of Object.entries(options.columns)) {
        const column = described as { name?: string; nullable?: boolean } | undefined;
        const found = find(table, column?.name ?? property);
        expect(found, `column ${property} of the entity ${table}`).toBeDefined();
        expect(found?.isNullable, `${table}.${property} may be null`).toBe(
          column?.nullable ?? false,
        );
      }
      const known = Object.entries(options.columns).map(
        ([property, column]) => (column as { name?: string } | undefined)?.name ?? property,
      );
      const unknown = columns.filter((c) => c.table === table && !known.includes(c.name));
      expect(unknown, `columns of ${table} that its entity does not know`).toEqual([]);
    }
    for (const [type, record] of recordsOf(manifest)) {
      for (const [name, field] of Object.entries(record.fields)) {
        const found = find(record.table, field.column);
        expect(found, `column of the field ${type}.${name}`).toBeDefined();
        if (field.required) expect(found?.isNullable, `${type}.${name} is required`).toBe(false);
      }
    }
    for (const link of module.links ?? [])
      expect(tables, `table of the link ${link.id}`).toContain(link.table);
  });
}

function columnsOf(
  query: Subject['test']['host']['database']['systemQuery'],
  tables: readonly string[],
): Promise<Column[]> {
  return query<Column>(
    `select table_name as table, column_name as name, is_nullable = 'YES' as "isNullable"
     from information_schema.columns where table_schema = 'public' and table_name = any($1)`,
    [tables],
  );
}
