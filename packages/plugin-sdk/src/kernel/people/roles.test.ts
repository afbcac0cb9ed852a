import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../primitives';
import { createTestHost, type TestHost } from '../../testing';
import { labManifest, labModule } from '../../testing/lab/lab-module';
import { compileAccess } from '../access/access';
import type { By } from './change';
import { changeRole } from './member-changes';
import { differingRights, limitedToSight, wholeRights } from './role-rights';
import { createRole, deleteRole, getRole, listRoles, saveRole } from './roles';

let test: TestHost;
beforeAll(async () => {
  const lab = labModule();
  test = await createTestHost({
    modules: [
      {
        ...lab,
        manifest: {
          ...labManifest,
          permissions: {
            ...labManifest.permissions,
            'lab.sample.approve': { label: 'lab.name', roles: ['manager'], record: 'lab.sample' },
            'lab.import': { label: 'lab.name', roles: ['manager'] },
          },
        },
      },
    ],
  });
});
afterAll(() => test.close());

const by = (role: 'owner' | 'admin' | 'manager' = 'admin'): By => ({
  workspaceId: test.workspace.id,
  userId: test.workspace.users[role].id,
  via: 'screen',
});

const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof AppError)) throw new Error(`Not refused: ${String(error)}`);
  return error.fields[0] ? `${error.fields[0].field} ${error.fields[0].code}` : error.code;
};

