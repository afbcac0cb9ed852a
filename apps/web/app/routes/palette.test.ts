import { workspaceChanged } from '@socle/plugin-sdk/kernel';
import type { TestHost, TestUser } from '@socle/plugin-sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PaletteData, PaletteRecord, PaletteRecords } from '../shell/command-palette.server';
import * as frame from '../shell/workspace-layout';
import { createPageHost, openRoute } from '../test-support/open-route';
import * as palette from './palette';

interface Answer {
  groups: PaletteRecords[];
  recent: PaletteRecord[];
}

let test: TestHost;
let claire: string;

beforeAll(async () => {
  test = await createPageHost(['@socle/core', '@socle/sales', '@socle/projects']);
  claire = await create('/contacts', person('Claire', 'Lefèvre', { jobTitle: 'Comptable' }));
});
afterAll(() => test?.close());

const users = () => test.workspace.users;
const person = (firstName: string, lastName: string, more: object = {}) => ({
  kind: 'person',
  firstName,
  lastName,
  ...more,
});

async function create(resource: string, values: object): Promise<string> {
  const { status, body } = await test.api('owner', 'POST', resource, values);
  expect(status).toBe(201);
  return String(body.id);
}

async function ask(user: TestUser, search: [string, string][]): Promise<Answer> {
  const path = `/palette?${new URLSearchParams(search)}`;
  const { response } = await openRoute<Response>(test, palette.loader, user, path);
  expect(response.status).toBe(200);
  return response.json();
}

const find = async (user: TestUser, q: string) => (await ask(user, [['q', q]])).groups;
const recent = async (user: TestUser, ...paths: string[]) =>
  (
    await ask(
      user,
      paths.map((path): [string, string] => ['recent', path]),
    )
  ).recent;
const titles = (groups: PaletteRecords[]) =>
  groups.map(({ type, records }) => [type, records.map(({ title }) => title)]);

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

describe('R-01 records found by the palette', () => {
  it('are of every type, without accents and with a typing error', async () => {
    await create('/deals', { name: 'Bureaux Lefèvre', contactId: claire });
    for (const typed of ['lefevre', 'LEFÈVRE', 'lefevvre']) {
      expect(titles(await find(users().owner, typed)), typed).toEqual([
        ['core.contact', ['Claire Lefèvre']],
        ['sales.deal', ['Bureaux Lefèvre']],
      ]);
    }
    const [group] = await find(users().reader, 'claire lef');
    expect(group).toEqual({
      type: 'core.contact',
      label: 'core.contact.many',
      records: [
        {
          title: 'Claire Lefèvre',
          subtitle: 'Comptable',
          to: `/contacts/${claire}`,
          icon: 'users',
        },
      ],
    });
  });

  it('come best first, whatever the list is sorted by, and only some of them', async () => {
    // Found by their address, and earlier in the alphabet than the one that is meant.
    for (const letter of 'ABCDEFGH')
      await create(
        '/contacts',
        person(letter, 'Autre', {
          emails: [{ value: `${letter}@zanzibar.example`, kind: 'work' }],
        }),
      );
    await create('/contacts', person('Zoé', 'Zanzibar'));
    const [group] = await find(users().owner, 'zanzibar');
    expect(group?.records[0]?.title).toBe('Zoé Zanzibar');
    expect(group?.records).toHaveLength(6);
  });

  it('are none for nothing typed, marks only, or more than a name can be', async () => {
    for (const typed of ['', '   ', '%', "'; drop", '\\', 'x'.repeat(5000)])
      expect(await find(users().owner, typed), typed.slice(0, 10)).toEqual([]);
  });

  it('are those within one’s rights', async () => {
    expect(await find(test.other.users.owner, 'lefevre')).toEqual([]);
    await withRights({ permissions: { 'core.contact.read': 'own' }, fields: {} }, async () => {
      expect(titles(await find(users().member, 'lefevre'))).toEqual([
        ['sales.deal', ['Bureaux Lefèvre']],
      ]);
    });
    await withRights({ permissions: { 'core.contact.read': 'none' }, fields: {} }, async () => {
      const types = (await find(users().member, 'lefevre')).map(({ type }) => type);
      expect(types).not.toContain('core.contact');
    });
  });
});

describe('R-01 records opened before', () => {
  it('come back with the title they have now, in their order', async () => {
    const other = await create('/contacts', person('Luc', 'Petit'));
    await test.api('owner', 'PATCH', `/contacts/${other}`, { lastName: 'Grand' });
    const paths = [`/contacts/${other}`, `/contacts/${claire}`, `/contacts/${other}`];
    const found = await recent(users().reader, ...paths);
    expect(found.map(({ title }) => title)).toEqual(['Luc Grand', 'Claire Lefèvre']);
  });

  it('disappear once they may not be seen, and are eight at most', async () => {
    const path = `/contacts/${claire}`;
    expect(await recent(test.other.users.owner, path)).toEqual([]);
    for (const scope of ['own', 'none'])
      await withRights({ permissions: { 'core.contact.read': scope }, fields: {} }, async () => {
        expect(await recent(users().member, path)).toEqual([]);
      });
    expect(await recent(users().member, path)).toHaveLength(1);
    const fillers = Array.from({ length: 8 }, (_, index) => `/contacts/${index}`);
    expect(await recent(users().member, ...fillers, path)).toEqual([]);
  });

  it.each([
    '/contacts/new',
    '/contacts/01936f4e-7c1a-7000-8000-000000000001',
    '/projects/tasks/1',
    '/settings',
    '//evil.example',
    'javascript:alert(1)',
    '',
  ])('are none at %s', async (path) => {
    expect(await recent(users().owner, path)).toEqual([]);
  });
});

describe('R-01 what the palette offers on every page', () => {
  const offered = async (user: TestUser): Promise<PaletteData> =>
    (await openRoute<{ palette: PaletteData }>(test, frame.loader, user, '/')).data.palette;
  const created = async (user: TestUser) =>
    (await offered(user)).creations.map(({ to, label }) => [to, label]);

  it('is a form for each type of record one may create, in the words of its module', async () => {
    // Tasks have no form of their own.
    expect(await created(users().owner)).toEqual([
      ['/contacts/new', 'core.contact.new'],
      ['/deals/new', 'sales.deal.new'],
      ['/projects/new', 'projects.project.new'],
    ]);
    expect(await created(users().reader)).toEqual([]);
    await withRights({ permissions: { 'sales.deal.create': 'none' }, fields: {} }, async () => {
      expect((await created(users().member)).map(([to]) => to)).not.toContain('/deals/new');
    });
  });

  it('is the settings of modules for those who administer', async () => {
    expect((await offered(users().owner)).settings).toContainEqual({
      to: '/settings/module/core',
      label: 'core.name',
      icon: 'users',
    });
    expect((await offered(users().member)).settings).toEqual([]);
  });
});
