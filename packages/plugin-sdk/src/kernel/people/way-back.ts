import { AppError } from '../../primitives';
import type { Host } from '../host';
import { sendResetLetter } from '../identity/reset-letter';
import { administer, type By } from './change';
import { findMember, requireAuthority } from './member-changes';

/**
 * Gives a member who lost their password a way back in: a letter to their own address, or, without a
 * mail server, a link to be passed on, valid once and for an hour. The link is refused for somebody who
 * also works in another workspace: whoever held it could enter there.
 */
export async function sendWayBack(
  host: Host,
  by: By,
  userId: string,
): Promise<{ email: string; link: string | null }> {
  const email = await administer(host, by, async (step) => {
    const member = await findMember(step.query, by, userId);
    if (member.deactivated_at) throw new AppError('conflict', 'error.impersonationNobody');
    requireAuthority(step, by, member);
    const [account] = await step.query<{ email: string; is_elsewhere: boolean }>(
      `select email, exists (
         select 1 from socle_membership m where m.user_id = u.id and m.workspace_id <> $2) as is_elsewhere
       from socle_user u where id = $1`,
      [userId, by.workspaceId],
    );
    if (account?.is_elsewhere && !host.mailer.isConfigured)
      throw new AppError('conflict', 'error.wayBackElsewhere');
    step.record({
      action: 'member.resetLinkMade',
      subject: { type: 'member', id: userId, title: member.name },
    });
    return account?.email ?? '';
  });
  if (!host.mailer.isConfigured)
    return { email, link: await host.identity.createResetLink(userId) };
  try {
    await sendResetLetter(host, email);
  } catch (error) {
    if (error instanceof AppError && error.kind === 'unavailable')
      throw new AppError('conflict', error.code, error.params);
    throw error;
  }
  return { email, link: null };
}
