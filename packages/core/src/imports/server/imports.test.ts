import type { Ctx } from '@socle/plugin-sdk/server';
import { createTestHost, type TestHost } from '@socle/plugin-sdk/testing';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTACT } from '../../contacts/contract';
import { contactInput } from '../../contacts/domain/contact-input';
import { createContact } from '../../contacts/server/use-cases/create-contacts';
import { updateContact } from '../../contacts/server/use-cases/update-contact';
import { serverModule } from '../../module.server';
import { detectionForm } from '../domain/detection-form';
import { check, choose, facts, fileText, read, run, upload } from './import-run.test-support';
import { findImport } from './use-cases/find-import';
import { saveMapping } from './use-cases/save-mapping';
import { cancelImport, startDryRun, startImport, undoImport } from './use-cases/start-import';
import { changeDetection } from './use-cases/upload-import';

let test: TestHost;

beforeEach(async () => {
  test = await createTestHost({ modules: [serverModule] });
});
afterEach(() => test?.close());

const list = (q: string) => test.workspace.run((ctx) => ctx.records.list(CONTACT, { q }));
const count = () => test.workspace.run((ctx) => ctx.records.count(CONTACT, { archived: 'all' }));

const FRENCH = `Société;Prénom;Nom;E-mail;Téléphone;Fonction;Note
Écully Conseil;Élodie;Lefèvre;elodie@ecully.example;06 12 34 56 78;Gérante;Paie 1 000 € d’avance
Écully Conseil;Zoé;Müller;zoe@ecully.example;;Comptable;
Boulangerie Cœur;Léa;Ñandú;lea@coeur.example;;Boulangère;
`;

