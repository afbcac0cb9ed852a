import type { BuiltInRole, RoleRights } from '../../contract';
import type { Database } from '../database';
import type { Registry } from '../registry';
import { type Access, compileAccess } from './access';

/** A member's place in a workspace and what it lets them do. */
export interface MemberAccess {
  userId: string;
  role: BuiltInRole;
  roleId: string | null;
  access: Access;
}

/** Reads what a member may do; null for one who is not, or no longer, a member. */
export async function loadMemberAccess(
  database: Database,
  registry: Registry,
  workspaceId: string,
  userId: string,
  now: Date,
): Promise<MemberAccess | null> {
  const [row] = await database.systemQuery<{
    role: BuiltInRole;
    role_id: string | null;
    rights: RoleRights | null;
    own: string[];
    team: string[];
  }>(MEMBER_ACCESS, [workspaceId, userId, now]);
  if (!row) return null;
  const { role, rights, own, team } = row;
  return {
    userId,
    role,
    roleId: row.role_id,
    access: compileAccess(registry, { role, rights, own, team }),
  };
}

// Delegations count by the calendar day of the workspace. A manager sees the whole tree below a team.
const MEMBER_ACCESS = `
  with recursive own as (
    select $2::uuid as user_id
    union
    select d.from_user from socle_delegation d join socle_workspace w on w.id = d.workspace_id
    where d.workspace_id = $1 and d.to_user = $2
      and ($3::timestamptz at time zone w.time_zone)::date between d.starts_on and d.ends_on
  ), managed as (
    select tm.team_id from socle_team_member tm join own o on o.user_id = tm.user_id
    where tm.workspace_id = $1 and tm.is_manager
    union
    select t.id from socle_team t join managed m on m.team_id = t.parent_id where t.workspace_id = $1
  ), seen as (
    select user_id from own
    union
    select mate.user_id from socle_team_member mine
      join own o on o.user_id = mine.user_id
      join socle_team_member mate on mate.workspace_id = $1 and mate.team_id = mine.team_id
    where mine.workspace_id = $1
    union
    select tm.user_id from socle_team_member tm join managed m on m.team_id = tm.team_id where tm.workspace_id = $1
  )
  select m.role, m.role_id, r.rights,
    array(select user_id from own order by user_id) as own,
    array(select user_id from seen order by user_id) as team
  from socle_membership m
    join socle_user u on u.id = m.user_id
    left join socle_role r on r.workspace_id = m.workspace_id and r.id = m.role_id
  where m.workspace_id = $1 and m.user_id = $2 and m.deactivated_at is null and u.disabled_at is null`;
