import { addDays, localDateIn } from '../primitives';
import type { DemoWorld } from '../server/server-module';
import type { Host } from './host';
import { systemOrigin } from './host';
import { DEMO_SIGN_IN } from './identity';
import { type By, changeRole, createRole, createTeam, saveRole, setTeamMember } from './people';

const COMPANY = 'Lumen & Fils';

const COLLEAGUES = [
  { name: 'Inès Moreau', email: 'ines.moreau@lumen.example', role: 'manager' },
  { name: 'Karim Belkacem', email: 'karim.belkacem@lumen.example', role: 'member' },
  { name: 'Léa Fontaine', email: 'lea.fontaine@lumen.example', role: 'member' },
] as const;

/** How far the demo company is; for the progress shown at the first start. */
export interface DemoProgress {
  message: string;
  done: number;
  total: number;
}

/**
 * Makes the demo company unless there is a workspace already. One that a crash left half made is made
 * again. Returns its id, or null when nothing was made.
 */
export async function seedFirstDemo(
  host: Host,
  onProgress: (progress: DemoProgress) => void,
): Promise<string | null> {
  await host.database.systemQuery(`delete from socle_workspace where demo_state = 'building'`);
  if ((await host.identity.workspaces()).length > 0) return null;
  const workspaceId = await host.identity.createWorkspace({ name: COMPANY });
  await host.database.systemQuery(
    `update socle_workspace set demo_state = 'building' where id = $1`,
    [workspaceId],
  );
  const ownerId = await addMember(host, workspaceId, {
    name: 'Camille Lumen',
    ...DEMO_SIGN_IN,
    role: 'owner',
  });
  const colleagues: string[] = [];
  for (const colleague of COLLEAGUES) {
    const password = crypto.randomUUID();
    colleagues.push(await addMember(host, workspaceId, { ...colleague, password }));
  }
  await formTeams(host, { workspaceId, userId: ownerId, via: 'system' }, colleagues);
  await fillDemo(host, workspaceId, onProgress);
  await host.database.systemQuery(`update socle_workspace set demo_state = 'done' where id = $1`, [
    workspaceId,
  ]);
  return workspaceId;
}

async function addMember(
  host: Host,
  workspaceId: string,
  member: Omit<Parameters<Host['identity']['createUser']>[0], 'workspaceId'>,
): Promise<string> {
  return host.identity.createUser({ ...member, workspaceId });
}

/** Two teams, and a role that sees what belongs to its team. */
async function formTeams(host: Host, by: By, colleagues: readonly string[]): Promise<void> {
  const [manager, seller, fitter] = colleagues;
  const places = [
    { team: 'Ventes', userId: manager, place: 'manager' as const },
    { team: 'Ventes', userId: seller, place: 'member' as const },
    { team: 'Atelier', userId: fitter, place: 'member' as const },
  ];
  const teams = new Map<string, string>();
  for (const { team, userId, place } of places) {
    const teamId = teams.get(team) ?? (await createTeam(host, by, { name: team, parentId: null }));
    teams.set(team, teamId);
    await setTeamMember(host, by, { teamId, userId: userId ?? '', place });
  }
  const role = await createRole(host, by, { name: 'Commercial', copyOf: 'member' });
  const scopes = Object.fromEntries(
    [...host.registry.records.values()]
      .filter(({ owner }) => owner)
      .flatMap(({ permissions }) =>
        Object.values(permissions).map((permission) => [permission, 'team' as const]),
      ),
  );
  await saveRole(host, by, role, {
    name: 'Commercial',
    description: 'Les fiches de son équipe, pas celles des autres.',
    version: 1,
    scopes,
    fields: {},
  });
  await changeRole(host, by, seller ?? '', role);
}

/** Adds every module's sample data to a workspace, each module in one transaction. */
export async function fillDemo(
  host: Host,
  workspaceId: string,
  onProgress: (progress: DemoProgress) => void = () => undefined,
): Promise<void> {
  const state = await host.workspaceState(workspaceId);
  const members = await host.database.systemQuery<{ id: string; name: string }>(
    `select u.id, u.name from socle_membership m join socle_user u on u.id = m.user_id where m.workspace_id = $1 order by m.created_at, u.email`,
    [workspaceId],
  );
  const clock = { now: host.clock() };
  const world = createWorld(clock, state.info.timeZone, members);
  const modules = host.registry.modules.filter(
    (module) => module.demo && state.modulesOn.has(module.manifest.id),
  );
  for (const [index, module] of modules.entries()) {
    onProgress({
      message: host.catalog.t(state.info.locale, module.manifest.name),
      done: index,
      total: modules.length,
    });
    const origin = {
      ...systemOrigin(state.info),
      actor: {
        kind: 'user' as const,
        userId: members[0]?.id ?? null,
        name: members[0]?.name ?? '',
      },
      now: () => clock.now,
    };
    await host.inWorkspace(
      workspaceId,
      origin,
      true,
      (ctx) => module.demo?.(ctx, world) ?? Promise.resolve(),
    );
  }
}

function createWorld(
  clock: { now: Date },
  timeZone: string,
  members: DemoWorld['members'],
): DemoWorld {
  const today = localDateIn(clock.now, timeZone);
  const random = seededRandom(20_260_101);
  return {
    today,
    random,
    members,
    made: new Map(),
    pick: (list) => list[Math.floor(random() * list.length)] as never,
    daysAgo: (days) => {
      const minutes = 9 * 60 + Math.floor(random() * 8 * 60);
      const at = new Date(`${addDays(today, -days)}T00:00:00Z`);
      at.setUTCMinutes(minutes);
      return at > clock.now ? clock.now : at;
    },
    async at(time, work) {
      const before = clock.now;
      clock.now = time;
      try {
        return await work();
      } finally {
        clock.now = before;
      }
    },
  };
}

// mulberry32: small, fast, and the same company every time.
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
