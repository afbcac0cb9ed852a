import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileForm, openBrowser } from './test-support/browser.mjs';
import { importState, peopleFile, startImport } from './test-support/imports.mjs';
import { createInstallation, until } from './test-support/installation.mjs';

let source;
let owner;
let archive;
/** What the source held at rest, table by table, and its files. */
let kept;
let importId;

const at = (name) => path.join(source.dataDir, name);

beforeAll(async () => {
  source = await createInstallation();
  await source.socle('migrate');
  owner = await source.company('Lumen & Fils', 'camille@lumen.example');
  await source.socle('seed', 'demo');
  const web = await source.start({ role: 'web' });
  await addCustomField(web);
  // Nobody works on it: a file is stored and its job waits.
  const browser = openBrowser(web.url);
  await browser.signIn(owner);
  importId = await queueUpload(browser);
  await web.stop();
  kept = { tables: await dump(source), files: await filesOf(source) };
  archive = at('backup.tar.gz');
});
afterAll(() => source?.remove());

async function addCustomField(web) {
  const browser = openBrowser(web.url);
  await browser.signIn(owner);
  await source.query(
    `insert into socle_custom_field (workspace_id, id, record_type, key, label, type)
     values ($1, gen_random_uuid(), 'core.contact', 'region', 'Région', 'text')`,
    [owner.workspaceId],
  );
  const created = await web.api(owner.key, '/contacts', {
    method: 'POST',
    body: { kind: 'person', lastName: 'Ångström\t\\N', customFields: { region: 'Bretagne' } },
  });
  if (created.status !== 201) throw new Error(JSON.stringify(created.body));
}

async function queueUpload(browser) {
  const answer = await browser.post('/imports/new', fileForm('Noms é.csv', peopleFile(30)));
  return /\/imports\/([\w-]+)/.exec(answer.headers.get('location'))?.[1];
}

