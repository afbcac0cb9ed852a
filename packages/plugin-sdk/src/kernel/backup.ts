import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import tar from 'tar-stream';
import { z } from 'zod';
import { addEntry, addFile, addStream, BackupError, damaged, eachEntry } from './archive';
import type { Config } from './config';
import type { Storage } from './storage';

const FORMAT = 1;

/** Tables that mean nothing after a restore: who was connected, and which process was working. */
const LEFT_OUT = new Set(['socle_migration', 'socle_worker']);

const indexSchema = z.object({
  format: z.literal(FORMAT),
  createdAt: z.string(),
  migrations: z.array(z.object({ module_id: z.string(), id: z.string() })),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
  files: z.number(),
  keyCheck: z.string(),
});

type BackupIndex = z.infer<typeof indexSchema>;

interface BackupParts {
  config: Config;
  storage: Storage;
}

/**
 * Writes database and files into one gzipped tar. The database part is one consistent moment (a
 * repeatable-read snapshot), so the application may go on working meanwhile.
 */
export async function writeBackup(
  { config, storage }: BackupParts,
  target: string,
  keyCheck: string,
): Promise<{ tables: number; files: number }> {
  const client = new pg.Client({ connectionString: config.databaseUrl });
  await client.connect();
  const scratch = await mkdtemp(path.join(tmpdir(), 'socle-backup-'));
  const pack = tar.pack();
  const written = pipeline(
    pack,
    createGzip(),
    createWriteStream(target, { mode: 0o600, flags: 'wx' }),
  );
  // A full disk shows here first; the rest then only finds its stream closed.
  let failure: unknown = null;
  written.catch((error: unknown) => {
    failure ??= error;
  });
  try {
    await client.query('begin isolation level repeatable read read only');
    const tables = await tablesInOrder(client);
    const { rows: files } = await client.query<{ storage_key: string; size: string }>(
      'select distinct storage_key, size from socle_file order by 1',
    );
    const { rows: migrations } = await client.query<{ module_id: string; id: string }>(
      'select module_id, id from socle_migration order by 1, 2',
    );
    const index: BackupIndex = {
      format: FORMAT,
      createdAt: new Date().toISOString(),
      migrations,
      tables,
      files: files.length,
      keyCheck,
    };
    await addEntry(pack, 'index.json', Buffer.from(JSON.stringify(index)));
    for (const table of tables) {
      const file = path.join(scratch, 'table');
      const copy = client.query(
        copyTo(
          `copy ${client.escapeIdentifier(table.name)} (${columnList(client, table.columns)}) to stdout`,
        ),
      );
      await pipeline(copy, createWriteStream(file));
      await addFile(pack, `tables/${table.name}`, file);
    }
    for (const { storage_key: key, size } of files)
      await addStream(pack, `files/${key}`, Number(size), await storage.read(key));
    pack.finalize();
    await written;
    return { tables: tables.length, files: files.length };
  } catch (error) {
    const cause = failure ?? error;
    pack.destroy();
    await written.catch(() => undefined);
    if ((cause as { code?: string }).code !== 'EEXIST') await rm(target, { force: true });
    throw cause;
  } finally {
    await client.end();
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Reads what an archive says of itself. */
export async function readBackupIndex(source: string): Promise<BackupIndex> {
  let index: BackupIndex | null = null;
  await eachEntry(
    source,
    async (name, content) => {
      if (name !== 'index.json') return false;
      const chunks: Buffer[] = [];
      for await (const chunk of content) chunks.push(chunk as Buffer);
      index = readIndex(Buffer.concat(chunks).toString('utf8'));
      return true;
    },
    { only: 1 },
  );
  if (!index) throw damaged();
  return index;
}

function readIndex(text: string): BackupIndex {
  try {
    return indexSchema.parse(JSON.parse(text));
  } catch {
    throw damaged();
  }
}

/**
 * Fills an empty, migrated database and an empty storage from an archive, in one transaction.
 * Refuses when the database already holds a workspace or has another schema than the archive.
 */
export async function restoreBackup(
  { config, storage }: BackupParts,
  source: string,
  keyCheck: string,
): Promise<{ tables: number; files: number }> {
  const index = await readBackupIndex(source);
  if (index.keyCheck !== keyCheck) {
    throw new BackupError(
      'This backup was made with another SOCLE_SECRET_KEY. Set that key, then restore again.',
    );
  }
  const client = new pg.Client({ connectionString: config.databaseUrl });
  await client.connect();
  const files: string[] = [];
  try {
    await refuseUnlessEmpty(client, index);
    await client.query('begin');
    const columns = new Map(index.tables.map((table) => [table.name, table.columns]));
    await eachEntry(source, async (name, content) => {
      if (name.startsWith('tables/')) {
        const table = name.slice('tables/'.length);
        const names = columns.get(table);
        columns.delete(table);
        if (!names) throw new BackupError(`The archive holds an unknown table: ${table}.`);
        const copy = client.query(
          copyFrom(
            `copy ${client.escapeIdentifier(table)} (${columnList(client, names)}) from stdin`,
          ),
        );
        await pipeline(content, copy);
        return true;
      }
      if (name.startsWith('files/')) {
        const key = name.slice('files/'.length);
        files.push(key);
        await storage.restore(key, content);
        return true;
      }
      return false;
    });
    if (columns.size > 0 || files.length !== index.files) throw damaged();
    await resetSequences(client);
    await wakeJobs(client);
    await client.query('commit');
    return { tables: index.tables.length, files: files.length };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    for (const key of files) await storage.remove(key).catch(() => undefined);
    // Bytes that were changed reach the database as rows it cannot read (classes 22 and 23).
    throw /^2[23]/.test((error as { code?: string }).code ?? '') ? damaged() : error;
  } finally {
    await client.end();
  }
}

const columnList = (client: pg.Client, columns: readonly string[]): string =>
  columns.map((column) => client.escapeIdentifier(column)).join(', ');

// Referenced tables first, so that rows can be written back in this order under the foreign keys.
async function tablesInOrder(client: pg.Client): Promise<BackupIndex['tables']> {
  const { rows } = await client.query<{ name: string; columns: string[]; needs: string[] }>(`
    select c.relname as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select array_agg(distinct f.confrelid::regclass::text) from pg_constraint f
        where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid), '{}') as needs
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname = 'public' order by 1`);
  const ordered: BackupIndex['tables'] = [];
  const done = new Set<string>(LEFT_OUT);
  let waiting = rows.filter((row) => !LEFT_OUT.has(row.name));
  while (waiting.length > 0) {
    const ready = waiting.filter((row) => row.needs.every((name) => done.has(name)));
    if (ready.length === 0)
      throw new Error(
        `Tables refer to each other in a circle: ${waiting.map((row) => row.name).join(', ')}.`,
      );
    for (const { name, columns } of ready) {
      ordered.push({ name, columns });
      done.add(name);
    }
    waiting = waiting.filter((row) => !done.has(row.name));
  }
  return ordered;
}

async function refuseUnlessEmpty(client: pg.Client, index: BackupIndex): Promise<void> {
  const { rows: workspaces } = await client.query('select 1 from socle_workspace limit 1');
  if (workspaces.length > 0)
    throw new BackupError(
      'The database is not empty. Restore into a new data directory or an empty database.',
    );
  const { rows } = await client.query<{ module_id: string; id: string }>(
    'select module_id, id from socle_migration',
  );
  const here = new Set(rows.map((row) => `${row.module_id}/${row.id}`));
  const there = new Set(index.migrations.map((row) => `${row.module_id}/${row.id}`));
  const missing = [...there].filter((name) => !here.has(name));
  const extra = [...here].filter((name) => !there.has(name));
  if (missing.length + extra.length === 0) return;
  throw new BackupError(
    `The backup was made by another version. ${missing.length > 0 ? `Not installed here: ${missing.join(', ')}. ` : ''}${extra.length > 0 ? `Newer here: ${extra.join(', ')}. ` : ''}Restore with the version that made it, then upgrade.`,
  );
}

async function resetSequences(client: pg.Client): Promise<void> {
  await client.query(
    `select setval(pg_get_serial_sequence('socle_event', 'seq'), greatest(1, (select coalesce(max(seq), 0) from socle_event)))`,
  );
}

// The queue itself is not part of the archive: whatever had not ended is handed out again.
async function wakeJobs(client: pg.Client): Promise<void> {
  await client.query(
    `select socle_wake_job(workspace_id, id, run_at) from socle_job where status in ('queued', 'running')`,
  );
}
