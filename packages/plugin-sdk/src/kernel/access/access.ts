import type {
  AccessScope,
  BuiltInRole,
  ClientAccess,
  FieldRule,
  RecordVerb,
  RoleRights,
} from '../../contract';
import type { Registry } from '../registry';

/** What a membership says of a person's rights. */
export interface MembershipRights {
  role: BuiltInRole;
  /** Rights of the workspace's own role that takes the built-in one's place; null without one. */
  rights: RoleRights | null;
  /** The person, and those whose work they took over for now. */
  own: readonly string[];
  /** All of `own`, their team mates, and everybody below a team they manage. */
  team: readonly string[];
}

/**
 * What one caller may do in one workspace. The only judge of it: the predicate in SQL, the check in
 * memory and the map sent to the browser are all made from this.
 */
export interface Access {
  /** Permission id → how far it reaches; what is missing is `none`. */
  scopes: ReadonlyMap<string, AccessScope>;
  /** Record type → field → rule. */
  fields: ReadonlyMap<string, ReadonlyMap<string, FieldRule>>;
  own: readonly string[];
  team: readonly string[];
}

/** Nothing at all. */
export const NO_ACCESS: Access = { scopes: new Map(), fields: new Map(), own: [], team: [] };

/** Makes a caller's access out of role, teams and delegations. */
export function compileAccess(registry: Registry, membership: MembershipRights): Access {
  const granted = registry.rolePermissions.get(membership.role) ?? new Set<string>();
  const { rights, own, team } = membership;
  const scopes = new Map<string, AccessScope>();
  for (const id of registry.permissions.keys()) {
    const scope = rights?.permissions[id] ?? (granted.has(id) ? 'all' : 'none');
    if (scope !== 'none') scopes.set(id, scope);
  }
  return {
    scopes: withoutDangling(registry, scopes),
    fields: fieldRules(registry, rights),
    own,
    team,
  };
}

// Whoever may not see a record may do nothing else with it, and nothing reaches further than sight.
function withoutDangling(
  registry: Registry,
  scopes: ReadonlyMap<string, AccessScope>,
): Map<string, AccessScope> {
  const limited = new Map(scopes);
  for (const [permission, type] of registry.scopedPermissions) {
    const record = registry.records.get(type);
    if (!record || permission === record.permissions.read) continue;
    // One may make what one will not see again: a request form, a lead handed to others.
    if (permission === record.permissions.create) continue;
    const sight = scopes.get(record.permissions.read) ?? 'none';
    const narrower = narrowest(scopes.get(permission) ?? 'none', sight);
    if (narrower === 'none') limited.delete(permission);
    else limited.set(permission, narrower);
  }
  return limited;
}

const REACH: Record<AccessScope, number> = { none: 0, own: 1, team: 2, all: 3 };

const narrowest = (a: AccessScope, b: AccessScope): AccessScope => (REACH[a] <= REACH[b] ? a : b);

function fieldRules(registry: Registry, rights: RoleRights | null): Access['fields'] {
  const rules = new Map<string, ReadonlyMap<string, FieldRule>>();
  for (const [type, fields] of Object.entries(rights?.fields ?? {})) {
    const record = registry.records.get(type);
    if (!record) continue;
    // The name of a record is what every list, link and message shows of it: it has no rule.
    const known = Object.entries(fields).filter(([name]) => name !== record.title);
    if (known.length > 0) rules.set(type, new Map(known));
  }
  return rules;
}

/** Cuts an access down to the scopes of an API key. */
export function narrowAccess(access: Access, permissions: readonly string[] | null): Access {
  if (permissions === null) return access;
  const wanted = new Set(permissions);
  return { ...access, scopes: new Map([...access.scopes].filter(([id]) => wanted.has(id))) };
}

/** Whose records a scope reaches: `all`, or the ids of their owners. */
export function ownersIn(access: Access, permission: string): 'all' | readonly string[] {
  switch (access.scopes.get(permission) ?? 'none') {
    case 'all':
      return 'all';
    case 'team':
      return access.team;
    case 'own':
      return access.own;
    case 'none':
      return [];
  }
}

/** Whether a permission reaches a record of this owner (see `ownerOf`). */
export function reaches(access: Access, permission: string, owner: string | null): boolean {
  const owners = ownersIn(access, permission);
  return owners === 'all' || (owner !== null && owners.includes(owner));
}

/**
 * The setting `app.access` of a transaction, read by the policies of `access-policies.ts`: record
 * type → `all` or the owners whose records may be seen. What is missing is not seen.
 */
export function accessSetting(registry: Registry, access: Access | 'all'): string {
  if (access === 'all') return SEES_ALL;
  const seen: Record<string, 'all' | readonly string[]> = {};
  for (const record of registry.records.values()) {
    const owners = ownersIn(access, record.permissions.read);
    if (owners === 'all' || owners.length > 0) seen[record.type] = owners;
  }
  const areAll = [...registry.records.keys()].every((type) => seen[type] === 'all');
  return areAll ? SEES_ALL : JSON.stringify(seen);
}

/** The setting of one who sees every record of the workspace. */
export const SEES_ALL = '{"*":"all"}';

/** The map for the browser. */
export const clientAccess = (access: Access): ClientAccess => ({
  scopes: Object.fromEntries(access.scopes),
  fields: Object.fromEntries(
    [...access.fields].map(([type, rules]) => [type, Object.fromEntries(rules)]),
  ),
});

/** The verbs of a record type by the permission that stands for each. */
export const verbsOf = (record: {
  permissions: Record<RecordVerb, string>;
}): [RecordVerb, string][] => Object.entries(record.permissions) as [RecordVerb, string][];
