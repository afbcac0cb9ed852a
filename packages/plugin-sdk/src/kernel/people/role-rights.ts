import {
  ACCESS_SCOPES,
  type AccessScope,
  type BuiltInRole,
  FIELD_RULES,
  type FieldRule,
  RECORD_VERBS,
  type RecordVerb,
  type RoleRights,
} from '../../contract';
import { type FieldError, invalid } from '../../primitives';
import type { RegisteredRecord, Registry } from '../registry';

/** Built-in roles a role of one's own may be based on. */
export const BASE_ROLES = ['manager', 'member', 'reader'] as const;
export type BaseRole = (typeof BASE_ROLES)[number];

/** The rights of a role as an editor holds them: everything that can be set, not only what differs. */
export interface WholeRights {
  /** Permission id → how far it reaches. */
  scopes: Record<string, AccessScope>;
  /** Record type → field → rule; a field without one is visible and may be changed. */
  fields: Record<string, Record<string, FieldRule>>;
}

/** A right that was set wider than the right to see, and was cut down to it. */
export interface Correction {
  permission: string;
  from: AccessScope;
  to: AccessScope;
}

/** Everything a role may do, spelled out permission by permission. */
export function wholeRights(
  registry: Registry,
  basedOn: BuiltInRole,
  rights: RoleRights | null,
): WholeRights {
  const granted = registry.rolePermissions.get(basedOn) ?? new Set<string>();
  const scopes: WholeRights['scopes'] = {};
  for (const id of registry.permissions.keys())
    scopes[id] = rights?.permissions?.[id] ?? (granted.has(id) ? 'all' : 'none');
  return { scopes: limitedToSight(registry, scopes).scopes, fields: rights?.fields ?? {} };
}

/** What is kept of a role: only what differs from the one it is based on. */
export function differingRights(
  registry: Registry,
  basedOn: BuiltInRole,
  whole: WholeRights,
): RoleRights {
  const granted = registry.rolePermissions.get(basedOn) ?? new Set<string>();
  const permissions = Object.fromEntries(
    Object.entries(whole.scopes).filter(
      ([id, scope]) => scope !== (granted.has(id) ? 'all' : 'none'),
    ),
  );
  const fields = Object.fromEntries(
    Object.entries(whole.fields).filter(([, rules]) => Object.keys(rules).length > 0),
  );
  return { permissions, fields };
}

const REACH: Record<AccessScope, number> = { none: 0, own: 1, team: 2, all: 3 };

/** Cuts every right on a record down to the right to see it, as the engine does, and says what it cut. */
export function limitedToSight(
  registry: Registry,
  scopes: Readonly<Record<string, AccessScope>>,
): { scopes: Record<string, AccessScope>; corrections: Correction[] } {
  const limited = { ...scopes };
  const corrections: Correction[] = [];
  for (const [permission, type] of registry.scopedPermissions) {
    const record = registry.records.get(type);
    if (!record || isFree(record, permission)) continue;
    const to = scopes[record.permissions.read] ?? 'none';
    const from = scopes[permission] ?? 'none';
    if (REACH[from] <= REACH[to]) continue;
    limited[permission] = to;
    corrections.push({ permission, from, to });
  }
  return { scopes: limited, corrections };
}

// One may make what one will not see again.
const isFree = (record: RegisteredRecord, permission: string): boolean =>
  permission === record.permissions.read || permission === record.permissions.create;

/** The verbs of a record with the permission of each; a permission that serves two verbs is set once. */
export function verbsToSet(record: RegisteredRecord): {
  verb: RecordVerb;
  permission: string;
  /** The verb whose permission this one shares. */
  sameAs: RecordVerb | null;
}[] {
  const first = new Map<string, RecordVerb>();
  return RECORD_VERBS.map((verb) => {
    const permission = record.permissions[verb];
    const sameAs = first.get(permission) ?? null;
    if (sameAs === null) first.set(permission, verb);
    return { verb, permission, sameAs };
  });
}

/** What somebody sent as the rights of a role. */
export interface GivenRights {
  scopes: Record<string, unknown>;
  fields: Record<string, Record<string, unknown>>;
}

/**
 * Checks given rights against what the modules declare. Throws `invalid`; its fields are named
 * `scopes.PERMISSION` and `fields.TYPE.FIELD`, with `:` for the dots of an id (see `formName`).
 */
export function checkRights(
  registry: Registry,
  customFields: ReadonlyMap<string, ReadonlySet<string>>,
  given: GivenRights,
): WholeRights {
  const errors: FieldError[] = [];
  const scopes: WholeRights['scopes'] = {};
  for (const [id, scope] of Object.entries(given.scopes)) {
    const code = scopeError(registry, id, scope);
    if (code) errors.push({ field: `scopes.${formName(id)}`, ...code });
    else scopes[id] = scope as AccessScope;
  }
  const fields: WholeRights['fields'] = {};
  for (const [type, rules] of Object.entries(given.fields)) {
    const known = fieldNames(registry.records.get(type), customFields.get(type));
    for (const [name, rule] of Object.entries(rules)) {
      const code = ruleError(known, name, rule);
      if (code) errors.push({ field: `fields.${formName(type)}.${formName(name)}`, ...code });
      else if (rule !== 'visible') fields[type] = { ...fields[type], [name]: rule as FieldRule };
    }
  }
  if (errors.length > 0) throw invalid(errors);
  return { scopes, fields };
}

/** An id as a form can carry it: a dot in a field's name would open a level. */
export const formName = (id: string): string => id.replaceAll('.', ':');

/** The id that `formName` wrote. */
export const idOfFormName = (name: string): string => name.replaceAll(':', '.');

function scopeError(
  registry: Registry,
  id: string,
  scope: unknown,
): Omit<FieldError, 'field'> | null {
  if (!registry.permissions.has(id))
    return { code: 'error.unknownPermission', params: { permission: id.slice(0, 100) } };
  const choices = registry.scopedPermissions.has(id) ? ACCESS_SCOPES : (['none', 'all'] as const);
  return (choices as readonly unknown[]).includes(scope)
    ? null
    : { code: 'error.notAChoice', params: { choices: choices.join(', ') } };
}

function fieldNames(
  record: RegisteredRecord | undefined,
  custom: ReadonlySet<string> | undefined,
): ReadonlySet<string> {
  if (!record) return new Set();
  const own = Object.keys(record.fields).filter((name) => name !== record.title);
  return new Set([...own, ...[...(custom ?? [])].map((key) => `customFields.${key}`)]);
}

function ruleError(
  known: ReadonlySet<string>,
  name: string,
  rule: unknown,
): Omit<FieldError, 'field'> | null {
  if (!known.has(name))
    return { code: 'error.unknownField', params: { names: name.slice(0, 100) } };
  const choices = ['visible', ...FIELD_RULES];
  return choices.includes(rule as string)
    ? null
    : { code: 'error.notAChoice', params: { choices: choices.join(', ') } };
}