/** Every row of every table, ordered; as text, so that nothing is lost in between. */
async function dump(installation) {
  const tables = await installation.query(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname = 'public' and c.relname not in ('socle_migration', 'socle_worker') order by 1`,
  );
  const rows = {};
  for (const { name } of tables) {
    const found = await installation.query(`select t::text as row from "${name}" t order by 1`);
    rows[name] = found.map(({ row }) => row);
  }
  return rows;
}

async function filesOf({ dataDir }) {
  const root = path.join(dataDir, 'files');
  if (!existsSync(root)) return {};
  const names = await readdir(root, { recursive: true });
  const found = {};
  for (const name of names.sort()) {
    const file = path.join(root, name);
    if ((await stat(file)).isFile())
      found[name] = createHash('sha256')
        .update(await readFile(file))
        .digest('hex');
  }
  return found;
}

describe('O-03 backup', () => {
  it('is written by a running, writing installation without disturbing it', async () => {
    const server = await source.start({ role: 'web' });
    let isOver = false;
    let written = 0;
    const writing = (async () => {
      while (!isOver) {
        const { status } = await server.api(owner.key, '/contacts', {
          method: 'POST',
          body: { kind: 'company', name: `Pendant ${written}` },
        });
        if (status === 201) written += 1;
      }
    })();
    await until(() => written > 3);
    const file = at('while-running.tar.gz');
    const result = await source.run(['backup', file]);
    isOver = true;
    await writing;
    expect(result).toMatchObject({ code: 0, stdout: '' });
    expect(result.stderr).toMatch(/^\d+ tables and 1 files written.*Keep SOCLE_SECRET_KEY/);
    expect((await stat(file)).mode & 0o777).toBe(0o600);

    const target = await createInstallation();
    await target.socle('restore', file);
    const [{ contacts, events }] = await target.query(
      `select (select count(*)::int from core_contact where name like 'Pendant %') as contacts,
         (select count(*)::int from socle_event e join core_contact c on c.id = e.record_id where c.name like 'Pendant %') as events`,
    );
    // One moment: every contact with its event, and nothing of what came later.
    expect(contacts).toBeGreaterThan(0);
    expect(contacts).toBeLessThanOrEqual(written);
    expect(events).toBe(contacts);
    await target.remove();
    await server.stop();
    await source.query(`delete from core_contact where name like 'Pendant %'`);
    kept.tables = await dump(source);
  });

  it('does not write over a file that is there', async () => {
    await writeFile(archive, 'something else');
    const again = await source.run(['backup', archive]);
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(again.stderr).toContain('exists already');
    expect(await readFile(archive, 'utf8')).toBe('something else');
    archive = at('second.tar.gz');
    await source.socle('backup', archive);
    const nowhere = await source.run(['backup', '/nowhere/at/all.tar.gz']);
    expect(nowhere).toMatchObject({ code: 1, stdout: '' });
    expect(nowhere.stderr).toContain('no such file or directory');
  });
});

describe('O-03 restore into an empty installation', () => {
  it('gives the same tables, row for row, the same files, and goes on working', async () => {
    const target = await createInstallation();
    const result = await target.run(['restore', archive]);
    expect(result).toMatchObject({ code: 0, stdout: '' });
    expect(await dump(target)).toEqual(kept.tables);
    expect(await filesOf(target)).toEqual(kept.files);
    expect(Object.keys(kept.files)).toHaveLength(1);
    expect(kept.tables.core_contact.length).toBeGreaterThan(50);

    const server = await target.start();
    const browser = openBrowser(server.url);
    await browser.signIn(owner);
    expect(await browser.text('/contacts')).toContain('Ångström');
    const found = await server.api(owner.key, '/contacts?customFields.region=Bretagne');
    expect(found.body.data).toHaveLength(1);
    // The job that waited is run, and its import can be started and is numbered on.
    await importState(target, importId, ({ status }) => status !== 'reading');
    await startImport(browser, importId);
    const done = await importState(target, importId, ({ status }) => status === 'done');
    expect(done.counts.created).toBe(30);
    const [{ isOrdered }] = await target.query(
      `select bool_and(seq > $1) as "isOrdered" from socle_event e
       where exists (select 1 from core_import_change c where c.contact_id = e.record_id)`,
      [kept.tables.socle_event.length],
    );
    expect(isOrdered).toBe(true);
    expect((await target.run(['doctor'])).code).toBe(0);
    await server.stop();
    await target.remove();
  });
});

describe('O-03 restore refuses', () => {
  let target;
  beforeAll(async () => {
    target = await createInstallation();
    await target.socle('migrate');
  });
  afterAll(() => target?.remove());

  const expectRefusal = async (file, message, env) => {
    const result = await target.run(['restore', file], env);
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(result.stderr).toMatch(message);
    const filled = Object.entries(await dump(target)).filter(([, rows]) => rows.length > 0);
    expect(filled).toEqual([]);
    expect(await filesOf(target)).toEqual({});
  };

  const copyOf = async (name, bytes = Number.POSITIVE_INFINITY) => {
    const file = path.join(target.dataDir, name);
    await pipeline(createReadStream(archive), createWriteStream(file));
    if (Number.isFinite(bytes)) await truncate(file, bytes);
    return file;
  };

  it('another key, before anything is written', async () => {
    const other = await createInstallation({ env: { SOCLE_SECRET_KEY: 'another key '.repeat(4) } });
    const result = await other.run(['restore', archive]);
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(result.stderr).toContain('another SOCLE_SECRET_KEY');
    expect((await dump(other)).socle_user).toEqual([]);
    await other.remove();
  });

  it('an archive cut short, wherever it was cut', async () => {
    const { size } = await stat(archive);
    for (const bytes of [0, 10, 300, Math.floor(size / 2), size - 200, size - 5])
      await expectRefusal(await copyOf(`cut-${bytes}`, bytes), /damaged|not a backup/);
  });

  it('an archive with damage inside, and what is no archive', async () => {
    const content = await readFile(archive);
    for (const where of [0.3, 0.6, 0.95]) {
      const file = path.join(target.dataDir, `damaged-${where}`);
      const bytes = Buffer.from(content);
      bytes.fill(0x55, Math.floor(bytes.length * where), Math.floor(bytes.length * where) + 40);
      await writeFile(file, bytes);
      await expectRefusal(file, /damaged|not a backup/);
    }
    const text = path.join(target.dataDir, 'letter.txt');
    await writeFile(text, 'Dear Sir or Madam,');
    await expectRefusal(text, /damaged|not a backup/);
    await expectRefusal(path.join(target.dataDir, 'missing.tar.gz'), /There is no file/);
  });

  it('an archive of another schema, naming the difference', async () => {
    await target.query(`insert into socle_migration (module_id, id) values ('core', '999-later')`);
    await expectRefusal(archive, /another version\. Newer here: core\/999-later/);
    await target.query(`delete from socle_migration where id = '999-later'`);
  });

  it('a database that is not empty', async () => {
    const before = await dump(source);
    const result = await source.run(['restore', archive]);
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(result.stderr).toContain('not empty');
    expect(await dump(source)).toEqual(before);
  });
});
