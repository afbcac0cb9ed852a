import { AppError, addDays, invalid, isLocalDate, localDateIn, notFound } from '../../primitives';
import { isId, newId } from '../../primitives/ids';
import type { Host } from '../host';
import { type By, type Change, change, isAdministrator } from './change';
import { findMember } from './member-changes';

/** Somebody's records are in another's hands from one day to another, both included. */
export interface Delegation {
  id: string;
  fromUser: string;
  fromName: string;
  toUser: string;
  toName: string;
  /** Days of the workspace's calendar. */
  startsOn: string;
  endsOn: string;
  isUnderWay: boolean;
}

const MAX_DAYS = 366;

/** Absences that are not over, soonest first; of one member, or of all. */
export async function listDelegations(
  host: Host,
  workspaceId: string,
  userId?: string,
): Promise<Delegation[]> {
  const today = await todayIn(host, workspaceId);
  return host.database.systemQuery(
    `select d.id, d.from_user as "fromUser", f.name as "fromName", d.to_user as "toUser", t.name as "toName",
       d.starts_on as "startsOn", d.ends_on as "endsOn", d.starts_on <= $2::date as "isUnderWay"
     from socle_delegation d join socle_user f on f.id = d.from_user join socle_user t on t.id = d.to_user
     where d.workspace_id = $1 and d.ends_on >= $2::date
       and ($3::uuid is null or d.from_user = $3 or d.to_user = $3)
     order by d.starts_on, d.id limit 500`,
    [workspaceId, today, userId ?? null],
  );
}

/** Today in the workspace's calendar. */
export async function todayIn(host: Host, workspaceId: string): Promise<string> {
  const { info } = await host.workspaceState(workspaceId);
  return localDateIn(host.clock(), info.timeZone);
}

/**
 * Puts a member's records into a colleague's hands for some days. Everybody may do so for themselves,
 * owners and administrators for anybody.
 */
export async function delegate(
  host: Host,
  by: By,
  input: { fromUser: string; toUser: string; startsOn: string; endsOn: string },
): Promise<string> {
  checkDays(input, await todayIn(host, by.workspaceId));
  const id = newId();
  return change(host, by, async (step) => {
    requireOwnOrAdministrator(step, by, input.fromUser);
    const { query, record, now } = step;
    const from = await findMember(query, by, input.fromUser);
    const to = await findMember(query, by, input.toUser).catch(() => null);
    if (!to || to.deactivated_at) throw invalid([{ field: 'toUser', code: 'error.memberUnknown' }]);
    if (from.user_id === to.user_id)
      throw invalid([{ field: 'toUser', code: 'error.delegationSelf' }]);
    await query(
      `insert into socle_delegation (workspace_id, id, from_user, to_user, starts_on, ends_on, created_by, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [by.workspaceId, id, from.user_id, to.user_id, input.startsOn, input.endsOn, by.userId, now],
    );
    record({
      action: 'delegation.started',
      subject: { type: 'member', id: from.user_id, title: from.name },
      after: { to: to.name, startsOn: input.startsOn, endsOn: input.endsOn },
    });
    return id;
  });
}

/** Ends a delegation now; one that has not begun is forgotten. */
export async function endDelegation(host: Host, by: By, id: string): Promise<void> {
  const today = await todayIn(host, by.workspaceId);
  await change(host, by, async (step) => {
    const { query, record } = step;
    const [row] = isId(id)
      ? await query<{ from_user: string; to_user: string; starts_on: string; name: string }>(
          `select d.from_user, d.to_user, d.starts_on, u.name
           from socle_delegation d join socle_user u on u.id = d.from_user
           where d.workspace_id = $1 and d.id = $2 and d.ends_on >= $3`,
          [by.workspaceId, id, today],
        )
      : [];
    // Somebody else's absence is as good as none for those who may not touch it.
    if (!row || (row.from_user !== by.userId && !isAdministrator(step.role))) throw notFound();
    if (row.starts_on >= today)
      await query('delete from socle_delegation where workspace_id = $1 and id = $2', [
        by.workspaceId,
        id,
      ]);
    else
      await query('update socle_delegation set ends_on = $3 where workspace_id = $1 and id = $2', [
        by.workspaceId,
        id,
        addDays(today, -1),
      ]);
    record({
      action: 'delegation.ended',
      subject: { type: 'member', id: row.from_user, title: row.name },
    });
  });
}

function requireOwnOrAdministrator(step: Change, by: By, fromUser: string): void {
  if (fromUser === by.userId || isAdministrator(step.role)) return;
  throw new AppError('forbidden', 'error.administratorsOnly');
}

function checkDays(input: { startsOn: string; endsOn: string }, today: string): void {
  for (const field of ['startsOn', 'endsOn'] as const)
    if (!isLocalDate(input[field])) throw invalid([{ field, code: 'error.format.date' }]);
  if (input.endsOn < today) throw invalid([{ field: 'endsOn', code: 'error.delegationPast' }]);
  if (input.endsOn < input.startsOn)
    throw invalid([{ field: 'endsOn', code: 'error.delegationOrder' }]);
  if (input.endsOn > addDays(input.startsOn, MAX_DAYS))
    throw invalid([{ field: 'endsOn', code: 'error.delegationTooLong' }]);
}