describe('C-05 import of a file', () => {
  it('reads a windows-1252 file with semicolons: names, €, employers, notes, links', async () => {
    const id = await upload(test, iconv.encode(FRENCH, 'windows-1252'), 'clients.csv');
    const uploaded = await read(test, id);
    expect(uploaded).toMatchObject({
      status: 'uploaded',
      rowCount: 3,
      options: { matchKey: 'email' },
    });
    expect(uploaded.detection).toMatchObject({ encoding: 'windows-1252', delimiter: ';' });
    expect(uploaded.preview[0]?.cells[6]).toBe('Paie 1 000 € d’avance');
    const checked = await check(test, id);
    expect(checked).toMatchObject({
      status: 'checked',
      check: { counts: { created: 3, companies: 2 } },
    });
    expect(await count()).toBe(0);

    const done = await run(test, id);
    expect(done).toMatchObject({
      status: 'done',
      counts: { created: 3, companies: 2, rejected: 0 },
    });
    expect(await count()).toBe(5);
    const [row] = (await list('lefevre')).rows;
    expect(row).toMatchObject({
      name: 'Élodie Lefèvre',
      jobTitle: 'Gérante',
      phones: [{ value: '+33612345678', label: 'mobile' }],
      importId: id,
    });
    const stored = (await facts(test)).map((text) => JSON.parse(text));
    const elodie = stored.find((entry) => entry.contact.name === 'Élodie Lefèvre');
    expect(elodie.jobs).toEqual([['Écully Conseil', 'Gérante']]);
    expect(elodie.notes).toEqual(['Paie 1 000 € d’avance']);
  });

  it('creates nothing new when the same file is imported twice', async () => {
    await run(test, await upload(test, FRENCH));
    const before = await facts(test);
    const again = await run(test, await upload(test, FRENCH));
    expect(again.counts).toMatchObject({ created: 0, updated: 0, unchanged: 3, companies: 0 });
    expect(await facts(test)).toEqual(before);
  });

  it('updates: fills what is empty, replaces what is given, drops nothing, and search follows', async () => {
    const id = await test.workspace.run((ctx) =>
      createContact(
        ctx,
        contactInput.parse({
          kind: 'person',
          firstName: 'Elodie',
          lastName: 'Ancien',
          jobTitle: 'Assistante',
          website: 'https://elodie.example',
          tags: ['vip'],
          emails: [
            { value: 'perso@elodie.example', label: 'home' },
            { value: 'Elodie@Ecully.example', label: 'work' },
          ],
        }),
      ),
    );
    const done = await run(test, await upload(test, FRENCH), { tags: ['salon'] });
    expect(done.counts).toMatchObject({ created: 2, updated: 1 });
    const row = await test.workspace.run((ctx) => ctx.records.get(CONTACT, id));
    expect(row).toMatchObject({
      name: 'Élodie Lefèvre',
      jobTitle: 'Gérante',
      website: 'https://elodie.example',
      tags: ['vip', 'salon'],
      version: 2,
    });
    expect((row.emails as { value: string }[]).map((email) => email.value)).toEqual([
      'perso@elodie.example',
      'Elodie@Ecully.example',
    ]);
    expect((await list('lefevre gerante')).rows.map((found) => found.id)).toEqual([id]);
    // The bulk update writes the words of search exactly as a single update does.
    const searchText = () =>
      test.host.database.systemQuery('select search_text from core_contact where id = $1', [id]);
    const bulk = await searchText();
    await test.workspace.run((ctx) => updateContact(ctx, id, { language: 'fr' }, null));
    expect(await searchText()).toEqual(bulk);
  });

  it.each([
    ['update', { created: 1, updated: 1, unchanged: 1, skipped: 0 }, 1],
    ['skip', { created: 1, updated: 0, unchanged: 0, skipped: 2 }, 1],
    ['create', { created: 3, updated: 0, unchanged: 0, skipped: 0 }, 3],
  ] as const)(
    'treats duplicates inside the file by the policy “%s”',
    async (onMatch, counts, total) => {
      const file =
        'Prénom,Nom,E-mail,Ville\nAnna,Bo,anna@x.example,\nAnna,Bo,ANNA@x.example,Lyon\nAnna,Bo,anna@x.example,\n';
      const id = await upload(test, file);
      await choose(test, id, { onMatch });
      expect((await check(test, id)).check?.counts).toMatchObject(counts);
      expect((await run(test, id, { onMatch })).counts).toMatchObject(counts);
      expect(await count()).toBe(total);
    },
  );

  it('completes with its own row the company that its people brought in', async () => {
    const file =
      'Société,Prénom,Nom,SIREN,Ville\nAcme,Anna,Bo,,\nAcme,,,732829320,Lyon\nAcme,Carl,Du,,\n';
    const done = await run(test, await upload(test, file), { matchKey: 'email' });
    expect(done.counts).toMatchObject({ created: 2, updated: 1, companies: 1 });
    const companies = await test.workspace.run((ctx) =>
      ctx.records.list(CONTACT, { filter: { field: 'kind', op: 'eq', value: 'company' } }),
    );
    expect(companies.rows).toHaveLength(1);
    expect(companies.rows[0]).toMatchObject({ name: 'Acme', siren: '732829320' });
  });

  it('keeps people of one name in two towns apart when names are compared', async () => {
    const file = 'Nom complet,Ville\nJean Martin,Lyon\nJean Martin,Lille\njean martin,LYON\n';
    const done = await run(test, await upload(test, file), { matchKey: 'name' });
    expect(done.counts.created).toBe(2);
  });

  it('gives rejected rows back with their reasons, in the language of the user', async () => {
    const file =
      'Prénom,Nom,E-mail\nAnna,Bo,anna@x.example\n,,\nCarl,"Du, fils",carl(at)x\n=1+1,,x@@y\n';
    const id = await upload(test, file);
    const done = await run(test, id);
    expect(done.counts).toMatchObject({ created: 1, rejected: 2 });
    expect(done.problems.map((problem) => problem.line)).toEqual([4, 5]);
    const text = await fileText(test, done.rejectedFileId ?? '');
    expect(text.startsWith('\ufeffPrénom,Nom,E-mail,Reason for rejection\r\n')).toBe(true);
    expect(text).toContain('Carl,"Du, fils",carl(at)x,"E-mail: “carl(at)x” is not an e-mail');
    expect(text).toContain("'=1+1");
    const left = await test.host.database.systemQuery('select 1 from core_import_rejection');
    expect(left).toEqual([]);
  });

  it('knows the owner by address, the age of a contact, and the fields of the workspace', async () => {
    await test.host.database.systemQuery(
      `insert into socle_custom_field (workspace_id, id, record_type, key, type, label, is_required, options) values
         ($1, gen_random_uuid(), 'core.contact', 'segment', 'select', 'Segment', true, '["A", "B"]'),
         ($1, gen_random_uuid(), 'core.contact', 'score', 'number', 'Score', false, '[]')`,
      [test.workspace.id],
    );
    const { member } = test.workspace.users;
    const file = `Nom,E-mail,Owner email,Create date,Segment,Score
Bo,anna@x.example,${member.email.toUpperCase()},2021-03-04,A,"1 234,5"
Du,carl@x.example,nobody@x.example,,C,
Ek,dora@x.example,,,,3
`;
    const id = await upload(test, file);
    const mapping = (await read(test, id)).mapping.map((entry) => entry.fieldKey);
    expect(mapping).toContain('custom.segment');
    await test.workspace.run(async (ctx) => {
      const row = await findImport(ctx, id);
      await saveMapping(ctx, id, {
        columns: { 2: 'ownerEmail', 3: 'createdAt' },
        options: row.options,
      });
    });
    const done = await run(test, id);
    expect(done.counts).toMatchObject({ created: 1, rejected: 2 });
    expect(done.problems.flatMap((problem) => problem.issues.map((issue) => issue.code))).toEqual([
      'core.import.row.customChoice',
      'core.import.row.customMissing',
    ]);
    const [row] = (await list('anna@x.example')).rows;
    expect(row).toMatchObject({
      ownerId: member.id,
      customFields: { segment: 'A', score: '1234.5' },
    });
    expect(row?.createdAt.toISOString()).toBe('2021-03-03T23:00:00.000Z');
  });
});