describe('P-01 roles of a workspace’s own', () => {
  it('start as a copy, keep only what differs, and come back whole', async () => {
    const { host, workspace } = test;
    const id = await createRole(host, by(), { name: ' Accountant ', copyOf: 'reader' });
    const before = await getRole(host, workspace.id, id);
    expect(before).toMatchObject({ name: 'Accountant', basedOn: 'reader', version: 1, holders: 0 });
    const corrections = await saveRole(host, by(), id, {
      name: 'Accountant',
      description: 'Closes the month',
      version: 1,
      scopes: { 'lab.sample.read': 'team', 'lab.sample.write': 'own', 'lab.import': 'all' },
      fields: { 'lab.sample': { note: 'hidden', price: 'readOnly', day: 'visible' } },
    });
    expect(corrections).toEqual([]);
    const after = await getRole(host, workspace.id, id);
    expect(after.version).toBe(2);
    expect(after.rights.scopes).toMatchObject({
      'lab.sample.read': 'team',
      'lab.sample.write': 'own',
      'lab.import': 'all',
      'lab.sample.approve': 'none',
    });
    expect(after.rights.fields).toEqual({ 'lab.sample': { note: 'hidden', price: 'readOnly' } });
    const [row] = await host.database.systemQuery<{ rights: unknown }>(
      'select rights from socle_role where id = $1',
      [id],
    );
    expect(row?.rights).toEqual({
      permissions: {
        'lab.sample.read': 'team',
        'lab.sample.write': 'own',
        'lab.import': 'all',
      },
      fields: { 'lab.sample': { note: 'hidden', price: 'readOnly' } },
    });
  });

  it('a right wider than sight is cut down to it, as the engine would, and the answer says so', async () => {
    const { host, workspace } = test;
    const id = await createRole(host, by(), { name: 'Narrow', copyOf: 'manager' });
    const corrections = await saveRole(host, by(), id, {
      name: 'Narrow',
      description: '',
      version: 1,
      scopes: { 'lab.sample.read': 'own', 'lab.sample.approve': 'all' },
      fields: {},
    });
    expect(corrections).toContainEqual({
      permission: 'lab.sample.approve',
      from: 'all',
      to: 'own',
    });
    const { rights } = await getRole(host, workspace.id, id);
    expect(rights.scopes['lab.sample.approve']).toBe('own');
    expect(rights.scopes['lab.sample.archive']).toBe('own');
  });

  it('what is saved is what the engine grants, whatever is drawn', () => {
    const { registry } = test.host;
    const scopes = ['none', 'own', 'team', 'all'] as const;
    const ids = [...registry.permissions.keys()];
    for (let draw = 0; draw < 200; draw += 1) {
      const wanted = Object.fromEntries(
        ids.map((id, i) => [
          id,
          registry.scopedPermissions.has(id)
            ? (scopes[Math.floor(draw / 4 ** (i % 4)) % 4] ?? 'none')
            : draw % 2 === 0
              ? ('all' as const)
              : ('none' as const),
        ]),
      );
      const limited = limitedToSight(registry, wanted).scopes;
      for (const role of ['manager', 'member', 'reader'] as const) {
        const rights = differingRights(registry, role, { scopes: limited, fields: {} });
        const { scopes: granted } = compileAccess(registry, { role, rights, own: [], team: [] });
        const shown = wholeRights(registry, role, rights).scopes;
        for (const id of ids) {
          expect(shown[id], id).toBe(limited[id]);
          expect(granted.get(id) ?? 'none', id).toBe(limited[id]);
        }
      }
    }
  });

  it('bad input is refused by field, and changes nothing', async () => {
    const { host } = test;
    const id = await createRole(host, by(), { name: 'Checked', copyOf: 'member' });
    const save = (change: object) =>
      refusal(
        saveRole(host, by(), id, {
          name: 'Checked',
          description: '',
          version: 1,
          scopes: {},
          fields: {},
          ...change,
        }),
      );
    expect(await save({ scopes: { 'lab.nothing': 'all' } })).toBe(
      'scopes.lab:nothing error.unknownPermission',
    );
    expect(await save({ scopes: { 'lab.sample.read': 'some' } })).toBe(
      'scopes.lab:sample:read error.notAChoice',
    );
    expect(await save({ scopes: { 'lab.import': 'own' } })).toBe(
      'scopes.lab:import error.notAChoice',
    );
    expect(await save({ fields: { 'lab.sample': { name: 'hidden' } } })).toBe(
      'fields.lab:sample.name error.unknownField',
    );
    expect(await save({ fields: { 'lab.ghost': { name: 'hidden' } } })).toBe(
      'fields.lab:ghost.name error.unknownField',
    );
    expect(await save({ fields: { 'lab.sample': { note: 'secret' } } })).toBe(
      'fields.lab:sample.note error.notAChoice',
    );
    expect(await save({ name: ' ' })).toBe('name error.required');
    expect(await save({ name: 'n'.repeat(61) })).toBe('name error.tooBig.string');
    expect(await save({ name: 'ACCOUNTANT' })).toBe('name error.nameTaken');
    expect(await save({ version: 7 })).toBe('error.stale');
    expect(await getRole(host, test.workspace.id, id)).toMatchObject({ version: 1 });
  });

  it('only an administrator of the workspace touches them, and none of another workspace', async () => {
    const { host, other } = test;
    expect(await refusal(createRole(host, by('manager'), { name: 'X', copyOf: 'member' }))).toBe(
      'error.administratorsOnly',
    );
    const id = await createRole(host, by(), { name: 'Ours', copyOf: 'member' });
    const stranger: By = { workspaceId: other.id, userId: other.users.owner.id, via: 'screen' };
    expect(await refusal(getRole(host, other.id, id))).toBe('error.notFound');
    expect(await refusal(deleteRole(host, stranger, id))).toBe('error.notFound');
    expect(await refusal(deleteRole(host, { ...by(), workspaceId: other.id }, id))).toBe(
      'error.notFound',
    );
    expect(await refusal(deleteRole(host, { ...by(), impersonatorId: by().userId }, id))).toBe(
      'error.notInTheirName',
    );
    expect(await refusal(deleteRole(host, by(), 'nonsense'))).toBe('error.notFound');
    expect((await listRoles(host, other.id)).map((role) => role.id)).not.toContain(id);
  });

  it('one that is held says who holds it instead of going; rights follow at once', async () => {
    const { host, workspace } = test;
    const id = await createRole(host, by(), { name: 'Held', copyOf: 'member' });
    const member = workspace.users.member;
    const scopeOf = async () =>
      (await host.memberAccess(workspace.id, member.id))?.access.scopes.get('lab.sample.read') ??
      'none';
    expect(await scopeOf()).toBe('all');
    await changeRole(host, by(), member.id, id);
    await saveRole(host, by(), id, {
      name: 'Held',
      description: '',
      version: 1,
      scopes: { 'lab.sample.read': 'own' },
      fields: {},
    });
    expect(await scopeOf()).toBe('own');
    const error = await deleteRole(host, by(), id).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'error.roleInUse', params: { names: expect.any(String) } });
    expect((error as AppError).params.names).toContain('member of Atelier Martin');
    await changeRole(host, by(), member.id, 'member');
    expect(await scopeOf()).toBe('all');
    await deleteRole(host, by(), id);
    expect(await refusal(getRole(host, workspace.id, id))).toBe('error.notFound');
  });

  it('each change stands once in the audit trail, with what it was before', async () => {
    const { host, workspace } = test;
    const id = await createRole(host, by(), { name: 'Traced', copyOf: 'member' });
    await saveRole(host, by(), id, {
      name: 'Traced again',
      description: '',
      version: 1,
      scopes: { 'lab.sample.read': 'own' },
      fields: {},
    });
    await deleteRole(host, by(), id);
    const acts = await host.database.systemQuery<{
      action: string;
      user_id: string;
      before: object;
    }>(
      `select action, user_id, before from socle_audit
       where workspace_id = $1 and record_id = $2 order by occurred_at, id`,
      [workspace.id, id],
    );
    expect(acts.map(({ action }) => action)).toEqual([
      'role.created',
      'role.changed',
      'role.removed',
    ]);
    expect(acts[1]?.before).toMatchObject({ name: 'Traced' });
    expect(new Set(acts.map((act) => act.user_id))).toEqual(new Set([by().userId]));
  });
});
