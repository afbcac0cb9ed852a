import { BUILT_IN_ROLES, type BuiltInRole, type RoleRights } from '../../contract';
import { AppError, invalid, notFound } from '../../primitives';
import { isId, newId } from '../../primitives/ids';
import { allCustomFields } from '../administration';
import type { Host } from '../host';
import { administer, type By, type Change, isDuplicate } from './change';
import {
  BASE_ROLES,
  type BaseRole,
  type Correction,
  checkRights,
  differingRights,
  type GivenRights,
  limitedToSight,
  type WholeRights,
  wholeRights,
} from './role-rights';

/** A role in a list. */
export interface RoleSummary {
  /** Name of a built-in role, or the id of one of the workspace's own. */
  id: string;
  builtIn: BuiltInRole | null;
  /** Empty for a built-in role: its name is a message. */
  name: string;
  description: string;
  basedOn: BuiltInRole;
  /** How many active members hold it. */
  holders: number;
}

/** A role with all it may do. */
export interface RoleDetails extends RoleSummary {
  rights: WholeRights;
  version: number;
}

interface RoleRow {
  id: string;
  name: string;
  description: string;
  based_on: BaseRole;
  rights: RoleRights;
  version: number;
}

const MAX_NAME = 60;
const MAX_DESCRIPTION = 300;
const MAX_ROLES = 100;

/** Built-in roles first, then the workspace's own by name. */
export async function listRoles(host: Host, workspaceId: string): Promise<RoleSummary[]> {
  const [own, counts] = await Promise.all([
    host.database.systemQuery<RoleRow>(
      `select id, name, description, based_on, rights, version from socle_role
       where workspace_id = $1 order by lower(name)`,
      [workspaceId],
    ),
    host.database.systemQuery<{ role: string; holders: number }>(
      `select coalesce(role_id::text, role) as role, count(*)::int as holders from socle_membership
       where workspace_id = $1 and deactivated_at is null group by 1`,
      [workspaceId],
    ),
  ]);
  const holders = new Map(counts.map((row) => [row.role, row.holders]));
  const summary = (id: string, role: Omit<RoleSummary, 'id' | 'holders'>): RoleSummary => ({
    id,
    ...role,
    holders: holders.get(id) ?? 0,
  });
  return [
    ...BUILT_IN_ROLES.map((id) => summary(id, builtInRole(id))),
    ...own.map((row) => summary(row.id, ownRole(row))),
  ];
}

const builtInRole = (id: BuiltInRole) => ({
  builtIn: id,
  name: '',
  description: '',
  basedOn: id,
});

const ownRole = (row: RoleRow) => ({
  builtIn: null,
  name: row.name,
  description: row.description,
  basedOn: row.based_on,
});

/** A built-in role by its name, or one of the workspace's own by its id. Throws notFound. */
export async function getRole(host: Host, workspaceId: string, id: string): Promise<RoleDetails> {
  const summary = (await listRoles(host, workspaceId)).find((role) => role.id === id);
  if (!summary) throw notFound();
  const row = summary.builtIn ? null : await findRole(host.database.systemQuery, workspaceId, id);
  return {
    ...summary,
    version: row?.version ?? 0,
    rights: wholeRights(host.registry, summary.basedOn, row?.rights ?? null),
  };
}

async function findRole(query: Change['query'], workspaceId: string, id: string): Promise<RoleRow> {
  const [row] = isId(id)
    ? await query<RoleRow>(
        `select id, name, description, based_on, rights, version from socle_role
         where workspace_id = $1 and id = $2`,
        [workspaceId, id],
      )
    : [];
  if (!row) throw notFound();
  return row;
}

/**
 * Makes a role of the workspace's own as a copy of another one. A copy of an owner or an administrator
 * starts from the manager and may do everything that modules declare. Returns its id.
 */
export async function createRole(
  host: Host,
  by: By,
  input: { name: string; description?: string; copyOf: string },
): Promise<string> {
  const texts = checkTexts(input.name, input.description ?? '');
  const model = await getRole(host, by.workspaceId, input.copyOf);
  const basedOn = asBase(model.basedOn);
  const id = newId();
  return administer(host, by, async ({ query, record }) => {
    const [{ count = 0 } = {}] = await query<{ count: number }>(
      'select count(*)::int as count from socle_role where workspace_id = $1',
      [by.workspaceId],
    );
    if (count >= MAX_ROLES)
      throw new AppError('conflict', 'error.tooManyRoles', { maximum: MAX_ROLES });
    const rights = differingRights(host.registry, basedOn, model.rights);
    await unique(() =>
      query(
        `insert into socle_role (workspace_id, id, name, description, based_on, rights)
         values ($1, $2, $3, $4, $5, $6)`,
        [by.workspaceId, id, texts.name, texts.description, basedOn, JSON.stringify(rights)],
      ),
    );
    record({
      action: 'role.created',
      subject: { type: 'role', id, title: texts.name },
      after: { ...texts, basedOn, rights },
    });
    return id;
  });
}

