import { workspaceChanged } from '@socle/plugin-sdk/kernel';
import type { TestHost, TestUser } from '@socle/plugin-sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPageHost, type Form, openRoute } from '../test-support/open-route';
import * as history from './history';

let test: TestHost;
let contactId: string;

beforeAll(async () => {
  test = await createPageHost(['@socle/core', '@socle/sales']);
  contactId = await newContact('Claire Lefèvre', { jobTitle: 'Comptable' });
});
afterAll(() => test?.close());

const users = () => test.workspace.users;
async function newContact(name: string, more: object = {}): Promise<string> {
  const [firstName, lastName] = name.split(' ');
  const { body, status } = await test.api('owner', 'POST', '/contacts', {
    kind: 'person',
    firstName,
    lastName,
    ...more,
  });
  expect(status).toBe(201);
  return String(body.id);
}

const patch = async (change: object, id = contactId, resource = 'contacts') => {
  const { status, body } = await test.api('owner', 'PATCH', `/${resource}/${id}`, change);
  expect(body).not.toHaveProperty('errors');
  expect(status).toBe(200);
};

type Call = Parameters<typeof openRoute>[1];
const open = <D>(call: Call, user: TestUser, path: string, form?: Form) => {
  const [, , type = '', id = ''] = path.split('/');
  return openRoute<D>(test, call, user, path, { params: { type, id }, ...(form ? { form } : {}) });
};

interface HistoryPage {
  title: string;
  entries: {
    id: string;
    action: string;
    via: string;
    actor: string;
    changes: { name: string; label: string; before: string; after: string; canRestore: boolean }[];
  }[];
}

const pageOf = (id: string, type = 'core.contact') => `/history/${type}/${id}`;
const read = async (user: TestUser, id = contactId, type = 'core.contact') =>
  (await open<HistoryPage>(history.loader, user, pageOf(id, type))).data;
const restore = (user: TestUser, entry: string, field: string, id = contactId) =>
  open<{ error?: { code: string } }>(history.action, user, pageOf(id), { entry, field });
const changeOf = (page: HistoryPage, name: string) => {
  for (const entry of page.entries) {
    const change = entry.changes.find((candidate) => candidate.name === name);
    if (change) return { entry, change };
  }
  throw new Error(`No change of ${name}.`);
};

/** Gives the test's member a role of the workspace's own. */
async function withRights(rights: object, work: () => Promise<void>): Promise<void> {
  const { systemQuery } = test.host.database;
  const values = [test.workspace.id, users().member.id, JSON.stringify(rights)];
  await systemQuery(
    `with role as (insert into socle_role (workspace_id, id, name, based_on, rights)
       values ($1, gen_random_uuid(), gen_random_uuid()::text, 'member', $3) returning id)
     update socle_membership set role_id = (select id from role) where workspace_id = $1 and user_id = $2`,
    values,
  );
  await workspaceChanged(test.host, test.workspace.id);
  try {
    await work();
  } finally {
    await systemQuery(
      'update socle_membership set role_id = null where workspace_id = $1 and user_id = $2',
      values.slice(0, 2),
    );
    await workspaceChanged(test.host, test.workspace.id);
  }
}

describe('P-04 the history of a record', () => {
  it('says who, how, and what it was before, in the reader’s words', async () => {
    const id = await newContact('Ada Moreau', { birthday: '1990-02-01', roles: ['prospect'] });
    await patch({ birthday: '1991-03-02', roles: ['customer'], ownerId: users().member.id }, id);
    const page = await read(users().reader, id);
    expect(page.title).toBe('Ada Moreau');
    expect(page.entries.map(({ action, via }) => `${action} ${via}`)).toEqual([
      'updated api',
      'created api',
    ]);
    expect(page.entries[0]?.actor).toBe('owner of Atelier Martin');
    const shown = page.entries[0]?.changes.map(({ label, before, after }) => [
      label,
      before,
      after,
    ]);
    expect(shown).toEqual([
      ['Relationship', 'Prospect', 'Customer'],
      ['Birthday', 'February 1, 1990', 'March 2, 1991'],
      ['Owner', '', 'member of Atelier Martin'],
    ]);
  });

  it('shows amounts in their currency and other records by their name, if visible', async () => {
    const other = await newContact('Luc Petit');
    const { body } = await test.api('owner', 'POST', '/deals', {
      name: 'Éclairage',
      contactId: other,
      amount: '1000',
    });
    await patch({ amount: '1234.5' }, String(body.id), 'deals');
    const page = await read(users().owner, String(body.id), 'sales.deal');
    expect(changeOf(page, 'amount').change).toMatchObject({
      before: '€1,000.00',
      after: '€1,234.50',
    });
    expect(changeOf(page, 'contactId').change.after).toBe('Luc Petit');
    await withRights({ permissions: { 'core.contact.read': 'own' }, fields: {} }, async () => {
      const seen = await read(users().member, String(body.id), 'sales.deal');
      expect(changeOf(seen, 'contactId').change.after).toBe('a record you do not see');
    });
  });

  it('leaves out what the reader may not see, also as an entry', async () => {
    const id = await newContact('Zoé Roux');
    await patch({ jobTitle: 'Espionne' }, id);
    await withRights(
      { permissions: {}, fields: { 'core.contact': { jobTitle: 'hidden' } } },
      async () => {
        const page = await read(users().member, id);
        expect(JSON.stringify(page)).not.toContain('Espionne');
        expect(page.entries.map(({ action }) => action)).toEqual(['created']);
      },
    );
  });

  it.each([
    ['a record that is none', () => pageOf('01936f4e-7c1a-7000-8000-000000000001')],
    ['an id that is none', () => pageOf('1')],
    ['a kind that is none', () => pageOf(contactId, 'core.nothing')],
    ['a record of another kind', () => pageOf(contactId, 'sales.deal')],
  ])('is not found for %s', async (_what, path) => {
    expect((await open(history.loader, users().owner, path())).status).toBe(404);
  });

  it('is not found from another workspace, nor out of the reader’s reach', async () => {
    const path = pageOf(contactId);
    expect((await open(history.loader, test.other.users.owner, path)).status).toBe(404);
    await withRights({ permissions: { 'core.contact.read': 'own' }, fields: {} }, async () => {
      expect((await open(history.loader, users().member, path)).status).toBe(404);
    });
    await withRights({ permissions: { 'core.contact.read': 'none' }, fields: {} }, async () => {
      expect((await open(history.loader, users().member, path)).status).toBe(403);
    });
  });
});

