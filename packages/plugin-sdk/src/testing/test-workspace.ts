import { BUILT_IN_ROLES, type BuiltInRole } from '../contract';
import { type CtxOrigin, type Host, NO_ACCESS, openMemberSession } from '../kernel';
import type { MemberSession } from '../server/command';
import type { Ctx } from '../server/ctx';

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
  /** The member of that role at work on the command line. */
  session(role: BuiltInRole): Promise<MemberSession>;
}

/** Password of every test user. */
export const TEST_PASSWORD = 'correct horse battery';

/** A workspace with one member of each role. */
export async function createTestWorkspace(host: Host, name: string): Promise<TestWorkspace> {
  const id = await host.identity.createWorkspace({ name });
  const created = await Promise.all(
    BUILT_IN_ROLES.map((role) => createTestUser(host, id, name, role)),
  );
  const users = Object.fromEntries(created.map((user) => [user.role, user])) as Record<
    BuiltInRole,
    TestUser
  >;
  const as: TestWorkspace['as'] = async (role, work) => {
    const { info } = await host.workspaceState(id);
    const origin: CtxOrigin = {
      actor: { kind: 'user', userId: users[role].id, name: role },
      via: 'screen',
      requestId: 'test',
      locale: 'en',
      timeZone: info.timeZone,
      access: (await host.memberAccess(id, users[role].id))?.access ?? NO_ACCESS,
      cause: null,
    };
    return host.inWorkspace(id, origin, true, work);
  };
  return {
    id,
    users,
    as,
    run: (work) => as('owner', work),
    session: (role) => openMemberSession(host, id, users[role].id),
  };
}

async function createTestUser(
  host: Host,
  workspaceId: string,
  workspaceName: string,
  role: BuiltInRole,
): Promise<TestUser> {
  const email = `${role}@${workspaceName.toLowerCase().replace(/\W+/g, '-')}.example`;
  const id = await host.identity.createUser({
    email,
    name: `${role} of ${workspaceName}`,
    password: TEST_PASSWORD,
    workspaceId,
    role,
  });
  return {
    id,
    email,
    role,
    session: await host.identity.openSession(id, 'tests'),
    apiKey: await host.identity.createApiKey({
      userId: id,
      workspaceId,
      name: 'tests',
      scopes: null,
      expiresAt: null,
    }),
  };
}