const asBase = (role: BuiltInRole): BaseRole =>
  BASE_ROLES.find((base) => base === role) ?? 'manager';

/**
 * Saves a role. Rights that are not given (modules that are off) stay as they are; a right that reaches
 * further than sight is cut down, and the answer says which. Throws `stale` when the version has moved on.
 */
export async function saveRole(
  host: Host,
  by: By,
  id: string,
  input: { name: string; description: string; version: number } & GivenRights,
): Promise<Correction[]> {
  const texts = checkTexts(input.name, input.description);
  const given = checkRights(host.registry, await customFieldKeys(host, by.workspaceId), input);
  return administer(host, by, async ({ query, record }) => {
    const before = await findRole(query, by.workspaceId, id);
    if (before.version !== input.version) throw new AppError('stale', 'error.stale');
    const now = wholeRights(host.registry, before.based_on, before.rights);
    const wanted = { ...now.scopes, ...given.scopes };
    const { scopes, corrections } = limitedToSight(host.registry, wanted);
    const fields = mergedRules(now.fields, input.fields, given.fields);
    const differing = differingRights(host.registry, before.based_on, { scopes, fields });
    const rights = {
      ...differing,
      permissions: { ...absent(host, before), ...differing.permissions },
    };
    await unique(() =>
      query(
        `update socle_role set name = $3, description = $4, rights = $5, version = version + 1, updated_at = $6
         where workspace_id = $1 and id = $2`,
        [by.workspaceId, id, texts.name, texts.description, JSON.stringify(rights), host.clock()],
      ),
    );
    record({
      action: 'role.changed',
      subject: { type: 'role', id, title: texts.name },
      before: { name: before.name, description: before.description, rights: before.rights },
      after: { ...texts, rights },
    });
    return corrections;
  });
}

// What a module that is not installed any more would give stays for the day it is back.
const absent = (host: Host, { rights }: RoleRow): RoleRights['permissions'] =>
  Object.fromEntries(
    Object.entries(rights.permissions ?? {}).filter(([id]) => !host.registry.permissions.has(id)),
  );

/** Rules of the fields that were sent take the place of the old ones; the others stay. */
function mergedRules(
  before: WholeRights['fields'],
  sent: GivenRights['fields'],
  rules: WholeRights['fields'],
): WholeRights['fields'] {
  const merged = { ...before };
  for (const [type, fields] of Object.entries(sent)) {
    const untouched = Object.entries(before[type] ?? {}).filter(([name]) => !(name in fields));
    merged[type] = { ...Object.fromEntries(untouched), ...rules[type] };
  }
  return merged;
}

/** Removes a role nobody holds. Throws `conflict` naming who holds it, was invited to it or comes with it. */
export async function deleteRole(host: Host, by: By, id: string): Promise<void> {
  await administer(host, by, async ({ query, record, now }) => {
    const role = await findRole(query, by.workspaceId, id);
    const holders = await query<{ name: string }>(
      `select u.name from socle_membership m join socle_user u on u.id = m.user_id
       where m.workspace_id = $1 and m.role_id = $2
       union all
       select email from socle_invitation where workspace_id = $1 and role_id = $2
         and accepted_at is null and revoked_at is null and expires_at > $3
       union all
       select name from socle_sso_provider where workspace_id = $1 and role_id = $2
       limit 20`,
      [by.workspaceId, id, now],
    );
    if (holders.length > 0) {
      const names = holders.map(({ name }) => name).join(', ');
      throw new AppError('conflict', 'error.roleInUse', { names });
    }
    await query('delete from socle_role where workspace_id = $1 and id = $2', [by.workspaceId, id]);
    record({
      action: 'role.removed',
      subject: { type: 'role', id, title: role.name },
      before: { name: role.name, description: role.description, rights: role.rights },
    });
  });
}

function checkTexts(givenName: string, givenDescription: string) {
  const name = givenName.trim();
  const description = givenDescription.trim();
  if (name === '') throw invalid([{ field: 'name', code: 'error.required' }]);
  const long = (field: string, maximum: number) =>
    invalid([{ field, code: 'error.tooBig.string', params: { maximum } }]);
  if (name.length > MAX_NAME) throw long('name', MAX_NAME);
  if (description.length > MAX_DESCRIPTION) throw long('description', MAX_DESCRIPTION);
  return { name, description };
}

async function unique(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isDuplicate(error)) throw invalid([{ field: 'name', code: 'error.nameTaken' }]);
    throw error;
  }
}

async function customFieldKeys(host: Host, workspaceId: string): Promise<Map<string, Set<string>>> {
  const keys = new Map<string, Set<string>>();
  for (const { recordType, key } of await allCustomFields(host, workspaceId))
    keys.set(recordType, (keys.get(recordType) ?? new Set()).add(key));
  return keys;
}
