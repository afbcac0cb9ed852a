import { randomBytes } from 'node:crypto';
import type { BuiltInRole } from '../../contract';
import { type FieldError, invalid, notFound } from '../../primitives';
import { isId, newId } from '../../primitives/ids';
import { sha256 } from '../config';
import type { Host } from '../host';
import type { Locale } from '../messages';
import { administer, type By, type Change } from './change';
import { chosenRole, requireRoleAuthority } from './member-changes';
import { findTeam } from './teams';

/** An invitation that waits for an answer. */
export interface InvitationView {
  id: string;
  email: string;
  role: BuiltInRole;
  roleId: string | null;
  roleName: string | null;
  teamName: string | null;
  invitedBy: string | null;
  createdAt: Date;
  expiresAt: Date;
}

/** What came of inviting one person. `link` is there when it could not be mailed: shown once, to be passed on. */
export interface InvitationOutcome {
  email: string;
  link: string | null;
}

/** How an invitation reaches the person. */
export interface Delivery {
  /** Address of the installation as the inviter sees it, without a path. */
  baseUrl: string;
  /** Language of the letter. */
  locale: Locale;
}

const LIFE_DAYS = 7;
const MAX_AT_ONCE = 50;
const EMAIL = /^[^\s@,;<>"]{1,64}@[^\s@,;<>"]+\.[^\s@,;<>"]{2,}$|^[^\s@,;<>"]{1,64}@[^\s@,;<>".]+$/;

/** A token that opens one invitation, and what is kept of it. */
const newToken = () => {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: sha256(token) };
};

const lifeEnd = (now: Date): Date => new Date(now.getTime() + LIFE_DAYS * 86_400_000);

/** Invitations nobody has answered yet, also those that are past their day, newest first. */
export async function pendingInvitations(
  host: Host,
  workspaceId: string,
): Promise<InvitationView[]> {
  return host.database.systemQuery(
    `select i.id, i.email, i.role, i.role_id as "roleId", r.name as "roleName", t.name as "teamName",
       u.name as "invitedBy", i.created_at as "createdAt", i.expires_at as "expiresAt"
     from socle_invitation i
       left join socle_role r on r.workspace_id = i.workspace_id and r.id = i.role_id
       left join socle_team t on t.workspace_id = i.workspace_id and t.id = i.team_id
       left join socle_user u on u.id = i.invited_by
     where i.workspace_id = $1 and i.accepted_at is null and i.revoked_at is null
     order by i.created_at desc, i.id desc limit 500`,
    [workspaceId],
  );
}

/**
 * Invites people, one address a line. An earlier invitation of the same address is void. The answer is
 * the same whether or not an address has an account here already.
 */
