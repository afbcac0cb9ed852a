import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Ctx, newId } from '@socle/plugin-sdk/server';
import type { TestHost, TestWorkspace } from '@socle/plugin-sdk/testing';
import type { ImportOptions } from '../domain/import-options';
import { Import, ImportRejection, type ImportRow } from './entities';
import { saveMapping } from './use-cases/save-mapping';
import { startDryRun, startImport } from './use-cases/start-import';
import { uploadImport } from './use-cases/upload-import';

/** An import in a test: uploaded and read, not started. */
export async function upload(
  test: TestHost,
  content: string | Buffer,
  name = 'contacts.csv',
  workspace: TestWorkspace = test.workspace,
): Promise<string> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const blob = await test.host.storage.put(
    (async function* () {
      yield bytes;
    })(),
  );
  const id = await workspace.run(async (ctx) =>
    uploadImport(ctx, await ctx.files.add(blob, { name, contentType: 'text/csv' })),
  );
  await test.settle();
  return id;
}

export const uploadFile = (test: TestHost, file: string): Promise<string> =>
  upload(test, readFileSync(file), path.basename(file));

export const read = (test: TestHost, id: string): Promise<ImportRow> =>
  test.workspace.run((ctx) => ctx.repo(Import).get({ id }));

/** Changes some of the options, as the screen does. */
export async function choose(
  test: TestHost,
  id: string,
  options: Partial<ImportOptions>,
): Promise<void> {
  const row = await read(test, id);
  await test.workspace.run((ctx) =>
    saveMapping(ctx, id, { columns: {}, options: { ...row.options, ...options } }),
  );
}

/** Runs an import to its end. */
export async function run(
  test: TestHost,
  id: string,
  options: Partial<ImportOptions> = {},
): Promise<ImportRow> {
  await choose(test, id, options);
  await test.workspace.run((ctx) => startImport(ctx, id));
  await test.settle();
  return read(test, id);
}

export async function check(test: TestHost, id: string): Promise<ImportRow> {
  await test.workspace.run((ctx) => startDryRun(ctx, id));
  await test.settle();
  return read(test, id);
}

/** Content of a stored file. */
export async function fileText(test: TestHost, fileId: string): Promise<string> {
  const [file] = await test.host.database.systemQuery<{ storage_key: string }>(
    'select storage_key from socle_file where id = $1',
    [fileId],
  );
  const local = await test.host.storage.localPath(file?.storage_key ?? '');
  return readFileSync(local.path, 'utf8');
}

const TABLES = ['core_contact', 'core_contact_key', 'core_contact_link', 'core_note'];

/** Everything the contacts tables hold, to the byte, whatever the order of the rows. */
export async function dump(test: TestHost): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  for (const table of TABLES) {
    const rows = await test.host.database.systemQuery<{ row: string }>(
      `select t::text as row from ${table} t order by t::text collate "C"`,
    );
    tables[table] = rows.map(({ row }) => row);
  }
  return tables;
}

/** The contacts without what differs from one run to the next: ids and times. */
export async function facts(test: TestHost, workspaceId = test.workspace.id): Promise<string[]> {
  const rows = await test.host.database.systemQuery<{ row: string }>(
    `select jsonb_build_object('contact', to_jsonb(c) - array['id', 'workspace_id', 'import_id', 'created_at', 'updated_at', 'created_by', 'owner_id'],
       'keys', (select jsonb_agg(jsonb_build_array(k.kind, k.value) order by k.kind, k.value) from core_contact_key k where k.contact_id = c.id),
       'jobs', (select jsonb_agg(jsonb_build_array(e.name, l.role) order by e.name) from core_contact_link l join core_contact e on e.id = l.company_id where l.contact_id = c.id),
       'notes', (select jsonb_agg(n.text order by n.text) from core_note n where n.contact_id = c.id))::text as row
     from core_contact c where c.workspace_id = $1 order by 1`,
    [workspaceId],
  );
  return rows.map(({ row }) => row);
}

/** An import that is over, as the contract suite finds it in both workspaces; returns its id. */
export async function seedImport(ctx: Ctx, marker: string): Promise<string> {
  const file = await ctx.files.add(
    { storageKey: `00/${newId().replaceAll('-', '').padEnd(40, '0')}`, size: 1, sha256: '' },
    { name: `${marker}.csv`, contentType: 'text/csv' },
  );
  const id = await uploadImport(ctx, file);
  const row = await ctx.repo(Import).get({ id });
  if (row.jobId) await ctx.jobs.cancel(row.jobId);
  await ctx.repo(Import).update(row, { status: 'done', headers: [marker], jobId: null });
  await ctx.repo(ImportRejection).insert({ importId: id, line: 2, cells: [marker], issues: [] });
  await ctx.query(
    `insert into core_import_change (workspace_id, import_id, line, action, contact_id)
     values ($1, $2, 3, 'created', $3)`,
    [ctx.workspace.id, id, newId()],
  );
  return id;
}
