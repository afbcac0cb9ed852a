import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { createTestHost, type TestHost } from '@socle/plugin-sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTACT } from '../../contacts/contract';
import { serverModule } from '../../module.server';
import { hasSharedData, needsSharedData, sharedFile } from '../reading/read-file.test-support';
import { check, read, run, uploadFile } from './import-run.test-support';
import { undoImport } from './use-cases/start-import';

let test: TestHost;

beforeAll(async () => {
  if (hasSharedData) test = await createTestHost({ modules: [serverModule] });
});
afterAll(() => test?.close());

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    if (statSync(file).isDirectory()) return filesBelow(file);
    return /\.(csv|xlsx|xls|ods|xlsb|txt|tsv)$/i.test(name) ? [file] : [];
  });
}

interface Person {
  firstName: string;
  lastName: string;
  company: string;
  email: string;
}

describe.skipIf(!hasSharedData)(`C-05 C-11 vendor exports, stored${needsSharedData}`, () => {
  const folder = sharedFile('contacts/vendor-exports');
  const people = existsSync(folder)
    ? (JSON.parse(readFileSync(path.join(folder, 'expected-people.json'), 'utf8')) as Person[])
    : [];
  const exports = filesBelow(folder);

  it.each(exports.map((file) => path.basename(file)))('%s', async (name) => {
    const id = await uploadFile(test, path.join(folder, name));
    const expected = people.filter(
      (person) =>
        !name.includes('1252') || !/[ŁŻ山ễ]/u.test(`${person.firstName}${person.lastName}`),
    );
    const planned = await check(test, id);
    const done = await run(test, id);
    expect(done.counts).toEqual(planned.check?.counts);
    expect(done.counts).toMatchObject({ created: expected.length, updated: 0, rejected: 0 });
    for (const person of expected) {
      const { rows } = await test.workspace.run((ctx) =>
        ctx.records.list(CONTACT, { q: person.email }),
      );
      expect(rows, person.email).toHaveLength(1);
      const kind = person.lastName === '' ? 'company' : 'person';
      expect(rows[0]).toMatchObject({
        kind,
        firstName: person.firstName,
        lastName: person.lastName,
        importId: id,
      });
      const [email] = (rows[0]?.emails ?? []) as { value: string }[];
      expect(email?.value).toBe(person.email);
      const shown =
        kind === 'company' ? person.company : `${person.firstName} ${person.lastName}`.trim();
      expect(rows[0]?.name).toBe(shown);
    }
    await test.workspace.run((ctx) => undoImport(ctx, id));
    await test.settle();
    expect((await read(test, id)).undo).toEqual({
      removed: done.counts.created + done.counts.companies,
      restored: 0,
      kept: 0,
    });
  });
});

describe.skipIf(!hasSharedData)(`C-05 messy files${needsSharedData}`, () => {
  const files = ['contacts/messy', 'contacts/csv', 'contacts/xlsx']
    .flatMap((folder) => filesBelow(sharedFile(folder)))
    .filter((file) => statSync(file).size < 3_000_000);

  it('each is imported or refused with a reason, and nothing else happens', async () => {
    const outcomes: Record<string, number> = {};
    for (const file of files) {
      const id = await uploadFile(test, file);
      const uploaded = await read(test, id);
      expect(['uploaded', 'refused'], file).toContain(uploaded.status);
      if (uploaded.status === 'refused') {
        expect(uploaded.error?.code, file).toMatch(/^core\.import\.error\.\w+$/);
      } else if (
        uploaded.mapping.some((entry) =>
          ['name', 'lastName', 'firstName', 'email', 'companyName'].includes(entry.fieldKey ?? ''),
        )
      ) {
        const planned = await check(test, id);
        const done = await run(test, id);
        expect(done.status, `${file} ${JSON.stringify(done.error)}`).toBe('done');
        expect(planned.check?.counts.rejected, file).toBe(done.counts.rejected);
      }
      outcomes[uploaded.status] = (outcomes[uploaded.status] ?? 0) + 1;
    }
    expect(outcomes.uploaded).toBeGreaterThan(40);
  }, 180_000);
});

describe.skipIf(!hasSharedData)(`C-05 a real file of thousands${needsSharedData}`, () => {
  it('organisations-6k.csv: 5,997 companies, found by name', async () => {
    const id = await uploadFile(test, sharedFile('companies/organisations-6k.csv'));
    const done = await run(test, id);
    expect(done.problems.filter((problem) => problem.isRejected)).toEqual([]);
    expect(done).toMatchObject({ status: 'done', counts: { created: 5997, rejected: 0 } });
    const count = await test.workspace.run((ctx) =>
      ctx.records.count(CONTACT, {
        filter: {
          and: [
            { field: 'importId', op: 'eq', value: id },
            { field: 'kind', op: 'eq', value: 'company' },
          ],
        },
      }),
    );
    expect(count).toBe(5997);
    const { rows } = await test.workspace.run((ctx) =>
      ctx.records.list(CONTACT, { q: 'kindergeneeskunde' }),
    );
    expect(rows[0]?.name).toBe('Nederlandse Vereniging voor Kindergeneeskunde');
  }, 120_000);
});
