import type pg from 'pg';
import { sha256 } from '../config';
import type { RegisteredRecord, Registry } from '../registry';

/** Column expression of the person a record belongs to; with nobody in charge, of its maker. */
export function ownerExpression(record: RegisteredRecord, alias = ''): string {
  const prefix = alias ? `${alias}.` : '';
  const column = record.owner ? record.fields[record.owner]?.column : undefined;
  return column ? `coalesce(${prefix}"${column}", ${prefix}created_by)` : `${prefix}created_by`;
}

/**
 * Gives every record table the policy that hides rows from those whose role does not reach them.
 * It stands in the database, so that a query that forgets the question gets the right answer all the
 * same. Runs after the migrations; changes nothing when nothing changed.
 */
export async function installAccessPolicies(pool: pg.Pool, registry: Registry): Promise<void> {
  for (const record of registry.records.values()) {
    const table = identifier(record.table);
    // The parts without a row in them run once a statement, not once a row.
    const condition = `
      (select socle_sees_all('${record.type}'))
      or ${ownerExpression(record)} = any (array(select socle_seen_owners('${record.type}')))`;
    const mark = sha256(condition).slice(0, 16);
    const { rows } = await pool.query<{ mark: string | null }>(
      `select obj_description(oid, 'pg_policy') as mark from pg_policy
       where polrelid = to_regclass($1) and polname = 'within_reach'`,
      [record.table],
    );
    if (rows[0]?.mark === mark) continue;
    const exists = await pool.query('select to_regclass($1) is not null as is_there', [
      record.table,
    ]);
    if (!exists.rows[0]?.is_there) continue;
    await pool.query(`
      begin;
      drop policy if exists within_reach on ${table};
      create policy within_reach on ${table} as restrictive for select using (${condition});
      comment on policy within_reach on ${table} is '${mark}';
      commit;`);
  }
}

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
