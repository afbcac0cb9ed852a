import { AppError, invalid } from '../../primitives';
import { newId } from '../../primitives/ids';
import { recordActIn } from '../audit/record-act';
import { sha256 } from '../config';
import type { QueryFn } from '../database';
import type { Host } from '../host';
import { checkPassword, hashPassword } from '../identity/passwords';
import { announceRights, inSystemTransaction, isDuplicate } from './change';
import { placeInTeam } from './teams';

/** What whoever holds the link of an invitation may know of it. */
export interface OpenInvitation {
  workspaceId: string;
  workspace: string;
  email: string;
  invitedBy: string | null;
}

interface InvitationRow {
  id: string;
  workspace_id: string;
  email: string;
  role: string;
  role_id: string | null;
  team_id: string | null;
}

/**
 * The invitation behind a link; null for one that is unknown, used, revoked or past its day: the four
 * are told apart by nothing.
 */
export async function openInvitation(host: Host, token: string): Promise<OpenInvitation | null> {
  const [row] = await host.database.systemQuery<OpenInvitation>(
    `select i.workspace_id as "workspaceId", w.name as workspace, i.email, u.name as "invitedBy"
     from socle_invitation i join socle_workspace w on w.id = i.workspace_id
       left join socle_user u on u.id = i.invited_by
     where i.token_hash = $1 and i.accepted_at is null and i.revoked_at is null and i.expires_at > $2`,
    [sha256(token), host.clock()],
  );
  return row ?? null;
}

/** Accepts with the account one is signed in with. Throws `conflict` when it is another one than invited. */
export async function joinWithAccount(
  host: Host,
  token: string,
  user: { userId: string; email: string },
): Promise<string> {
  return join(host, token, async (_query, invitation) => {
    if (user.email.toLowerCase() !== invitation.email.toLowerCase())
      throw new AppError('conflict', 'error.invitationOtherAccount', { email: invitation.email });
    return user.userId;
  });
}

/**
 * Accepts with a new account. Its address is the one that was invited: whoever opened the letter has
 * shown that it is theirs. An address that has an account already must sign in first. Returns the
 * workspace and the new user.
 */
export async function joinWithNewAccount(
  host: Host,
  token: string,
  input: { name: string; password: string; locale: 'fr' | 'en' },
): Promise<{ workspaceId: string; userId: string }> {
  const invitation = await openInvitation(host, token);
  if (!invitation) throw new AppError('conflict', 'error.invitationOver');
  const name = input.name.trim();
  const { email } = invitation;
  if (name === '') throw invalid([{ field: 'name', code: 'error.required' }]);
  if (name.length > 100)
    throw invalid([{ field: 'name', code: 'error.tooBig.string', params: { maximum: 100 } }]);
  await checkPassword(input.password, { email, name });
  const passwordHash = await hashPassword(input.password);
  const userId = newId();
  const workspaceId = await join(host, token, async (query) => {
    try {
      await query(
        'insert into socle_user (id, email, name, password_hash, locale) values ($1, $2, $3, $4, $5)',
        [userId, email, name, passwordHash, input.locale],
      );
    } catch (error) {
      if (isDuplicate(error)) throw new AppError('conflict', 'error.accountExists');
      throw error;
    }
    return userId;
  });
  return { workspaceId, userId };
}

/** Uses an invitation up and makes the member, or neither. */
async function join(
  host: Host,
  token: string,
  userOf: (query: QueryFn, invitation: InvitationRow) => Promise<string>,
): Promise<string> {
  const now = host.clock();
  const joined = await inSystemTransaction(host, async (query) => {
    const [invitation] = await query<InvitationRow>(
      `update socle_invitation set accepted_at = $2
       where token_hash = $1 and accepted_at is null and revoked_at is null and expires_at > $2
       returning id, workspace_id, email, role, role_id, team_id`,
      [sha256(token), now],
    );
    if (!invitation) throw new AppError('conflict', 'error.invitationOver');
    const userId = await userOf(query, invitation);
    const { workspace_id: workspaceId } = invitation;
    const [added] = await query(
      `insert into socle_membership (workspace_id, user_id, role, role_id, created_at) values ($1, $2, $3, $4, $5)
       on conflict (workspace_id, user_id) do nothing returning user_id`,
      [workspaceId, userId, invitation.role, invitation.role_id, now],
    );
    if (!added) throw new AppError('conflict', 'error.alreadyMember');
    if (invitation.team_id)
      await placeInTeam(query, workspaceId, invitation.team_id, userId, 'member');
    await recordActIn(query, now, workspaceId, {
      userId,
      via: 'screen',
      action: 'member.joined',
      subject: { type: 'member', id: userId, title: invitation.email },
      after: { role: invitation.role },
    });
    await announceRights(query, workspaceId);
    return workspaceId;
  });
  host.cache.invalidate({ workspace: joined, all: true });
  return joined;
}