describe('C-05 acts and rights', () => {
  it('reads the file again as the user says, and refuses what cannot be read', async () => {
    const id = await upload(test, 'Nom|Prénom\nBo|Anna\nDu|Carl\n');
    await test.workspace.run((ctx) =>
      changeDetection(ctx, id, detectionForm.parse({ delimiter: ';', header: 'none' })),
    );
    await test.settle();
    expect(await read(test, id)).toMatchObject({ status: 'uploaded', headers: ['A'], rowCount: 3 });
    const empty = await upload(test, '');
    expect(await read(test, empty)).toMatchObject({
      status: 'refused',
      error: { code: 'core.import.error.empty' },
    });
    const open = await upload(test, 'Nom,E-mail\n"Bo,a@x.example\n');
    expect(await read(test, open)).toMatchObject({
      error: { code: 'core.import.error.quoteNotClosed' },
    });
    await expect(test.workspace.run((ctx) => startImport(ctx, open))).rejects.toMatchObject({
      kind: 'conflict',
    });
    await test.workspace.run((ctx) =>
      changeDetection(ctx, open, detectionForm.parse({ quote: 'none' })),
    );
    await test.settle();
    expect(await read(test, open)).toMatchObject({ status: 'uploaded', rowCount: 1 });
  });

  it('refuses two columns in one field and a mapping without a name', async () => {
    const id = await upload(test, 'Nom,Prénom,Ville\nBo,Anna,Lyon\n');
    const { options } = await read(test, id);
    const save = (columns: Record<number, string>) =>
      test.workspace.run((ctx) => saveMapping(ctx, id, { columns, options }));
    await expect(save({ 2: 'firstName||1' })).rejects.toMatchObject({
      fields: [{ field: 'columns.2', code: 'core.import.screen.error.sameField' }],
    });
    await expect(save({ 0: '', 1: '' })).rejects.toMatchObject({ kind: 'invalid' });
    await expect(save({ 0: 'password||1' })).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('P-03 shows nobody else’s import and asks for the permission', async () => {
    const id = await upload(test, FRENCH);
    const { options } = await read(test, id);
    const acts: ((ctx: Ctx) => Promise<unknown>)[] = [
      (ctx) => findImport(ctx, id),
      (ctx) => changeDetection(ctx, id, detectionForm.parse({})),
      (ctx) => saveMapping(ctx, id, { columns: {}, options }),
      (ctx) => startDryRun(ctx, id),
      (ctx) => startImport(ctx, id),
      (ctx) => cancelImport(ctx, id),
      (ctx) => undoImport(ctx, id),
    ];
    for (const act of acts) {
      await expect(test.other.run(act)).rejects.toMatchObject({ kind: 'notFound' });
      await expect(test.workspace.as('reader', act)).rejects.toMatchObject({ kind: 'forbidden' });
      await expect(test.workspace.as('member', act)).rejects.toMatchObject({ kind: 'forbidden' });
    }
    await expect(test.workspace.run((ctx) => findImport(ctx, 'nonsense'))).rejects.toMatchObject({
      kind: 'notFound',
    });
  });
});
