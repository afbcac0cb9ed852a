import { createTestHost, type TestHost } from '@socle/plugin-sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverModule } from '../../module.server';
import { CONTACT } from '../contract';
import { contactInput } from '../domain/contact-input';
import { archiveContact, restoreContact } from './use-cases/archive-contact';
import { createContact, createContacts } from './use-cases/create-contacts';
import { updateContact } from './use-cases/update-contact';

let test: TestHost;

beforeAll(async () => {
  test = await createTestHost({ modules: [serverModule] });
});
afterAll(() => test?.close());

const person = (firstName: string, lastName: string, email: string) =>
  contactInput.parse({
    kind: 'person',
    firstName,
    lastName,
    emails: [{ value: email, label: 'work' }],
  });

describe('contacts', () => {
  it('C-01 keeps one record with any number of roles, and finds it without accents and with a typing error', async () => {
    const id = await test.workspace.run((ctx) =>
      createContact(ctx, {
        ...person('Hélène', 'Lefèvre', 'h.lefevre@exemple.fr'),
        roles: ['customer', 'supplier'],
      }),
    );
    const find = (q: string) => test.workspace.run((ctx) => ctx.records.list(CONTACT, { q }));
    for (const q of ['lefevre', 'LEFÈVRE hel', 'lefevvre', 'h.lefevre@exemple.fr']) {
      const page = await find(q);
      expect(
        page.rows.map((row) => row.id),
        q,
      ).toEqual([id]);
    }
    expect((await find('introuvable')).rows).toEqual([]);
  });

  it('refuses a second writer who has not seen the first one’s change', async () => {
    const id = await test.workspace.run((ctx) =>
      createContact(ctx, person('Paul', 'Martin', 'p.martin@exemple.fr')),
    );
    await test.workspace.run((ctx) => updateContact(ctx, id, { jobTitle: 'Acheteur' }, 1));
    await expect(
      test.workspace.run((ctx) => updateContact(ctx, id, { jobTitle: 'Vendeur' }, 1)),
    ).rejects.toMatchObject({ kind: 'stale' });
    const row = await test.workspace.run((ctx) => ctx.records.get(CONTACT, id));
    expect(row).toMatchObject({ jobTitle: 'Acheteur', version: 2 });
  });

  it('archives and restores without losing anything', async () => {
    const id = await test.workspace.run((ctx) =>
      createContact(ctx, person('Zoé', 'Archive', 'zoe@exemple.fr')),
    );
    const before = await test.workspace.run((ctx) => ctx.records.get(CONTACT, id));
    await test.workspace.run((ctx) => archiveContact(ctx, id));
    expect(
      (await test.workspace.run((ctx) => ctx.records.list(CONTACT, { q: 'archive' }))).rows,
    ).toEqual([]);
    await test.workspace.run((ctx) => restoreContact(ctx, id));
    const after = await test.workspace.run((ctx) => ctx.records.get(CONTACT, id));
    expect({ ...after, version: 0 }).toEqual({ ...before, version: 0, updatedAt: after.updatedAt });
  });

  it('P-03 shows nothing of another workspace, even to SQL without a filter', async () => {
    const id = await test.other.run((ctx) =>
      createContact(ctx, person('Secret', 'Durand', 's@durand.example')),
    );
    expect(await test.workspace.run((ctx) => ctx.records.find(CONTACT, id))).toBeNull();
    expect(
      await test.workspace.run((ctx) =>
        ctx.query('select id from core_contact where id = $1', [id]),
      ),
    ).toEqual([]);
    expect(
      (await test.workspace.run((ctx) => ctx.records.list(CONTACT, { q: 'durand' }))).rows,
    ).toEqual([]);
  });

  it('pages by keyset in both directions without skipping or repeating', async () => {
    await test.other.run((ctx) =>
      createContacts(
        ctx,
        Array.from({ length: 25 }, (_, i) => person('Même', `Nom ${i % 3}`, `c${i}@x.fr`)),
      ),
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await test.other.run((ctx) =>
        ctx.records.list(CONTACT, { limit: 4, sort: '-name', ...(cursor ? { cursor } : {}) }),
      );
      seen.push(...page.rows.map((row) => row.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(await test.other.run((ctx) => ctx.records.count(CONTACT, {})));
  });
});
