import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BuiltInRole, RoleRights } from '../contract';
import {
  createLogger,
  fillDemo,
  type Host,
  type HostOptions,
  migrateInstallation,
  openHost,
  readConfig,
  saveSettings,
  switchModule,
} from '../kernel';
import { runJob } from '../kernel/job-runner';
import { newId } from '../primitives/ids';
import type { ServerModule } from '../server/server-module';
import { webMessages } from '../web/messages';
import { type HttpRecorder, startHttpRecorder } from './http-recorder';
import { type MailRecorder, startMailRecorder } from './mail-recorder';
import { type Api, createTestApi } from './test-api';
import { createTestDatabase, type TestDatabase } from './test-database';
import { loadModules, type ModuleOrPackage } from './test-modules';
import { createPageOpener, type OpenPage, type TestRoute, testRoutes } from './test-pages';
import { createTestWorkspace, type TestWorkspace } from './test-workspace';

/** Other people's servers, on 127.0.0.1; each starts when it is first asked for. */
export interface Recorder {
  http(): Promise<HttpRecorder>;
  mail(): Promise<MailRecorder>;
}

/** Any modules on a real database, with two workspaces that must never see each other. */
export interface TestHost {
  host: Host;
  /** The workspace under test, and the one whose data must stay hidden. */
  workspace: TestWorkspace;
  other: TestWorkspace;
  /** The fixed clock; `advance` moves it. */
  clock: { now: Date; advance(ms: number): void };
  /** What was logged, one object a line. */
  logs: Record<string, unknown>[];
  recorder: Recorder;
  /** Calls the real REST handler over HTTP. */
  api: Api;
  /** Calls the loader or action of a page as Remix does. */
  page: OpenPage;
  /** The pages `page` knows. */
  routes: readonly TestRoute[];
  /** Runs `work` while a role holds exactly these permissions. */
  withPermissions<T>(
    role: BuiltInRole,
    permissions: Iterable<string>,
    work: () => Promise<T>,
  ): Promise<T>;
  /** Runs `work` while the member of a role has a custom role instead; what it does not name is denied. */
  withRights<T>(role: BuiltInRole, rights: Partial<RoleRights>, work: () => Promise<T>): Promise<T>;
  /** Saves a module's settings in the first workspace, as its settings page does. */
  saveSettings(moduleId: string, values: Record<string, unknown>): Promise<void>;
  /** Switches a module on or off in the first workspace. */
  switchModule(moduleId: string, isOn: boolean): Promise<void>;
  /** Adds the modules' sample data to the first workspace. */
  fillDemo(): Promise<void>;
  /** Delivers every event and runs every job that is due, until nothing is left. */
  settle(): Promise<void>;
  /** Opens a second process on the same database; closed together with this one. */
  secondProcess(): Promise<Host>;
  databaseUrl: string;
  close(): Promise<void>;
}

export interface TestHostOptions {
  /** Server modules, or names of packages installed where the first of `directories` sees them. */
  modules: readonly ModuleOrPackage[];
  /** Folder of a module's package by module id; `page` opens the pages of those. */
  directories?: Readonly<Record<string, string>>;
  /** Starts the clock here; 2026-03-10 09:00 UTC unless told. */
  now?: Date;
  env?: Record<string, string>;
}

