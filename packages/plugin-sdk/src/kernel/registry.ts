import type { Manifest, PermissionDefinition, RecordDefinition, RecordVerb } from '../contract';
import { BUILT_IN_ROLES, type BuiltInRole } from '../contract';
import type { ServerModule } from '../server/server-module';

/** A module set that cannot be booted; the message names the parties. */
export class RegistryError extends Error {
  override name = 'RegistryError';
}

/** A record type with the module that owns it. */
export interface RegisteredRecord extends RecordDefinition {
  type: string;
  moduleId: string;
  /** A permission for every verb. */
  permissions: Record<RecordVerb, string>;
}

/** All modules of an installation, checked and in dependency order. */
export interface Registry {
  modules: readonly ServerModule[];
  byId: ReadonlyMap<string, ServerModule>;
  records: ReadonlyMap<string, RegisteredRecord>;
  /** Permission id → owning module. */
  permissions: ReadonlyMap<string, string>;
  /** What a permission is called, and whom it is given to from the start. */
  permissionDefinitions: ReadonlyMap<string, PermissionDefinition>;
  /** Permissions that can be held for some records only → the record type. */
  scopedPermissions: ReadonlyMap<string, string>;
  rolePermissions: ReadonlyMap<BuiltInRole, ReadonlySet<string>>;
  /** Modules that depend, directly or not, on the given one. */
  dependants(moduleId: string): string[];
}

/** Checks a set of modules and orders it. Throws a RegistryError that names both parties of a clash. */
export function createRegistry(modules: readonly ServerModule[]): Registry {
  const byId = new Map<string, ServerModule>();
  for (const module of modules) {
    const { id } = module.manifest;
    if (!/^[a-z][a-z0-9]{1,30}$/.test(id)) {
      throw new RegistryError(`Module id "${id}" must be lower-case letters and digits.`);
    }
    if (byId.has(id)) throw new RegistryError(`Two modules have the id "${id}".`);
    byId.set(id, module);
  }
  const ordered = orderModules(byId);
  checkUniqueIds(ordered);
  const permissionDefinitions = collectPermissions(ordered);
  const permissions = new Map(
    [...permissionDefinitions].map(([id]) => [id, id.split('.')[0] ?? '']),
  );
  checkPermissionsUsed(ordered, permissions);
  const records = collectRecords(ordered);
  checkExtensions(ordered);
  return {
    modules: ordered,
    byId,
    records,
    permissions,
    permissionDefinitions,
    scopedPermissions: scopedPermissions(permissionDefinitions, records),
    rolePermissions: grantRoles(permissionDefinitions),
    dependants: (moduleId) => dependantsOf(ordered, moduleId),
  };
}

