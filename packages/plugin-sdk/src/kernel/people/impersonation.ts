import { randomBytes } from 'node:crypto';
import type { BuiltInRole } from '../../contract';
import { AppError, invalid, notFound } from '../../primitives';
import { isId, newId } from '../../primitives/ids';
import { sha256 } from '../config';
import type { Host } from '../host';
import { administer, type By, type Change, change, isAdministrator } from './change';
import { findMember } from './member-changes';

/** How long a member may let somebody act in their name, in hours. */
export const IMPERSONATION_HOURS = [1, 4] as const;

/** A request nobody answered is over after this long. */
const ASK_HOURS = 24;

/** Somebody asks a member to act in their name, or may do so. */
export interface ImpersonationView {
  id: string;
  userId: string;
  userName: string;
  requestedBy: string;
  requestedByName: string;
  reason: string;
  createdAt: Date;
  state: 'asked' | 'granted';
  /** When the answer is no longer waited for, or the consent ends. */
  endsAt: Date;
}

const VIEW = `i.id, i.user_id as "userId", u.name as "userName", i.requested_by as "requestedBy",
  r.name as "requestedByName", i.reason, i.created_at as "createdAt",
  case when i.is_granted then 'granted' else 'asked' end as state,
  case when i.is_granted then i.expires_at else i.created_at + interval '${ASK_HOURS} hours' end as "endsAt"`;

const TABLES = `socle_impersonation i
  join socle_user u on u.id = i.user_id join socle_user r on r.id = i.requested_by`;

const OPEN = `i.ended_at is null and (
  (i.decided_at is null and i.created_at + interval '${ASK_HOURS} hours' > $2) or (i.is_granted and i.expires_at > $2))`;

/** What is asked of a member and what they have granted. */
export async function impersonationsOf(
  host: Host,
  workspaceId: string,
  userId: string,
): Promise<ImpersonationView[]> {
  return host.database.systemQuery(
    `select ${VIEW} from ${TABLES} where i.workspace_id = $1 and ${OPEN} and i.user_id = $3
     order by i.created_at desc, i.id desc limit 10`,
    [workspaceId, host.clock(), userId],
  );
}

/** What somebody has asked for, to act in a member's name. */
export async function impersonationsBy(
  host: Host,
  workspaceId: string,
  requestedBy: string,
  userId: string,
): Promise<ImpersonationView[]> {
  return host.database.systemQuery(
    `select ${VIEW} from ${TABLES}
     where i.workspace_id = $1 and ${OPEN} and i.requested_by = $3 and i.user_id::text = $4
     order by i.created_at desc, i.id desc limit 10`,
    [workspaceId, host.clock(), requestedBy, userId],
  );
}

/** Asks a member for leave to act in their name. Nobody asks an owner, and only owners ask administrators. */
export async function askImpersonation(
  host: Host,
  by: By,
  input: { userId: string; reason: string },
): Promise<string> {
  const reason = input.reason.trim();
  if (reason === '') throw invalid([{ field: 'reason', code: 'error.required' }]);
  if (reason.length > 300)
    throw invalid([{ field: 'reason', code: 'error.tooBig.string', params: { maximum: 300 } }]);
  const id = newId();
  return administer(host, by, async (step) => {
    const { query, record, now } = step;
    const member = await findMember(query, by, input.userId);
    requireBelow(step, by, member);
    await query(
      `update socle_impersonation i set ended_at = $2
       where i.workspace_id = $1 and ${OPEN} and i.requested_by = $3 and i.user_id = $4`,
      [by.workspaceId, now, by.userId, member.user_id],
    );
    await query(
      `insert into socle_impersonation (workspace_id, id, user_id, requested_by, reason, created_at)
       values ($1, $2, $3, $4, $5, $6)`,
      [by.workspaceId, id, member.user_id, by.userId, reason, now],
    );
    record({
      action: 'impersonation.asked',
      subject: { type: 'member', id: member.user_id, title: member.name },
      after: { reason },
    });
    return id;
  });
}

function requireBelow(
  step: Change,
  by: By,
  member: { user_id: string; role: BuiltInRole; deactivated_at: Date | null },
): void {
  if (member.user_id === by.userId || member.deactivated_at)
    throw new AppError('conflict', 'error.impersonationNobody');
  const isAbove =
    member.role === 'owner' || (isAdministrator(member.role) && step.role !== 'owner');
  if (isAbove) throw new AppError('forbidden', 'error.impersonationAbove');
}

