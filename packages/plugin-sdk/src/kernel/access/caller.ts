import type { AccessScope, FieldRule } from '../../contract';
import { forbidden, invalid } from '../../primitives';
import type { Via } from '../../server/ctx';
import type { RegisteredRecord, Registry } from '../registry';
import { type Access, ownersIn, reaches } from './access';

/** The rights of one caller as kernel code asks for them; `all` for the system. */
export interface Caller {
  scope(permission: string): AccessScope;
  /** `all`, or the ids of those whose records the permission reaches. */
  owners(permission: string): 'all' | readonly string[];
  reaches(permission: string, owner: string | null): boolean;
  fieldRule(type: string, field: string): FieldRule | null;
  /** Names of a record type's hidden fields. */
  hidden(type: string): readonly string[];
  /** Whether any field of the type has a rule. */
  hasFieldRules(type: string): boolean;
}

/** Reads an access; permissions of modules that are switched off count as not held. */
export function createCaller(
  registry: Registry,
  modulesOn: ReadonlySet<string>,
  access: Access | 'all',
): Caller {
  const isOn = (permission: string): boolean =>
    modulesOn.has(registry.permissions.get(permission) ?? '');
  const rulesOf = (type: string) => (access === 'all' ? undefined : access.fields.get(type));
  return {
    scope(permission) {
      if (!isOn(permission)) return 'none';
      return access === 'all' ? 'all' : (access.scopes.get(permission) ?? 'none');
    },
    owners(permission) {
      if (!isOn(permission)) return [];
      return access === 'all' ? 'all' : ownersIn(access, permission);
    },
    reaches: (permission, owner) =>
      isOn(permission) && (access === 'all' || reaches(access, permission, owner)),
    fieldRule: (type, field) => rulesOf(type)?.get(field) ?? null,
    hidden: (type) =>
      [...(rulesOf(type) ?? [])].filter(([, rule]) => rule === 'hidden').map(([field]) => field),
    hasFieldRules: (type) => (rulesOf(type)?.size ?? 0) > 0,
  };
}

const CUSTOM = 'customFields.';

/** Empties the hidden fields of rows by their API names. */
export function maskRows<R extends object>(
  caller: Caller,
  record: RegisteredRecord,
  rows: readonly R[],
): R[] {
  const hidden = caller.hidden(record.type);
  if (hidden.length === 0) return [...rows];
  const fields = hidden.filter((name) => !name.startsWith(CUSTOM));
  const keys = hidden
    .filter((name) => name.startsWith(CUSTOM))
    .map((name) => name.slice(CUSTOM.length));
  return rows.map((row) => {
    const shown = { ...row } as Record<string, unknown>;
    for (const name of fields)
      if (name in shown) shown[name] = emptyValue(record, name, shown[name]);
    if (keys.length > 0 && isObject(shown.customFields))
      shown.customFields = Object.fromEntries(
        Object.entries(shown.customFields).filter(([key]) => !keys.includes(key)),
      );
    return shown as R;
  });
}

// A value of the field's own kind, so that whatever shows it needs no case of its own.
function emptyValue(record: RegisteredRecord, name: string, value: unknown): unknown {
  if (Array.isArray(value)) return [];
  const type = record.fields[name]?.type;
  return typeof value === 'string' && (type === 'text' || type === 'longText' || type === 'email')
    ? ''
    : null;
}

/** Leaves the fields out of an answer that the caller does not see at all. */
export function withoutHidden<R extends object>(caller: Caller, type: string, row: R): R {
  const hidden = caller.hidden(type);
  return hidden.length === 0
    ? row
    : (Object.fromEntries(Object.entries(row).filter(([name]) => !hidden.includes(name))) as R);
}

/** See `Ctx.writable`. */
export function writablePart<P extends object>(
  caller: Caller,
  type: string,
  change: P,
  via: Via,
): P {
  if (!caller.hasFieldRules(type) || !isObject(change)) return change;
  const refused: string[] = [];
  const kept = Object.entries(change).filter(([name, value]) => {
    if (value === undefined || caller.fieldRule(type, name) === null) return true;
    refused.push(name);
    return false;
  });
  const part = Object.fromEntries(kept) as { customFields?: unknown };
  if (isObject(part.customFields)) {
    const values = Object.entries(part.customFields);
    const mine = values.filter(([key]) => caller.fieldRule(type, `${CUSTOM}${key}`) === null);
    refused.push(
      ...values.filter((entry) => !mine.includes(entry)).map(([key]) => `${CUSTOM}${key}`),
    );
    part.customFields = Object.fromEntries(mine);
  }
  if (refused.length > 0 && via === 'api')
    throw invalid(refused.map((field) => ({ field, code: 'error.fieldNotYours' })));
  return part as P;
}

/** Refuses an act on a record the permission does not reach. */
export function requireReach(caller: Caller, permission: string, owner: string | null): void {
  if (!caller.reaches(permission, owner)) throw forbidden(permission);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
