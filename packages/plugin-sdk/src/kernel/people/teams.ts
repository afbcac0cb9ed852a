import { AppError, invalid, notFound } from '../../primitives';
import { isId, newId } from '../../primitives/ids';
import type { Host } from '../host';
import { administer, type By, type Change, isDuplicate } from './change';

/** A team in the tree of teams. */
export interface Team {
  id: string;
  name: string;
  parentId: string | null;
  /** 0 at the top. */
  depth: number;
  members: TeamMember[];
}

export interface TeamMember {
  userId: string;
  name: string;
  /** Sees the records of the team and of every team below it. */
  isManager: boolean;
  isActive: boolean;
}

interface TeamRow {
  id: string;
  name: string;
  parent_id: string | null;
}

const MAX_NAME = 60;
const MAX_TEAMS = 500;

/** All teams, each followed by the teams below it, by name. */
export async function listTeams(host: Host, workspaceId: string): Promise<Team[]> {
  const rows = await host.database.systemQuery<Omit<Team, 'depth'>>(
    `select t.id, t.name, t.parent_id as "parentId",
       coalesce((
         select json_agg(json_build_object('userId', tm.user_id, 'name', u.name, 'isManager', tm.is_manager,
           'isActive', m.deactivated_at is null and u.disabled_at is null)
           order by tm.is_manager desc, lower(u.name))
         from socle_team_member tm
           join socle_user u on u.id = tm.user_id
           join socle_membership m on m.workspace_id = tm.workspace_id and m.user_id = tm.user_id
         where tm.workspace_id = t.workspace_id and tm.team_id = t.id), '[]') as members
     from socle_team t where t.workspace_id = $1 order by lower(t.name), t.id`,
    [workspaceId],
  );
  const below = new Map<string | null, typeof rows>();
  for (const row of rows) below.set(row.parentId, [...(below.get(row.parentId) ?? []), row]);
  const walk = (parentId: string | null, depth: number): Team[] =>
    (below.get(parentId) ?? []).flatMap((row) => [{ ...row, depth }, ...walk(row.id, depth + 1)]);
  return walk(null, 0);
}

/** Returns the id of the new team. */
export async function createTeam(
  host: Host,
  by: By,
  input: { name: string; parentId: string | null },
): Promise<string> {
  const name = checkName(input.name);
  const id = newId();
  return administer(host, by, async ({ query, record, now }) => {
    const [{ count = 0 } = {}] = await query<{ count: number }>(
      'select count(*)::int as count from socle_team where workspace_id = $1',
      [by.workspaceId],
    );
    if (count >= MAX_TEAMS)
      throw new AppError('conflict', 'error.tooManyTeams', { maximum: MAX_TEAMS });
    const parent = input.parentId ? await findTeam(query, by, input.parentId) : null;
    await unique(() =>
      query(
        'insert into socle_team (workspace_id, id, name, parent_id, created_at) values ($1, $2, $3, $4, $5)',
        [by.workspaceId, id, name, parent?.id ?? null, now],
      ),
    );
    record({
      action: 'team.created',
      subject: { type: 'team', id, title: name },
      after: { name, parent: parent?.name ?? null },
    });
    return id;
  });
}

/** Renames a team and puts it under another one, or at the top. Throws `invalid` when that would close a circle. */
export async function changeTeam(
  host: Host,
  by: By,
  id: string,
  input: { name: string; parentId: string | null },
): Promise<void> {
  const name = checkName(input.name);
  await administer(host, by, async ({ query, record }) => {
    const before = await findTeam(query, by, id);
    const parent = input.parentId ? await findTeam(query, by, input.parentId) : null;
    if (parent) await refuseCircle(query, by, before, parent);
    await unique(() =>
      query('update socle_team set name = $3, parent_id = $4 where workspace_id = $1 and id = $2', [
        by.workspaceId,
        id,
        name,
        parent?.id ?? null,
      ]),
    );
    const above = before.parent_id ? await findTeam(query, by, before.parent_id) : null;
    record({
      action: 'team.changed',
      subject: { type: 'team', id, title: name },
      before: { name: before.name, parent: above?.name ?? null },
      after: { name, parent: parent?.name ?? null },
    });
  });
}

