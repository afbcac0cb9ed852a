import { BUILT_IN_ROLES, type BuiltInRole } from '../../contract';
import { AppError, invalid, notFound } from '../../primitives';
import { isId } from '../../primitives/ids';
import type { Host } from '../host';
import { administer, type By, type Change, isAdministrator } from './change';

/** What a role choice of a form stands for. */
export interface ChosenRole {
  role: BuiltInRole;
  roleId: string | null;
  /** As the audit trail names it. */
  title: string;
}

interface MemberRow {
  user_id: string;
  name: string;
  role: BuiltInRole;
  role_id: string | null;
  role_name: string | null;
  deactivated_at: Date | null;
}

/**
 * Gives a member another role: a built-in one by name, or one of the workspace's own by id. Only owners
 * make and unmake owners and administrators, nobody raises themselves, and one owner stays.
 */
export async function changeRole(
  host: Host,
  by: By,
  userId: string,
  choice: string,
): Promise<void> {
  await administer(host, by, async (step) => {
    const { query, record } = step;
    const member = await findMember(query, by, userId);
    const chosen = await chosenRole(query, by.workspaceId, choice);
    if (chosen.role === member.role && chosen.roleId === member.role_id) return;
    requireAuthority(step, by, member);
    requireRoleAuthority(step, chosen.role);
    await query(
      'update socle_membership set role = $3, role_id = $4 where workspace_id = $1 and user_id = $2',
      [by.workspaceId, userId, chosen.role, chosen.roleId],
    );
    await requireOwner(query, by.workspaceId);
    // Who may act in whose name depends on both roles.
    await query(
      `delete from socle_session where workspace_id = $1 and impersonator_id is not null
         and (user_id = $2 or impersonator_id = $2)`,
      [by.workspaceId, userId],
    );
    record({
      action: 'member.roleChanged',
      subject: { type: 'member', id: userId, title: member.name },
      before: { role: member.role_name ?? member.role },
      after: { role: chosen.title },
    });
  });
}

/** Signs a member out everywhere here and lets them in no more; what they made and own stays. */
export async function deactivateMember(host: Host, by: By, userId: string): Promise<void> {
  await administer(host, by, async (step) => {
    const { query, record, now } = step;
    const member = await findMember(query, by, userId);
    if (member.deactivated_at) return;
    if (userId === by.userId) throw new AppError('conflict', 'error.deactivateSelf');
    requireAuthority(step, by, member);
    await query(
      'update socle_membership set deactivated_at = $3 where workspace_id = $1 and user_id = $2',
      [by.workspaceId, userId, now],
    );
    await requireOwner(query, by.workspaceId);
    await query(
      'delete from socle_session where workspace_id = $1 and (user_id = $2 or impersonator_id = $2)',
      [by.workspaceId, userId],
    );
    record({ action: 'member.deactivated', subject: subjectOf(member) });
  });
}

/** Lets a member in again, with the role they had. */
export async function reactivateMember(host: Host, by: By, userId: string): Promise<void> {
  await administer(host, by, async (step) => {
    const { query, record } = step;
    const member = await findMember(query, by, userId);
    if (!member.deactivated_at) return;
    requireAuthority(step, by, member);
    await query(
      'update socle_membership set deactivated_at = null where workspace_id = $1 and user_id = $2',
      [by.workspaceId, userId],
    );
    record({ action: 'member.reactivated', subject: subjectOf(member) });
  });
}

const subjectOf = (member: MemberRow) => ({
  type: 'member',
  id: member.user_id,
  title: member.name,
});

/** Throws notFound for somebody who is not of this workspace. */
export async function findMember(
  query: Change['query'],
  { workspaceId }: { workspaceId: string },
  userId: string,
): Promise<MemberRow> {
  const [member] = isId(userId)
    ? await query<MemberRow>(
        `select m.user_id, u.name, m.role, m.role_id, r.name as role_name, m.deactivated_at
         from socle_membership m join socle_user u on u.id = m.user_id
           left join socle_role r on r.workspace_id = m.workspace_id and r.id = m.role_id
         where m.workspace_id = $1 and m.user_id = $2`,
        [workspaceId, userId],
      )
    : [];
  if (!member) throw notFound();
  return member;
}

/** Reads a role choice. Throws `invalid` on the field `role`. */
export async function chosenRole(
  query: Change['query'],
  workspaceId: string,
  choice: string,
): Promise<ChosenRole> {
  const builtIn = BUILT_IN_ROLES.find((role) => role === choice);
  if (builtIn) return { role: builtIn, roleId: null, title: builtIn };
  const [own] = isId(choice)
    ? await query<{ id: string; name: string; based_on: BuiltInRole }>(
        'select id, name, based_on from socle_role where workspace_id = $1 and id = $2',
        [workspaceId, choice],
      )
    : [];
  if (!own) throw invalid([{ field: 'role', code: 'error.roleUnknown' }]);
  return { role: own.based_on, roleId: own.id, title: own.name };
}

/** Refuses what would touch oneself, or an owner or administrator without being an owner. */
export function requireAuthority(step: Change, by: By, member: MemberRow): void {
  if (step.role === 'owner') return;
  if (member.user_id === by.userId) throw new AppError('forbidden', 'error.ownRole');
  if (isAdministrator(member.role)) throw new AppError('forbidden', 'error.ownersOnly');
}

/** Refuses to hand out a role that only owners hand out. */
export function requireRoleAuthority(step: Change, role: BuiltInRole): void {
  if (step.role !== 'owner' && isAdministrator(role))
    throw new AppError('forbidden', 'error.ownersOnly');
}

/** Refuses a change that leaves nobody in charge. */
export async function requireOwner(query: Change['query'], workspaceId: string): Promise<void> {
  const [owner] = await query(
    `select 1 as is_there from socle_membership m join socle_user u on u.id = m.user_id
     where m.workspace_id = $1 and m.role = 'owner' and m.deactivated_at is null and u.disabled_at is null limit 1`,
    [workspaceId],
  );
  if (!owner) throw new AppError('conflict', 'error.lastOwner');
}