/** Boots modules on a fresh, migrated database. Close it after the tests. */
export async function createTestHost(options: TestHostOptions): Promise<TestHost> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'socle-test-'));
  const clock = createClock(options.now ?? new Date('2026-03-10T09:00:00Z'));
  const logs: Record<string, unknown>[] = [];
  const [directory = process.cwd()] = Object.values(options.directories ?? {});
  const modules = await loadModules(options.modules, directory);
  const hostOptions = testHostOptions(options, modules, database, dataDir, clock, logs);
  await migrateInstallation(hostOptions);
  const host = await openHost(hostOptions);
  const closing: (() => Promise<unknown>)[] = [];
  const once = <T extends { close(): Promise<void> }>(start: () => Promise<T>) => {
    let started: Promise<T> | null = null;
    closing.push(async () => (await started)?.close());
    return () => {
      started ??= start();
      return started;
    };
  };
  const workspace = await createTestWorkspace(host, 'Atelier Martin');
  const byOwner = () => ({ userId: workspace.users.owner.id, via: 'screen' as const });
  const api = createTestApi(host, () => workspace);
  const routes = testRoutes(host, options.directories ?? {});
  return {
    host,
    workspace,
    other: await createTestWorkspace(host, 'Maison Durand'),
    clock,
    logs,
    recorder: { http: once(startHttpRecorder), mail: once(startMailRecorder) },
    api: api.call,
    page: createPageOpener(host, () => workspace, routes),
    routes,
    withPermissions: (role, permissions, work) => withPermissions(host, role, permissions, work),
    withRights: (role, rights, work) => withRights(host, workspace, role, rights, work),
    saveSettings: (moduleId, values) =>
      saveSettings(host, workspace.id, moduleId, values, byOwner()),
    switchModule: (moduleId, isOn) => switchModule(host, workspace.id, moduleId, isOn, byOwner()),
    fillDemo: () => fillDemo(host, workspace.id),
    settle: () => settle(host),
    async secondProcess() {
      const second = await openHost(hostOptions);
      closing.push(() => second.close());
      return second;
    },
    databaseUrl: database.url,
    async close() {
      await api.close();
      for (const close of closing) await close();
      await host.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function createClock(start: Date): TestHost['clock'] {
  const clock = {
    now: start,
    advance(ms: number) {
      clock.now = new Date(clock.now.getTime() + ms);
    },
  };
  return clock;
}

function testHostOptions(
  options: TestHostOptions,
  modules: readonly ServerModule[],
  database: TestDatabase,
  dataDir: string,
  clock: TestHost['clock'],
  logs: Record<string, unknown>[],
): HostOptions {
  return {
    config: readConfig({
      DATABASE_URL: database.url,
      SOCLE_SECRET_KEY: 'a secret that is only used by tests, 48 chars..',
      SOCLE_DATA_DIR: dataDir,
      SOCLE_DEMO: '0',
      NODE_ENV: 'test',
      ...options.env,
    }),
    modules,
    messages: [webMessages],
    log: createLogger('debug', {
      write: (line) => void logs.push(JSON.parse(line) as Record<string, unknown>),
    }),
    clock: () => clock.now,
    appConnections: 6,
    systemConnections: 6,
  };
}

async function withPermissions<T>(
  host: Host,
  role: BuiltInRole,
  permissions: Iterable<string>,
  work: () => Promise<T>,
): Promise<T> {
  // The registry never changes in a running installation; a test is the exception.
  const grants = host.registry.rolePermissions as Map<BuiltInRole, ReadonlySet<string>>;
  const before = grants.get(role) ?? new Set<string>();
  grants.set(role, new Set(permissions));
  host.cache.clear();
  try {
    return await work();
  } finally {
    grants.set(role, before);
    host.cache.clear();
  }
}

async function withRights<T>(
  host: Host,
  workspace: TestWorkspace,
  role: BuiltInRole,
  rights: Partial<RoleRights>,
  work: () => Promise<T>,
): Promise<T> {
  const nothing = [...host.registry.permissions.keys()].map((id) => [id, 'none' as const]);
  const full: RoleRights = {
    permissions: { ...Object.fromEntries(nothing), ...rights.permissions },
    fields: rights.fields ?? {},
  };
  const { systemQuery } = host.database;
  const id = newId();
  await systemQuery(
    `insert into socle_role (workspace_id, id, name, based_on, rights) values ($1, $2, $3, 'reader', $4)`,
    [workspace.id, id, `Role ${id}`, JSON.stringify(full)],
  );
  const assign = async (roleId: string | null): Promise<void> => {
    await systemQuery(
      'update socle_membership set role_id = $3 where workspace_id = $1 and user_id = $2',
      [workspace.id, workspace.users[role].id, roleId],
    );
    host.cache.clear();
  };
  await assign(id);
  try {
    return await work();
  } finally {
    await assign(null);
  }
}

async function settle(host: Host): Promise<void> {
  const never = new AbortController().signal;
  for (let round = 0; round < 100; round += 1) {
    const delivered = await host.worker.dispatcher.drain();
    const due = await host.database.systemQuery<{ workspace_id: string; id: string }>(
      `select workspace_id, id from socle_job where status in ('queued', 'running') and run_at <= $1 order by created_at`,
      [host.clock()],
    );
    for (const job of due) await runJob(host, job.workspace_id, job.id, never);
    if (delivered === 0 && due.length === 0) return;
  }
  throw new Error('The work does not come to an end: events or jobs keep causing others.');
}
