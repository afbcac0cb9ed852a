import type { AccessScope, FieldRule, RecordVerb } from '@socle/plugin-sdk';
import {
  allCustomFields,
  formName,
  type Host,
  idOfFormName,
  type RegisteredRecord,
  verbsToSet,
  type WholeRights,
  type WorkspaceState,
} from '@socle/plugin-sdk/kernel';
import { z } from 'zod';

/** A right as the editor shows it: one choice. */
export interface RightView {
  permission: string;
  /** Name of the choice in the form. */
  name: string;
  /** Message key. */
  label: string;
  scope: AccessScope;
}

/** One verb of a record type. */
export interface VerbView extends Omit<RightView, 'label'> {
  verb: RecordVerb;
  /** The verb that is set together with this one. */
  sameAs: RecordVerb | null;
}

export interface FieldView {
  name: string;
  /** Message key, or the words of a custom field. */
  label: string;
  rule: 'visible' | FieldRule;
}

/** A record type with every right on it. */
export interface RecordRightsView {
  type: string;
  label: string;
  icon: string;
  verbs: VerbView[];
  special: RightView[];
  fields: FieldView[];
}

/** A module with everything a role may or may not do there. */
export interface ModuleRightsView {
  id: string;
  name: string;
  records: RecordRightsView[];
  special: RightView[];
}

/** What a role may do, arranged as people think of it: module, kind of record, right. Only what is switched on. */
export async function rightsView(
  host: Host,
  state: WorkspaceState,
  rights: WholeRights,
): Promise<ModuleRightsView[]> {
  const { registry } = host;
  const custom = await allCustomFields(host, state.info.id);
  const verbs = new Set(
    [...registry.records.values()].flatMap((r) => Object.values(r.permissions)),
  );
  const special = [...registry.permissionDefinitions]
    .filter(([id]) => !verbs.has(id))
    .map(([id, { label, record }]) => ({
      record: record ?? null,
      moduleId: registry.permissions.get(id),
      right: { permission: id, name: scopeName(id), label, scope: rights.scopes[id] ?? 'none' },
    }));
  const view = (record: RegisteredRecord): RecordRightsView => ({
    type: record.type,
    label: record.labelPlural,
    icon: record.icon,
    verbs: verbsToSet(record).map(({ verb, permission, sameAs }) => ({
      verb,
      sameAs,
      permission,
      name: scopeName(permission),
      scope: rights.scopes[permission] ?? 'none',
    })),
    special: special.filter((one) => one.record === record.type).map(({ right }) => right),
    fields: [
      ...Object.entries(record.fields)
        .filter(([name]) => name !== record.title)
        .map(([name, { label }]) => ({ field: name, label })),
      ...custom
        .filter(({ recordType, archivedAt }) => recordType === record.type && !archivedAt)
        .map(({ key, label }) => ({ field: `customFields.${key}`, label })),
    ].map(({ field, label }) => ({
      name: `fields.${formName(record.type)}.${formName(field)}`,
      label,
      rule: rights.fields[record.type]?.[field] ?? 'visible',
    })),
  });
  const records = [...registry.records.values()];
  return registry.modules
    .filter(({ manifest }) => state.modulesOn.has(manifest.id))
    .map(({ manifest }) => ({
      id: manifest.id,
      name: manifest.name,
      records: records.filter(({ moduleId }) => moduleId === manifest.id).map(view),
      special: special
        .filter((one) => one.moduleId === manifest.id && one.record === null)
        .map(({ right }) => right),
    }))
    .filter(({ records: of, special: also }) => of.length + also.length > 0);
}

const scopeName = (permission: string): string => `scopes.${formName(permission)}`;

// A checkbox that is not ticked sends nothing; a hidden "none" before it speaks for it.
const zChoice = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value.at(-1) : value));

/** The editor's form. */
export const roleInput = z.object({
  name: z.string(),
  description: z.string().default(''),
  version: z.coerce.number().int(),
  scopes: z.record(z.string(), zChoice).default({}),
  fields: z.record(z.string(), z.record(z.string(), zChoice)).default({}),
});

/** The editor's form with ids as the kernel knows them. */
export const rightsGiven = ({ scopes, fields }: z.output<typeof roleInput>) => ({
  scopes: byId(scopes),
  fields: byId(
    Object.fromEntries(Object.entries(fields).map(([type, rules]) => [type, byId(rules)])),
  ),
});

const byId = <V>(named: Record<string, V>): Record<string, V> =>
  Object.fromEntries(Object.entries(named).map(([name, value]) => [idOfFormName(name), value]));
