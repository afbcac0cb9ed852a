import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { BuiltInRole } from '../contract';
import {
  type CtxOrigin,
  createLogger,
  type Host,
  migrateInstallation,
  openHost,
  readConfig,
} from '../kernel';
import { runJob } from '../kernel/job-runner';
import type { Ctx } from '../server/ctx';
import type { ServerModule } from '../server/server-module';
import { webMessages } from '../web/messages';

/** A member of a test workspace, with a session and a key. */
export interface TestUser {
  id: string;
  email: string;
  role: BuiltInRole;
  /** Value of the session cookie. */
  session: string;
  apiKey: string;
}

export interface TestWorkspace {
  id: string;
  users: Record<BuiltInRole, TestUser>;
  /** Runs a use-case as the owner. */
  run<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>;
  /** Runs a use-case as the member of that role. */
  as<T>(role: BuiltInRole, work: (ctx: Ctx) => Promise<T>): Promise<T>;
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
  /** Delivers every event and runs every job that is due, until nothing is left. */
  settle(): Promise<void>;
  databaseUrl: string;
  close(): Promise<void>;
}

export interface TestHostOptions {
  modules: readonly ServerModule[];
  /** Starts the clock here; 2026-03-10 09:00 UTC unless told. */
  now?: Date;
  env?: Record<string, string>;
}

const ROLES: readonly BuiltInRole[] = ['owner', 'admin', 'manager', 'member', 'reader'];

/** Address of a PostgreSQL on which databases may be made; `npm test` starts one. */
function adminUrl(): string {
  const url = process.env['SOCLE_TEST_DATABASE_URL'];
  if (!url)
    throw new Error(
      'SOCLE_TEST_DATABASE_URL is not set. Run the tests through `npm test`, or point it at a PostgreSQL superuser.',
    );
  return url;
}

/** Creates an empty database and returns its address and how to remove it. */
export async function createTestDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `socle_test_${randomBytes(6).toString('hex')}`;
  await withAdmin((client) => client.query(`create database ${name}`));
  const url = new URL(adminUrl());
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () =>
      withAdmin(async (client) => {
        await client.query(`drop database if exists ${name} with (force)`);
        await client.query(`drop role if exists ${name}_app`);
      }),
  };
}

async function withAdmin(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl() });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** Boots modules on a fresh, migrated database. Close it after the tests. */
export async function createTestHost(options: TestHostOptions): Promise<TestHost> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'socle-test-'));
  const config = readConfig({
    DATABASE_URL: database.url,
    SOCLE_SECRET_KEY: 'a secret that is only used by tests, 48 chars..',
    SOCLE_DATA_DIR: dataDir,
    SOCLE_DEMO: '0',
    NODE_ENV: 'test',
    ...options.env,
  });
  const clock = {
    now: options.now ?? new Date('2026-03-10T09:00:00Z'),
    advance(ms: number) {
      clock.now = new Date(clock.now.getTime() + ms);
    },
  };
  const logs: Record<string, unknown>[] = [];
  const hostOptions = {
    config,
    modules: options.modules,
    messages: [webMessages],
    log: createLogger('debug', {
      write: (line) => void logs.push(JSON.parse(line) as Record<string, unknown>),
    }),
    clock: () => clock.now,
    appConnections: 6,
    systemConnections: 6,
  };
  await migrateInstallation(hostOptions);
  const host = await openHost(hostOptions);
  const testHost: TestHost = {
    host,
    workspace: await createTestWorkspace(host, 'Atelier Martin'),
    other: await createTestWorkspace(host, 'Maison Durand'),
    clock,
    logs,
    settle: () => settle(host),
    databaseUrl: database.url,
    async close() {
      await host.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return testHost;
}

async function createTestWorkspace(host: Host, name: string): Promise<TestWorkspace> {
  const id = await host.identity.createWorkspace({ name });
  const users = {} as Record<BuiltInRole, TestUser>;
  for (const role of ROLES) {
    const email = `${role}@${name.toLowerCase().replace(/\W+/g, '-')}.example`;
    const userId = await host.identity.createUser({
      email,
      name: `${role} of ${name}`,
      password: 'correct horse battery',
      workspaceId: id,
      role,
    });
    users[role] = {
      id: userId,
      email,
      role,
      session: await host.identity.openSession(userId, 'tests'),
      apiKey: await host.identity.createApiKey({
        userId,
        workspaceId: id,
        name: 'tests',
        scopes: null,
        expiresAt: null,
      }),
    };
  }
  const as: TestWorkspace['as'] = async (role, work) => {
    const { info } = await host.workspaceState(id);
    const origin: CtxOrigin = {
      actor: { kind: 'user', userId: users[role].id, name: role },
      via: 'screen',
      requestId: 'test',
      locale: 'en',
      timeZone: info.timeZone,
      permissions: host.registry.rolePermissions.get(role) ?? new Set(),
      cause: null,
    };
    return host.inWorkspace(id, origin, true, work);
  };
  return { id, users, as, run: (work) => as('owner', work) };
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