/** The member's own answer: for how many hours, or null for a refusal. */
export async function answerImpersonation(
  host: Host,
  by: By,
  id: string,
  hours: (typeof IMPERSONATION_HOURS)[number] | null,
): Promise<void> {
  await change(host, by, async ({ query, record, now }) => {
    const expiresAt = hours === null ? null : new Date(now.getTime() + hours * 3_600_000);
    const [row] = isId(id)
      ? await query<{ requested_by: string; name: string }>(
          `update socle_impersonation i set decided_at = $2, is_granted = $5, expires_at = $6
           from socle_user r
           where i.workspace_id = $1 and ${OPEN} and i.decided_at is null and i.id = $3 and i.user_id = $4
             and r.id = i.requested_by
           returning i.requested_by, r.name`,
          [by.workspaceId, now, id, by.userId, hours !== null, expiresAt],
        )
      : [];
    if (!row) throw new AppError('conflict', 'error.impersonationOver');
    record({
      action: hours === null ? 'impersonation.refused' : 'impersonation.granted',
      subject: { type: 'member', id: row.requested_by, title: row.name },
      after: hours === null ? null : { hours },
    });
  });
}

/** Takes consent back, or gives the matter up: by either of the two. Ends what is under way at once. */
export async function endImpersonation(host: Host, by: By, id: string): Promise<void> {
  await change(host, by, async ({ query, record, now }) => {
    const [row] = isId(id)
      ? await query<{ user_id: string; requested_by: string; name: string }>(
          `update socle_impersonation i set ended_at = $2 from socle_user u
           where i.workspace_id = $1 and i.ended_at is null and i.id = $3 and $4 in (i.user_id, i.requested_by)
             and u.id = i.user_id
           returning i.user_id, i.requested_by, u.name`,
          [by.workspaceId, now, id, by.userId],
        )
      : [];
    if (!row) throw new AppError('conflict', 'error.impersonationOver');
    await endSessions(query, by.workspaceId, row);
    record({
      action: 'impersonation.ended',
      subject: { type: 'member', id: row.user_id, title: row.name },
    });
  });
}

const endSessions = (
  query: Change['query'],
  workspaceId: string,
  ends: { user_id: string; requested_by: string },
) =>
  query(
    'delete from socle_session where workspace_id = $1 and user_id = $2 and impersonator_id = $3',
    [workspaceId, ends.user_id, ends.requested_by],
  );

/**
 * Opens a session in the member's name, as long as their consent lasts. Returns the token for the
 * cookie; the caller keeps their own session aside.
 */
export async function startImpersonation(
  host: Host,
  by: By,
  id: string,
  browser: { userAgent: string; address: string },
): Promise<{ token: string; endsAt: Date }> {
  const token = randomBytes(32).toString('base64url');
  return administer(host, by, async (step) => {
    const { query, record, now } = step;
    const [consent] = isId(id)
      ? await query<{ user_id: string; expires_at: Date }>(
          `select i.user_id, i.expires_at from socle_impersonation i
           where i.workspace_id = $1 and ${OPEN} and i.is_granted and i.id = $3 and i.requested_by = $4`,
          [by.workspaceId, now, id, by.userId],
        )
      : [];
    if (!consent) throw new AppError('conflict', 'error.impersonationOver');
    const member = await findMember(query, by, consent.user_id);
    requireBelow(step, by, member);
    await query(
      `insert into socle_session (token_hash, user_id, workspace_id, created_at, seen_at, expires_at, user_agent,
         authenticated_at, address, impersonator_id)
       values ($1, $2, $3, $4, $4, $5, $6, $4, $7, $8)`,
      [
        sha256(token),
        consent.user_id,
        by.workspaceId,
        now,
        consent.expires_at,
        browser.userAgent.slice(0, 300),
        browser.address,
        by.userId,
      ],
    );
    record({
      action: 'impersonation.started',
      subject: { type: 'member', id: member.user_id, title: member.name },
    });
    return { token, endsAt: consent.expires_at };
  });
}

/** Ends a session in a member's name; the consent lasts. Throws notFound when it is not such a session. */
export async function stopImpersonation(host: Host, token: string): Promise<void> {
  const session = await host.identity.session(token);
  if (!session?.impersonatorId || !session.workspaceId) throw notFound();
  const by: By = {
    workspaceId: session.workspaceId,
    userId: session.impersonatorId,
    via: 'screen',
  };
  await host.identity.signOut(token);
  await change(host, by, async ({ record }) => {
    record({
      action: 'impersonation.stopped',
      subject: { type: 'member', id: session.userId, title: session.name },
    });
  });
}