async function refuseCircle(
  query: Change['query'],
  by: By,
  team: TeamRow,
  parent: TeamRow,
): Promise<void> {
  const above = await query<{ id: string }>(
    `with recursive above as (
       select id, parent_id from socle_team where workspace_id = $1 and id = $2
       union
       select t.id, t.parent_id from socle_team t join above a on a.parent_id = t.id where t.workspace_id = $1
     ) select id from above`,
    [by.workspaceId, parent.id],
  );
  if (!above.some(({ id }) => id === team.id)) return;
  throw invalid([
    {
      field: 'parentId',
      code: 'error.teamCircle',
      params: { team: team.name, parent: parent.name },
    },
  ]);
}

/** Removes a team; the teams below it go up one step, its members stay members of the workspace. */
export async function deleteTeam(host: Host, by: By, id: string): Promise<void> {
  await administer(host, by, async ({ query, record }) => {
    const team = await findTeam(query, by, id);
    await query('update socle_team set parent_id = $3 where workspace_id = $1 and parent_id = $2', [
      by.workspaceId,
      id,
      team.parent_id,
    ]);
    await query(
      'update socle_invitation set team_id = null where workspace_id = $1 and team_id = $2',
      [by.workspaceId, id],
    );
    await query('delete from socle_team where workspace_id = $1 and id = $2', [by.workspaceId, id]);
    record({
      action: 'team.removed',
      subject: { type: 'team', id, title: team.name },
      before: { name: team.name },
    });
  });
}

/** Puts a member into a team, as a manager of it or not, or takes them out of it. */
export async function setTeamMember(
  host: Host,
  by: By,
  input: { teamId: string; userId: string; place: 'manager' | 'member' | 'none' },
): Promise<void> {
  await administer(host, by, async ({ query, record }) => {
    const team = await findTeam(query, by, input.teamId);
    const [member] = isId(input.userId)
      ? await query<{ name: string; place: 'manager' | 'member' | 'none' }>(
          `select u.name, case tm.is_manager when true then 'manager' when false then 'member' else 'none' end as place
           from socle_membership m join socle_user u on u.id = m.user_id
             left join socle_team_member tm
               on tm.workspace_id = m.workspace_id and tm.user_id = m.user_id and tm.team_id = $3
           where m.workspace_id = $1 and m.user_id = $2`,
          [by.workspaceId, input.userId, team.id],
        )
      : [];
    if (!member) throw invalid([{ field: 'userId', code: 'error.memberUnknown' }]);
    if (member.place === input.place) return;
    await placeInTeam(query, by.workspaceId, team.id, input.userId, input.place);
    record({
      action: 'team.memberChanged',
      subject: { type: 'team', id: team.id, title: team.name },
      before: { member: member.name, place: member.place },
      after: { member: member.name, place: input.place },
    });
  });
}

/** Inside another change: the place a person has in a team. */
export async function placeInTeam(
  query: Change['query'],
  workspaceId: string,
  teamId: string,
  userId: string,
  place: 'manager' | 'member' | 'none',
): Promise<void> {
  if (place === 'none') {
    await query(
      'delete from socle_team_member where workspace_id = $1 and team_id = $2 and user_id = $3',
      [workspaceId, teamId, userId],
    );
    return;
  }
  await query(
    `insert into socle_team_member (workspace_id, team_id, user_id, is_manager) values ($1, $2, $3, $4)
     on conflict (workspace_id, team_id, user_id) do update set is_manager = excluded.is_manager`,
    [workspaceId, teamId, userId, place === 'manager'],
  );
}

/** Throws notFound for a team that is not of this workspace. */
export async function findTeam(
  query: Change['query'],
  { workspaceId }: { workspaceId: string },
  id: string,
): Promise<TeamRow> {
  const [team] = isId(id)
    ? await query<TeamRow>(
        'select id, name, parent_id from socle_team where workspace_id = $1 and id = $2',
        [workspaceId, id],
      )
    : [];
  if (!team) throw notFound();
  return team;
}

function checkName(given: string): string {
  const name = given.trim();
  if (name === '') throw invalid([{ field: 'name', code: 'error.required' }]);
  if (name.length > MAX_NAME)
    throw invalid([{ field: 'name', code: 'error.tooBig.string', params: { maximum: MAX_NAME } }]);
  return name;
}

async function unique(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isDuplicate(error)) throw invalid([{ field: 'name', code: 'error.nameTaken' }]);
    throw error;
  }
}
