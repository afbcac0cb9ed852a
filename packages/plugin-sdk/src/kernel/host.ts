import type pg from 'pg';
import type { EntitySchema } from 'typeorm';
import type { Messages } from '../contract';
import { AppError } from '../primitives';
import type { Ctx } from '../server/ctx';
import type { AnyJob } from '../server/job';
import type { RecordEntity } from '../server/repository';
import type { ServerModule } from '../server/server-module';
import { type Access, accessSetting } from './access/access';
import { installAccessPolicies } from './access/access-policies';
import { loadMemberAccess, type MemberAccess } from './access/load-access';
import { recordAct } from './audit/record-act';
import type { Config } from './config';
import { type CtxOrigin, collectSearchTexts, createCtx } from './ctx';
import { appLogin, type Database, openDatabase, openSystemPool } from './database';
import { createIdentity, type Identity } from './identity';
import { createLogger, type Logger } from './log';
import { createMailer, type Mailer } from './mailer';
import { type Catalog, createCatalog } from './messages';
import { createMetrics, type Metrics } from './metrics';
import { migrate, migrationSets, pendingMigrations } from './migrator';
import { Realtime } from './realtime';
import { createRegistry, type Registry } from './registry';
import { createStorage, type Storage } from './storage';
import { inWorkspace, type Transaction } from './tenancy';
import { installQueue, Worker } from './worker';
import { loadWorkspaceState, StateCache, type WorkspaceState } from './workspace-state';

export interface HostOptions {
  config: Config;
  modules: readonly ServerModule[];
  /** Messages that belong to no module: the shell's and the design system's. */
  messages?: readonly Record<'en' | 'fr', Messages>[];
  log?: Logger;
  clock?: () => Date;
  appConnections?: number;
  systemConnections?: number;
}