describe('P-04 an old value', () => {
  it('is put back, through the record’s own use-case, and that is an entry too', async () => {
    const id = await newContact('Paul Noir', { jobTitle: 'Acheteur' });
    await patch({ jobTitle: 'Vendeur' }, id);
    const { entry, change } = changeOf(await read(users().member, id), 'jobTitle');
    expect(change).toMatchObject({ before: 'Acheteur', after: 'Vendeur', canRestore: true });
    expect((await restore(users().member, entry.id, 'jobTitle', id)).status).toBe(302);
    const page = await read(users().member, id);
    expect(page.entries[0]).toMatchObject({ via: 'screen', actor: 'member of Atelier Martin' });
    expect(page.entries[0]?.changes).toMatchObject([{ before: 'Vendeur', after: 'Acheteur' }]);
    // It reads so now: there is nothing to put back any more.
    expect(page.entries[1]?.changes[0]?.canRestore).toBe(false);
    expect((await restore(users().member, entry.id, 'jobTitle', id)).data).toMatchObject({
      data: { error: { code: 'shell.history.cannotRestore' } },
    });
  });

  it('of an amount is put back exactly', async () => {
    const { body } = await test.api('owner', 'POST', '/deals', {
      name: 'Montant',
      contactId,
      amount: '1000.07',
    });
    const id = String(body.id);
    await patch({ amount: '2' }, id, 'deals');
    const { entry } = changeOf(await read(users().owner, id, 'sales.deal'), 'amount');
    const path = pageOf(id, 'sales.deal');
    const form = { entry: entry.id, field: 'amount' };
    expect((await open(history.action, users().owner, path, form)).status).toBe(302);
    expect((await test.api('owner', 'GET', `/deals/${id}`)).body.amount).toBe('1000.07');
  });

  it('of a field of one’s own is put back without touching the others', async () => {
    await test.host.database.systemQuery(
      `insert into socle_custom_field (workspace_id, id, record_type, key, type, label)
       select $1, gen_random_uuid(), 'core.contact', k, 'text', 'Field ' || k from unnest(array['a', 'b']) k`,
      [test.workspace.id],
    );
    const id = await newContact('Léa Blanc', { customFields: { a: '1', b: '2' } });
    await patch({ customFields: { a: '9', b: '2' } }, id);
    const { entry, change } = changeOf(await read(users().owner, id), 'customFields.a');
    expect(change).toMatchObject({ label: 'Field a', before: '1', after: '9', canRestore: true });
    expect((await restore(users().owner, entry.id, 'customFields.a', id)).status).toBe(302);
    expect((await test.api('owner', 'GET', `/contacts/${id}`)).body.customFields).toEqual({
      a: '1',
      b: '2',
    });
  });

  it('is not offered, and not put back, by one who may not change the record or the field', async () => {
    const id = await newContact('Max Vert', { jobTitle: 'Un' });
    await patch({ jobTitle: 'Deux' }, id);
    const { entry } = changeOf(await read(users().owner, id), 'jobTitle');
    const isRefused = async (user: TestUser) => {
      expect(changeOf(await read(user, id), 'jobTitle').change.canRestore).toBe(false);
      expect((await restore(user, entry.id, 'jobTitle', id)).status).not.toBe(302);
      expect((await test.api('owner', 'GET', `/contacts/${id}`)).body.jobTitle).toBe('Deux');
    };
    await isRefused(users().reader);
    await withRights({ permissions: { 'core.contact.update': 'own' }, fields: {} }, () =>
      isRefused(users().member),
    );
    await withRights(
      { permissions: {}, fields: { 'core.contact': { jobTitle: 'readOnly' } } },
      () => isRefused(users().member),
    );
  });

  it('of another record’s entry is not found', async () => {
    const id = await newContact('Eve Gris', { jobTitle: 'Un' });
    await patch({ jobTitle: 'Deux' }, id);
    const { entry } = changeOf(await read(users().owner, id), 'jobTitle');
    expect((await restore(users().owner, entry.id, 'jobTitle')).status).toBe(404);
  });
});
