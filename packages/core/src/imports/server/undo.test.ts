import { createTestHost, type TestHost } from '@socle/plugin-sdk/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { contactInput } from '../../contacts/domain/contact-input';
import { addNote } from '../../contacts/server/use-cases/add-note';
import { createContact } from '../../contacts/server/use-cases/create-contacts';
import { updateContact } from '../../contacts/server/use-cases/update-contact';
import { serverModule } from '../../module.server';
import { dump, facts, read, run, upload } from './import-run.test-support';
import { undoImport } from './use-cases/start-import';

vi.mock('./jobs/chunk-rows', () => ({ CHUNK_ROWS: 3, UNDO_CONTACTS: 2 }));

let test: TestHost;

beforeEach(async () => {
  test = await createTestHost({ modules: [serverModule] });
});
afterEach(() => test?.close());

const FILE = `Prénom,Nom,E-mail,Société,Fonction,Note,Ville,Étiquettes
Anna,Bo,anna@x.example,Acme,Gérante,À rappeler,Lyon,vip
Carl,Du,carl@x.example,Nouvelle,Vendeur,,,
Anna,Bo,anna@x.example,Nouvelle,Directrice,Deuxième note,Lille,
Dora,Ek,dora@x.example,Acme,,,,
Carl,Du,carl@x.example,Acme,Acheteur,,Nice,
Finn,Gu,finn@x.example,Seule,,,,
`;

/** People and a company who were there before. */
async function settled() {
  const make = (input: Record<string, unknown>) =>
    test.workspace.run((ctx) => createContact(ctx, contactInput.parse(input)));
  const anna = await make({
    kind: 'person',
    firstName: 'anna',
    lastName: 'bo',
    emails: [{ value: 'Anna@x.example', label: 'home' }],
    customFields: {},
    birthday: '1984-02-29',
  });
  const acme = await make({ kind: 'company', name: 'ACME', siren: '732829320' });
  await test.workspace.run((ctx) => addNote(ctx, anna, { text: 'Une note d’avant' }));
  test.clock.advance(60_000);
  return { anna, acme };
}

async function undo(id: string) {
  await test.workspace.run((ctx) => undoImport(ctx, id));
  await test.settle();
  return read(test, id);
}

const idOf = async (email: string): Promise<string> => {
  const [row] = await test.host.database.systemQuery<{ id: string }>(
    `select contact_id as id from core_contact_key where kind = 'email' and value = $1`,
    [email],
  );
  return row?.id ?? '';
};

describe('C-05 undoing an import', () => {
  it('restores created and updated contacts to the byte, version and dates included', async () => {
    await settled();
    const before = await dump(test);
    const done = await run(test, await upload(test, FILE));
    expect(done.counts).toMatchObject({ created: 3, updated: 3, companies: 2 });
    expect(await dump(test)).not.toEqual(before);
    test.clock.advance(60_000);
    const undone = await undo(done.id);
    expect(undone).toMatchObject({ status: 'undone', undo: { removed: 5, restored: 1, kept: 0 } });
    expect(await dump(test)).toEqual(before);
    const timeline = await test.host.database.systemQuery(
      `select 1 from socle_timeline where data ->> 'body' like '%rappeler%'`,
    );
    expect(timeline).toEqual([]);
    await expect(test.workspace.run((ctx) => undoImport(ctx, done.id))).rejects.toMatchObject({
      kind: 'conflict',
    });
  });

  it('leaves a contact that somebody has changed since, and what it depends on', async () => {
    const { anna } = await settled();
    const done = await run(test, await upload(test, FILE));
    const dora = await idOf('dora@x.example');
    const carl = await idOf('carl@x.example');
    const finn = await idOf('finn@x.example');
    await test.workspace.run((ctx) => updateContact(ctx, anna, { language: 'fr' }, null));
    await test.workspace.run((ctx) => updateContact(ctx, carl, { language: 'fr' }, null));
    await test.workspace.run((ctx) => addNote(ctx, finn, { text: 'Vu au salon' }));
    const undone = await undo(done.id);
    // Anna and Carl were edited, Finn was noted; the companies they work at stay with them.
    expect(undone.undo).toEqual({ removed: 1, restored: 0, kept: 5 });
    expect(await idOf('dora@x.example')).toBe('');
    expect(dora).not.toBe('');
    const stored = (await facts(test)).map((text) => JSON.parse(text));
    const names = stored.map((entry) => entry.contact.name).sort();
    expect(names).toEqual(['ACME', 'Anna Bo', 'Carl Du', 'Finn Gu', 'Nouvelle', 'Seule']);
    expect(stored.find((entry) => entry.contact.name === 'Finn Gu').notes).toEqual(['Vu au salon']);
  });

  it('leaves a contact that was edited between two rows about it', async () => {
    const { anna } = await settled();
    const done = await run(test, await upload(test, FILE));
    // As if an edit had come in while the import ran: a version that the import did not write.
    await test.host.database.systemQuery(
      `update core_import_change set version = version + 2 where contact_id = '${anna}' and line = 4;
       update core_contact set version = version + 2 where id = '${anna}'`,
    );
    const undone = await undo(done.id);
    expect(undone.undo).toMatchObject({ restored: 0, kept: 2 });
  });

  it('takes back two imports, the last one first', async () => {
    await settled();
    const before = await dump(test);
    const first = await run(test, await upload(test, FILE));
    const between = await dump(test);
    const second = await run(test, await upload(test, FILE.replaceAll('Gérante', 'Présidente')));
    expect(second.counts).toMatchObject({ created: 0, updated: 4 });
    await undo(second.id);
    expect(await dump(test)).toEqual(between);
    await undo(first.id);
    expect(await dump(test)).toEqual(before);
  });

  it('leaves a contact that a row of another module’s table refers to', async () => {
    await test.host.database.systemQuery(
      `create table other_thing (workspace_id uuid, id uuid, client_id uuid,
         foreign key (workspace_id, client_id) references core_contact (workspace_id, id) on delete cascade);
       grant select on other_thing to ${test.host.database.appRole}`,
    );
    const done = await run(test, await upload(test, FILE));
    const finn = await idOf('finn@x.example');
    await test.host.database.systemQuery(
      'insert into other_thing values ($1, gen_random_uuid(), $2)',
      [test.workspace.id, finn],
    );
    const undone = await undo(done.id);
    expect(undone.undo).toMatchObject({ kept: 2 });
    expect(await idOf('finn@x.example')).toBe(finn);
    const rows = await test.host.database.systemQuery('select 1 from other_thing');
    expect(rows).toHaveLength(1);
  });
});