/** One running installation: everything that module code is given comes from here. */
export interface Host {
  readonly config: Config;
  readonly registry: Registry;
  readonly catalog: Catalog;
  readonly log: Logger;
  readonly clock: () => Date;
  readonly database: Database;
  readonly cache: StateCache;
  readonly realtime: Realtime;
  readonly storage: Storage;
  readonly identity: Identity;
  readonly mailer: Mailer;
  readonly metrics: Metrics;
  readonly worker: Worker;
  readonly jobDefinitions: ReadonlyMap<string, AnyJob>;
  readonly searchTexts: ReadonlyMap<string, (row: RecordEntity) => string>;
  readonly recordTypesByTable: ReadonlyMap<string, string>;
  /** Throws notFound when the workspace does not exist. */
  workspaceState(workspaceId: string): Promise<WorkspaceState>;
  /** What a member may do; null for one who is not, or no longer, a member. */
  memberAccess(workspaceId: string, userId: string): Promise<MemberAccess | null>;
  transaction<T>(
    workspaceId: string,
    access: Access | 'all',
    isWrite: boolean,
    work: (transaction: Transaction) => Promise<T>,
  ): Promise<T>;
  ctxFor(state: WorkspaceState, origin: CtxOrigin, transaction: Transaction): Ctx;
  /** One transaction with a context. */
  inWorkspace<T>(
    workspaceId: string,
    origin: CtxOrigin,
    isWrite: boolean,
    work: (ctx: Ctx) => Promise<T>,
  ): Promise<T>;
  /** As the system, with every permission: for the command line, schedules and set-up. */
  asSystem<T>(workspaceId: string, work: (ctx: Ctx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Brings the schema up to date: kernel, queue, then each module. Returns the steps that ran. */
export async function migrateInstallation(
  options: HostOptions,
  onStep?: (name: string) => void,
): Promise<string[]> {
  const registry = createRegistry(options.modules);
  const pool = openSystemPool(options.config, 2, () => undefined);
  try {
    return await migrate(options.config, pool, migrationSets(registry), onStep, () =>
      prepare(pool, registry, appLogin(options.config).role),
    );
  } finally {
    await pool.end();
  }
}

async function prepare(pool: pg.Pool, registry: Registry, role: string): Promise<void> {
  await installQueue(pool, role);
  await installAccessPolicies(pool, registry);
}

/** Opens an installation. The schema must be up to date; nothing runs in the background until `worker.start()`. */
export async function openHost(options: HostOptions): Promise<Host> {
  const { config } = options;
  const registry = createRegistry(options.modules);
  const log = options.log ?? createLogger(config.logLevel);
  const clock = options.clock ?? (() => new Date());
  const entities = registry.modules.flatMap((module) => [
    ...(module.entities ?? []),
  ]) as EntitySchema[];
  const database = await openDatabase(config, {
    entities,
    ...(options.appConnections ? { appConnections: options.appConnections } : {}),
    ...(options.systemConnections ? { systemConnections: options.systemConnections } : {}),
    // Not the error itself: it carries the whole connection with it.
    onPoolError: ({ message }) => log.warn({ reason: message }, 'a database connection was lost'),
  });
  const cache = new StateCache();
  const realtime = new Realtime(config, log, cache);
  const workspaceState = async (workspaceId: string): Promise<WorkspaceState> => {
    const state = await cache.workspace(workspaceId, () =>
      loadWorkspaceState(database, registry, workspaceId),
    );
    if (!state) throw new AppError('notFound', 'error.notFound');
    return state;
  };
  const ctxFor = (state: WorkspaceState, origin: CtxOrigin, transaction: Transaction): Ctx =>
    createCtx(host, state, origin, transaction);
  const inOneWorkspace: Host['inWorkspace'] = async (workspaceId, origin, isWrite, work) => {
    const state = await workspaceState(workspaceId);
    return host.transaction(workspaceId, origin.access, isWrite, (transaction) =>
      work(ctxFor(state, origin, transaction)),
    );
  };
  const host: Host = {
    config,
    registry,
    catalog: createCatalog(registry, options.messages ?? []),
    log,
    clock,
    database,
    cache,
    realtime,
    storage: createStorage(config),
    identity: createIdentity({
      database,
      cache,
      clock,
      config,
      record: (workspaceId, act) => recordAct(host, workspaceId, act),
    }),
    mailer: createMailer(config),
    metrics: createMetrics(() => host),
    jobDefinitions: new Map(
      registry.modules.flatMap((m) => (m.jobs ?? []).map((job) => [job.id, job] as const)),
    ),
    searchTexts: collectSearchTexts({ registry }),
    recordTypesByTable: new Map(
      [...registry.records.values()].map((record) => [record.table, record.type]),
    ),
    get worker() {
      return worker;
    },
    workspaceState,
    memberAccess: (workspaceId, userId) =>
      cache.member(workspaceId, userId, () =>
        loadMemberAccess(database, registry, workspaceId, userId, clock()),
      ),
    transaction: (workspaceId, access, isWrite, work) =>
      inWorkspace(
        database,
        { workspaceId, access: accessSetting(registry, access) },
        isWrite,
        work,
      ),
    ctxFor,
    inWorkspace: inOneWorkspace,
    async asSystem(workspaceId, work) {
      const { info } = await workspaceState(workspaceId);
      return inOneWorkspace(workspaceId, systemOrigin(info), true, work);
    },
    async close() {
      await worker.stop();
      await realtime.stop();
      await database.close();
    },
  };
  const worker = new Worker(host);
  await realtime.start();
  return host;
}

/** The system itself as a caller. */
export function systemOrigin(info: { locale: 'fr' | 'en'; timeZone: string }): CtxOrigin {
  return {
    actor: { kind: 'system', userId: null, name: 'Socle' },
    via: 'commandLine',
    requestId: 'system',
    locale: info.locale,
    timeZone: info.timeZone,
    access: 'all',
    cause: null,
  };
}

/** What keeps the installation from working, or null when nothing does. */
export async function healthProblem(host: Host): Promise<string | null> {
  try {
    const pending = await pendingMigrations(host.database.system, migrationSets(host.registry));
    if (pending.length > 0)
      return `The database schema is not up to date: ${pending.join(', ')} not applied. Run \`npm run -s socle -- migrate\`.`;
    await host.database.appPool.query('select 1');
    return null;
  } catch (error) {
    // A refused connection may have a code and no message.
    const { message, code } = error as { message?: string; code?: string };
    return `The database does not answer: ${message || code || String(error)}`;
  }
}
