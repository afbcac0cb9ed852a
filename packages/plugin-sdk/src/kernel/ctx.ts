import type { EntitySchema } from 'typeorm';
import type { GuardPoint, Manifest, PortDefinition, SettingsOf } from '../contract';
import { AppError, forbidden } from '../primitives';
import type { Actor, Ctx, Via } from '../server/ctx';
import type { RecordEntity, WorkspaceRow } from '../server/repository';
import { type Access, accessSetting, SEES_ALL } from './access/access';
import { createCaller, maskRows, withoutHidden, writablePart } from './access/caller';
import { recordChanges } from './audit/record-changes';
import { checkCustomValues, listCustomFields } from './custom-fields';
import { createFiles } from './files';
import type { Host } from './host';
import { createJobs } from './jobs';
import { createLinks } from './links';
import { type PublishScope, publishEvents } from './outbox';
import {
  countRecords,
  findRecord,
  getRecord,
  listRecords,
  type RecordScope,
  recordTitles,
} from './records';
import { createRepository, type RepositoryScope } from './repository';
import type { Transaction } from './tenancy';
import type { WorkspaceState } from './workspace-state';

/** Who is calling, and from where. */
export interface CtxOrigin {
  actor: Actor;
  via: Via;
  requestId: string;
  locale: 'fr' | 'en';
  timeZone: string;
  /** What the caller may do; `all` for the system. */
  access: Access | 'all';
  /** Permissions of the API key that was used, when it has fewer than its owner. */
  keyScopes?: readonly string[] | null;
  /** The administrator who acts in the member's name. */
  impersonatorId?: string | null;
  /** The event being handled, for the chain of causes. */
  cause: { eventId: string; depth: number } | null;
  /** Another clock than the host's: sample data of a year is written as if it happened then. */
  now?: () => Date;
}

/** Builds the context of one transaction in one workspace. */
export function createCtx(
  host: Host,
  state: WorkspaceState,
  origin: CtxOrigin,
  transaction: Transaction,
): Ctx {
  const { registry } = host;
  const workspaceId = state.info.id;
  const { query } = transaction;
  const log = host.log.child({ requestId: origin.requestId, workspaceId });
  const now = origin.now ?? ((): Date => host.clock());
  const fieldsByType = new Map<string, ReturnType<typeof listCustomFields>>();
  const customFields = (recordType: string): ReturnType<typeof listCustomFields> => {
    const kept = fieldsByType.get(recordType) ?? listCustomFields(query, workspaceId, recordType);
    fieldsByType.set(recordType, kept);
    return kept;
  };
  const caller = createCaller(registry, state.modulesOn, origin.access);
  const recordScope: RecordScope = {
    query,
    workspaceId,
    caller,
    records: registry.records,
    moment: () => ({ now: now(), timeZone: origin.timeZone, userId: origin.actor.userId }),
    searchText: (table) => host.searchTexts.get(table) ?? null,
    customFieldTypes: async (type) =>
      new Map((await customFields(type)).map((field) => [field.key, field.type])),
  };
  const recordOf = (type: string) => {
    const record = typeOf(type);
    if (!state.modulesOn.has(record.moduleId)) throw new AppError('notFound', 'error.notFound');
    ctx.require(record.permissions.read);
    return record;
  };
  const repositoryScope: RepositoryScope = {
    workspaceId,
    actor: origin.actor,
    now,
    transaction,
    searchText: (table) => host.searchTexts.get(table) ?? null,
    async checkCustomFields(table, values, stored) {
      const type = host.recordTypesByTable.get(table);
      return type ? checkCustomValues(await customFields(type), values, stored) : {};
    },
    caller,
    record: (table) => registry.records.get(host.recordTypesByTable.get(table) ?? '') ?? null,
    unrestricted: (work) => unrestricted(work),
    recordChanges: (changes) =>
      recordChanges(
        {
          query,
          workspaceId,
          actor: origin.actor,
          impersonatorId: origin.impersonatorId ?? null,
          via: origin.via,
          requestId: origin.requestId,
          now,
        },
        changes,
      ),
  };
  const publishScope: PublishScope = {
    query,
    workspaceId,
    userId: origin.actor.userId,
    requestId: origin.requestId,
    now,
    cause: origin.cause,
    registry,
    modulesOn: state.modulesOn,
    log,
  };
  const can = (permission: string): boolean => caller.scope(permission) !== 'none';
  let openCalls = 0;
  const unrestricted = async <T>(work: () => Promise<T>): Promise<T> => {
    if (origin.access === 'all') return work();
    openCalls += 1;
    if (openCalls === 1) await query("select set_config('app.access', $1, true)", [SEES_ALL]);
    try {
      return await work();
    } finally {
      openCalls -= 1;
      // After a failed statement the transaction is over anyway, and takes the setting with it.
      if (openCalls === 0)
        await query("select set_config('app.access', $1, true)", [
          accessSetting(registry, origin.access),
        ]).catch(() => undefined);
    }
  };
  const typeOf = (type: string) => {
    const record = registry.records.get(type);
    if (!record) throw new Error(`No module declares the record type "${type}".`);
    return record;
  };

  const ctx: Ctx = {
    workspace: state.info,
    actor: origin.actor,
    via: origin.via,
    requestId: origin.requestId,
    locale: origin.locale,
    timeZone: origin.timeZone,
    log,
    jobs: createJobs(host, {
      query,
      workspaceId,
      actor: origin.actor,
      locale: origin.locale,
      keyScopes: origin.keyScopes ?? null,
      now,
      transaction,
    }),
    files: createFiles(host, {
      query,
      workspaceId,
      actor: origin.actor,
      now,
      transaction,
      can,
      isVisible: async ({ type, id }) => (await ctx.records.find(type, id)) !== null,
    }),
    links: createLinks(query, workspaceId),
    customFields: { list: customFields },
    records: {
      list: async (type, q) => listRecords(recordScope, recordOf(type), q),
      find: async (type, id) => findRecord(recordScope, recordOf(type), id),
      get: async (type, id) => getRecord(recordScope, recordOf(type), id),
      count: async (type, q) => countRecords(recordScope, recordOf(type), q),
      partlyVisible: () =>
        [...registry.records.values()]
          .filter(({ permissions }) => ['own', 'team'].includes(caller.scope(permissions.read)))
          .map(({ type, table }) => ({ type, table })),
      titles: (refs) =>
        recordTitles(
          recordScope,
          registry.records,
          refs.filter(({ type }) => can(registry.records.get(type)?.permissions.read ?? '')),
        ),
    },
    now,
    t: (key, params) => host.catalog.t(origin.locale, key, params, origin.timeZone),
    can,
    grants: () => [...registry.permissions.keys()].filter(can),
    require(permission) {
      if (!can(permission)) throw forbidden(permission);
    },
    scope: caller.scope,
    reaches(permission, type, row) {
      const { owner } = typeOf(type);
      const of = row as Record<string, string | null | undefined>;
      return caller.reaches(permission, (owner ? of[owner] : null) ?? of.createdBy ?? null);
    },
    requireReach(permission, type, row) {
      if (!ctx.reaches(permission, type, row)) throw forbidden(permission);
    },
    fieldRule: caller.fieldRule,
    mask: (type, rows) => maskRows(caller, typeOf(type), rows),
    shown: (type, row) => withoutHidden(caller, type, row),
    writable: (type, change) => writablePart(caller, type, change, origin.via),
    unrestricted,
    isModuleOn: (moduleId) => state.modulesOn.has(moduleId),
    query,
    repo: <T extends WorkspaceRow>(entity: EntitySchema<T>) =>
      createRepository(repositoryScope, entity),
    publish: (event, publication) => publishEvents(publishScope, event, [publication]),
    publishMany: (event, publications) => publishEvents(publishScope, event, publications),
    guard: (point, input) => askGuards(ctx, host, state, point, input),
    port: (port) => openPort(ctx, host, state, port),
    settings: async (manifest) => settingsOf(state, manifest),
  };
  return ctx;
}