function orderModules(byId: Map<string, ServerModule>): ServerModule[] {
  const ordered: ServerModule[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (id: string, path: string[]): void => {
    if (state.get(id) === 'done') return;
    if (state.get(id) === 'open') {
      throw new RegistryError(
        `Modules depend on each other in a circle: ${[...path, id].join(' → ')}.`,
      );
    }
    const module = byId.get(id);
    if (!module) {
      throw new RegistryError(
        `Module "${path.at(-1)}" depends on "${id}", which is not installed.`,
      );
    }
    state.set(id, 'open');
    const { dependsOn, enhances = [] } = module.manifest;
    for (const dependency of dependsOn) visit(dependency, [...path, id]);
    // An enhanced module is optional, but goes first when it is there.
    for (const other of enhances) if (byId.has(other)) visit(other, [...path, id]);
    state.set(id, 'done');
    ordered.push(module);
  };
  for (const id of byId.keys()) visit(id, []);
  return ordered;
}

function checkUniqueIds(modules: readonly ServerModule[]): void {
  const claim = claims();
  for (const { manifest, ...module } of modules) {
    const own = (kind: string, id: string) => {
      if (!id.startsWith(`${manifest.id}.`)) {
        throw new RegistryError(
          `The ${kind} "${id}" of module "${manifest.id}" must start with "${manifest.id}.".`,
        );
      }
      claim(kind, id, manifest.id);
    };
    for (const route of manifest.routes ?? []) {
      own('route', route.id);
      claim('path', route.path, manifest.id);
    }
    for (const entry of manifest.navigation ?? []) own('navigation entry', entry.id);
    for (const id of Object.keys(manifest.permissions)) own('permission', id);
    for (const [type, record] of Object.entries(manifest.records ?? {})) {
      own('record type', type);
      if (!record.table.startsWith(`${manifest.id}_`)) {
        throw new RegistryError(
          `The table "${record.table}" of module "${manifest.id}" must start with "${manifest.id}_".`,
        );
      }
      claim('table', record.table, manifest.id);
    }
    for (const job of module.jobs ?? []) own('job', job.id);
    for (const subscriber of module.subscribers ?? []) own('subscriber', subscriber.id);
    for (const schedule of module.schedules ?? []) own('schedule', schedule.id);
    for (const resource of module.resources ?? [])
      claim('REST resource', resource.name, manifest.id);
    for (const provider of module.ports ?? []) claim('port', provider.port.id, manifest.id);
    for (const link of module.links ?? []) own('link', link.id);
    for (const fill of module.slots ?? []) own('slot fill', fill.id);
    for (const entity of module.entities ?? []) {
      claim('table', `entity ${entity.options.tableName ?? entity.options.name}`, manifest.id);
    }
    const ids = new Set<string>();
    for (const migration of module.migrations ?? []) {
      if (ids.has(migration.id)) {
        throw new RegistryError(`Module "${manifest.id}" has two migrations "${migration.id}".`);
      }
      ids.add(migration.id);
    }
  }
}

function claims(): (kind: string, id: string, owner: string) => void {
  const owners = new Map<string, string>();
  return (kind, id, owner) => {
    const key = `${kind} ${id}`;
    const other = owners.get(key);
    if (other !== undefined) {
      throw new RegistryError(
        other === owner
          ? `Module "${owner}" declares the ${kind} "${id}" twice.`
          : `Modules "${other}" and "${owner}" both declare the ${kind} "${id}".`,
      );
    }
    owners.set(key, owner);
  };
}

function collectPermissions(modules: readonly ServerModule[]): Map<string, PermissionDefinition> {
  const permissions = new Map<string, PermissionDefinition>();
  for (const { manifest } of modules) {
    for (const [id, permission] of Object.entries<PermissionDefinition>(manifest.permissions))
      permissions.set(id, permission);
    for (const [type, { permissions: of }] of Object.entries(manifest.records ?? {})) {
      const roles = permissions.get(of.update)?.roles ?? [];
      if (!of.archive) permissions.set(`${type}.archive`, { label: 'ui.right.archive', roles });
      if (!of.export) permissions.set(`${type}.export`, { label: 'ui.right.export', roles });
    }
  }
  return permissions;
}

function scopedPermissions(
  permissions: ReadonlyMap<string, PermissionDefinition>,
  records: ReadonlyMap<string, RegisteredRecord>,
): Map<string, string> {
  const scoped = new Map<string, string>();
  for (const record of records.values())
    for (const id of Object.values(record.permissions)) {
      const other = scoped.get(id);
      if (other !== undefined && other !== record.type) {
        throw new RegistryError(
          `The record types "${other}" and "${record.type}" share the permission "${id}": each needs its own, because rights may differ.`,
        );
      }
      scoped.set(id, record.type);
    }
  for (const [id, { record }] of permissions) if (record) scoped.set(id, record);
  return scoped;
}

function checkPermissionsUsed(
  modules: readonly ServerModule[],
  permissions: ReadonlyMap<string, string>,
): void {
  for (const { manifest, resources, slots, timeline } of modules) {
    const used: [string, string][] = [
      ...(manifest.navigation ?? []).map((n): [string, string] => [
        `navigation entry "${n.id}"`,
        n.permission,
      ]),
      ...Object.entries(manifest.records ?? {}).flatMap(([type, record]) =>
        Object.values(record.permissions).map((p): [string, string] => [
          `record type "${type}"`,
          p,
        ]),
      ),
      ...(resources ?? []).flatMap((resource) =>
        Object.entries(resource.actions ?? {}).map(([name, action]): [string, string] => [
          `action "${name}" of the REST resource "${resource.name}"`,
          action.permission,
        ]),
      ),
      ...(resources ?? []).flatMap((resource) =>
        Object.entries(resource.views ?? {}).map(([name, view]): [string, string] => [
          `view "${name}" of the REST resource "${resource.name}"`,
          view.permission,
        ]),
      ),
      ...(slots ?? []).map((fill): [string, string] => [`slot fill "${fill.id}"`, fill.permission]),
      ...(timeline ?? []).map((source): [string, string] => [
        `timeline of "${source.event}"`,
        source.permission,
      ]),
    ];
    for (const [where, permission] of used) {
      if (!permissions.has(permission)) {
        throw new RegistryError(
          `The ${where} of module "${manifest.id}" needs the permission "${permission}", which no module declares.`,
        );
      }
    }
  }
}

function collectRecords(modules: readonly ServerModule[]): Map<string, RegisteredRecord> {
  const records = new Map<string, RegisteredRecord>();
  for (const { manifest } of modules) {
    for (const [type, record] of Object.entries(manifest.records ?? {})) {
      if (!record.fields[record.title]) {
        throw new RegistryError(
          `The record type "${type}" names "${record.title}" as its title, which is not one of its fields.`,
        );
      }
      if (record.owner && record.fields[record.owner]?.type !== 'user') {
        throw new RegistryError(
          `The record type "${type}" names "${record.owner}" as its owner, which is not one of its fields of the type "user".`,
        );
      }
      records.set(type, {
        ...record,
        type,
        moduleId: manifest.id,
        permissions: {
          archive: `${type}.archive`,
          export: `${type}.export`,
          ...record.permissions,
        },
      });
    }
  }
  for (const record of records.values()) {
    for (const [name, field] of Object.entries(record.fields)) {
      if (field.to && !records.has(field.to)) {
        throw new RegistryError(
          `The field "${name}" of "${record.type}" points at "${field.to}", which no module declares.`,
        );
      }
    }
  }
  return records;
}

function checkExtensions(modules: readonly ServerModule[]): void {
  const types = new Set(modules.flatMap((m) => Object.keys(m.manifest.records ?? {})));
  const jobs = new Set(modules.flatMap((m) => (m.jobs ?? []).map((job) => job.id)));
  for (const { manifest, links, schedules, resources, search } of modules) {
    for (const link of links ?? []) {
      for (const end of [link.from, link.to]) {
        if (!types.has(end))
          throw new RegistryError(
            `The link "${link.id}" of module "${manifest.id}" points at "${end}", which no module declares.`,
          );
      }
    }
    for (const schedule of schedules ?? []) {
      if (!jobs.has(schedule.job.id))
        throw new RegistryError(
          `The schedule "${schedule.id}" of module "${manifest.id}" starts the job "${schedule.job.id}", which no module declares.`,
        );
    }
    for (const resource of resources ?? []) {
      if (!types.has(resource.record))
        throw new RegistryError(
          `The REST resource "${resource.name}" of module "${manifest.id}" serves "${resource.record}", which no module declares.`,
        );
    }
    for (const type of Object.keys(search ?? {})) {
      if (!manifest.records?.[type])
        throw new RegistryError(
          `Module "${manifest.id}" makes "${type}" searchable, but does not own it.`,
        );
    }
  }
}

function grantRoles(
  permissions: ReadonlyMap<string, PermissionDefinition>,
): Map<BuiltInRole, Set<string>> {
  const grants = new Map<BuiltInRole, Set<string>>(BUILT_IN_ROLES.map((role) => [role, new Set()]));
  for (const [id, permission] of permissions) {
    for (const role of ['owner', 'admin', ...permission.roles] as const) grants.get(role)?.add(id);
  }
  return grants;
}

function dependantsOf(modules: readonly ServerModule[], moduleId: string): string[] {
  const found = new Set([moduleId]);
  for (const { manifest } of modules) {
    if (manifest.dependsOn.some((id) => found.has(id))) found.add(manifest.id);
  }
  found.delete(moduleId);
  return [...found];
}

/** What a manifest says of itself, without its messages: small enough to send to a page. */
export type ManifestSummary = Omit<Manifest, 'messages'>;