export async function invite(
  host: Host,
  by: By,
  input: { emails: string; role: string; teamId: string | null },
  delivery: Delivery,
): Promise<InvitationOutcome[]> {
  const emails = readAddresses(input.emails);
  const links = await administer(host, by, async (step) => {
    const { query, record, now } = step;
    const chosen = await chosenRole(query, by.workspaceId, input.role);
    requireRoleAuthority(step, chosen.role);
    const team = input.teamId ? await findTeam(query, by, input.teamId) : null;
    await refuseMembers(query, by.workspaceId, emails);
    const made: { email: string; token: string }[] = [];
    for (const email of emails) {
      const { token, hash } = newToken();
      const id = newId();
      await query(
        `update socle_invitation set revoked_at = $3
         where workspace_id = $1 and lower(email) = $2 and accepted_at is null and revoked_at is null`,
        [by.workspaceId, email, now],
      );
      await query(
        `insert into socle_invitation (workspace_id, id, email, role, role_id, team_id, token_hash, invited_by, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          by.workspaceId,
          id,
          email,
          chosen.role,
          chosen.roleId,
          team?.id ?? null,
          hash,
          by.userId,
          now,
          lifeEnd(now),
        ],
      );
      record({
        action: 'member.invited',
        subject: { type: 'invitation', id, title: email },
        after: { email, role: chosen.title, team: team?.name ?? null },
      });
      made.push({ email, token });
    }
    return made;
  });
  return deliver(host, by, links, delivery);
}

/** Sends an invitation again with a new link and a new week; the old link is void. */
export async function resendInvitation(
  host: Host,
  by: By,
  id: string,
  delivery: Delivery,
): Promise<InvitationOutcome> {
  const { token, hash } = newToken();
  const email = await administer(host, by, async (step) => {
    const { query, record, now } = step;
    const [row] = isId(id)
      ? await query<{ email: string; role: BuiltInRole }>(
          `update socle_invitation set token_hash = $3, expires_at = $4
           where workspace_id = $1 and id = $2 and accepted_at is null and revoked_at is null
           returning email, role`,
          [by.workspaceId, id, hash, lifeEnd(now)],
        )
      : [];
    if (!row) throw notFound();
    requireRoleAuthority(step, row.role);
    await refuseMembers(query, by.workspaceId, [row.email]);
    record({
      action: 'member.invitedAgain',
      subject: { type: 'invitation', id, title: row.email },
    });
    return row.email;
  });
  const [outcome] = await deliver(host, by, [{ email, token }], delivery);
  return outcome ?? { email, link: null };
}

/** Makes an invitation void. */
export async function revokeInvitation(host: Host, by: By, id: string): Promise<void> {
  await administer(host, by, async ({ query, record, now }) => {
    const [row] = isId(id)
      ? await query<{ email: string }>(
          `update socle_invitation set revoked_at = $3
           where workspace_id = $1 and id = $2 and accepted_at is null and revoked_at is null returning email`,
          [by.workspaceId, id, now],
        )
      : [];
    if (!row) throw notFound();
    record({
      action: 'member.invitationRevoked',
      subject: { type: 'invitation', id, title: row.email },
    });
  });
}

async function refuseMembers(
  query: Change['query'],
  workspaceId: string,
  emails: readonly string[],
): Promise<void> {
  const members = await query<{ email: string; is_active: boolean }>(
    `select lower(u.email) as email, m.deactivated_at is null as is_active
     from socle_membership m join socle_user u on u.id = m.user_id
     where m.workspace_id = $1 and lower(u.email) = any($2)`,
    [workspaceId, emails],
  );
  if (members.length === 0) return;
  throw invalid(
    members.map(({ email, is_active }) => ({
      field: 'emails',
      code: is_active ? 'error.alreadyMemberNamed' : 'error.memberDeactivated',
      params: { email },
    })),
  );
}

function readAddresses(text: string): string[] {
  const emails = text
    .split(/[\n,;]+/)
    .map((line) => line.trim().toLowerCase())
    .filter(Boolean);
  if (emails.length === 0) throw invalid([{ field: 'emails', code: 'error.required' }]);
  const errors: FieldError[] = emails
    .filter((email) => email.length > 254 || !EMAIL.test(email))
    .map((email) => ({
      field: 'emails',
      code: 'error.badAddress',
      params: { email: email.slice(0, 100) },
    }));
  const unique = [...new Set(emails)];
  if (unique.length > MAX_AT_ONCE)
    errors.push({ field: 'emails', code: 'error.tooManyAtOnce', params: { maximum: MAX_AT_ONCE } });
  if (errors.length > 0) throw invalid(errors);
  return unique;
}

/** After the commit: a letter each, or the link itself where no letter can leave. */
async function deliver(
  host: Host,
  by: By,
  links: readonly { email: string; token: string }[],
  { baseUrl, locale }: Delivery,
): Promise<InvitationOutcome[]> {
  const [state, inviter] = await Promise.all([
    host.workspaceState(by.workspaceId),
    host.identity.findUser(by.userId),
  ]);
  const say = (key: string, params: Record<string, string | number>) =>
    host.catalog.t(locale, key, params);
  const outcomes: InvitationOutcome[] = [];
  for (const { email, token } of links) {
    const link = `${baseUrl}/join/${token}`;
    if (!host.mailer.isConfigured) {
      outcomes.push({ email, link });
      continue;
    }
    const words = {
      workspace: state.info.name,
      inviter: inviter?.name ?? 'Socle',
      link,
      days: LIFE_DAYS,
    };
    try {
      await host.mailer.send({
        to: email,
        subject: say('mail.invitation.subject', words),
        text: say('mail.invitation.text', words),
      });
      outcomes.push({ email, link: null });
    } catch (error) {
      // The invitation stands; whoever invites can pass the link on by hand.
      host.log.warn({ err: error }, 'an invitation could not be mailed');
      outcomes.push({ email, link });
    }
  }
  return outcomes;
}