async function askGuards<I>(
  ctx: Ctx,
  host: Host,
  state: WorkspaceState,
  point: GuardPoint<I>,
  input: I,
): Promise<void> {
  for (const module of host.registry.modules) {
    if (!state.modulesOn.has(module.manifest.id)) continue;
    for (const handler of module.guards ?? []) {
      if (handler.point !== point.id) continue;
      const refusal = await handler.check(ctx, input as never);
      if (refusal) throw new AppError('conflict', refusal.code, refusal.params ?? {});
    }
  }
}

function openPort<T>(
  ctx: Ctx,
  host: Host,
  state: WorkspaceState,
  port: PortDefinition<T>,
): T | null {
  for (const module of host.registry.modules) {
    if (!state.modulesOn.has(module.manifest.id)) continue;
    const provider = module.ports?.find((candidate) => candidate.port.id === port.id);
    if (provider) return provider.provide(ctx) as T;
  }
  return null;
}

/** A module's settings in a workspace: what was saved over the defaults. */
export function settingsOf<M extends Manifest>(
  state: WorkspaceState,
  manifest: M,
): SettingsOf<M['settings']> {
  const saved = state.settings.get(manifest.id) ?? {};
  const values = Object.entries(manifest.settings ?? {}).map(([key, field]) => [
    key,
    saved[key] ?? field.default,
  ]);
  return Object.fromEntries(values) as SettingsOf<M['settings']>;
}

/** The search words of every table, from the modules' declarations. */
export function collectSearchTexts(
  host: Pick<Host, 'registry'>,
): Map<string, (row: RecordEntity) => string> {
  const texts = new Map<string, (row: RecordEntity) => string>();
  for (const module of host.registry.modules) {
    for (const [type, text] of Object.entries(module.search ?? {})) {
      const table = module.manifest.records?.[type]?.table;
      if (table) texts.set(table, text as (row: RecordEntity) => string);
    }
  }
  return texts;
}
