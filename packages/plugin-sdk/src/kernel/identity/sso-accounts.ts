import { AppError } from '../../primitives';
import { newId } from '../../primitives/ids';
import { recordAct } from '../audit/record-act';
import type { Host } from '../host';
import { recordOwnAct, requireAnotherWayIn } from './own-acts';
import type { SsoProvider } from './sso-providers';

/** What a provider says of a person, checked: OpenID Connect Core 1.0, section 5.1. */
export interface ProvidedIdentity {
  issuer: string;
  /** Never changes and is never given to somebody else, unlike an e-mail address. */
  subject: string;
  email: string | null;
  isEmailVerified: boolean;
  name: string | null;
}

interface Account {
  id: string;
  isDisabled: boolean;
  isOwner: boolean;
  /** Of the provider's workspace, and not deactivated. */
  isMember: boolean;
  wasMember: boolean;
  isElsewhere: boolean;
}

/**
 * The account a provider's word opens, made or brought into the workspace where the provider may do so.
 * The first time a verified e-mail address must say whose it is. It does not for an owner, nor for one
 * who also works in another workspace: whoever administers the provider would become them. They
 * sign in their own way once and link the provider themselves. Throws `forbidden`.
 */
export async function accountOf(
  host: Host,
  provider: SsoProvider,
  identity: ProvidedIdentity,
): Promise<string> {
  const linked = await findAccount(host, provider, LINKED, [identity.issuer, identity.subject]);
  const email = identity.isEmailVerified ? identity.email : null;
  const known = linked ?? (email ? await findAccount(host, provider, BY_EMAIL, [email]) : null);
  const mayJoin = provider.role !== null && email !== null && isTrusted(provider, email);
  if (known ? !isLetIn(known, mayJoin) : email !== null && !mayJoin)
    throw refused('error.ssoNotMember', provider);
  if (!linked && email === null) throw refused('error.ssoUnverified', provider);
  if (!linked && known && (known.isOwner || known.isElsewhere))
    throw refused('error.ssoLinkFirst', provider);
  const userId = known?.id ?? (await createAccount(host, provider, identity, email ?? ''));
  if (!known?.isMember) await join(host, provider, userId);
  if (linked) await touch(host, identity);
  else await linkIdentity(host, provider, userId, identity);
  return userId;
}

const isLetIn = (account: Account, mayJoin: boolean): boolean =>
  !account.isDisabled && (account.isMember || (mayJoin && !account.wasMember));

const isTrusted = (provider: SsoProvider, email: string): boolean =>
  provider.domains.includes(email.slice(email.lastIndexOf('@') + 1));

/**
 * Lets a provider open an account from now on, at its owner's own wish. Throws `conflict` when the
 * identity opens another account already.
 */
export async function linkIdentity(
  host: Host,
  provider: SsoProvider,
  userId: string,
  { issuer, subject }: ProvidedIdentity,
): Promise<void> {
  const [link] = await host.database.systemQuery<{ user_id: string; is_new: boolean }>(
    `insert into socle_identity_link (issuer, subject, user_id, created_at, last_used_at) values ($1, $2, $3, $4, $4)
     on conflict (issuer, subject) do update set last_used_at = excluded.last_used_at
     returning user_id, xmax = 0 as is_new`,
    [issuer, subject, userId, host.clock()],
  );
  if (link?.user_id !== userId)
    throw new AppError('conflict', 'error.ssoLinkedElsewhere', { provider: provider.name });
  if (link.is_new)
    await recordOwnAct(host, userId, 'singleSignOn.linked', { after: { provider: provider.name } });
}

/** Whether an identity opens this account. */
export async function isLinked(
  host: Host,
  userId: string,
  { issuer, subject }: ProvidedIdentity,
): Promise<boolean> {
  const [found] = await host.database.systemQuery<{ user_id: string }>(
    'select user_id from socle_identity_link where issuer = $1 and subject = $2 and user_id = $3',
    [issuer, subject, userId],
  );
  return found !== undefined;
}

/** A provider of one of the user's workspaces, and whether it opens their account. */
export interface LinkView {
  providerId: string;
  name: string;
  isLinked: boolean;
  lastUsedAt: Date | null;
}

/** The providers a user may link to their account. */
export async function linksOf(host: Host, userId: string): Promise<LinkView[]> {
  return host.database.systemQuery(
    `select p.id as "providerId", p.name, l.user_id is not null as "isLinked", l.last_used_at as "lastUsedAt"
     from socle_membership m join socle_sso_provider p on p.workspace_id = m.workspace_id
     left join lateral (
       select l.user_id, max(l.last_used_at) as last_used_at from socle_identity_link l
       where l.user_id = m.user_id and rtrim(l.issuer, '/') = rtrim(p.issuer, '/') group by l.user_id
     ) l on true
     where m.user_id = $1 and m.deactivated_at is null order by lower(p.name), p.id`,
    [userId],
  );
}

/** Takes a provider's way into one's account away again. Throws `conflict` when it is the only one. */
export async function unlinkIdentity(
  host: Host,
  provider: SsoProvider,
  userId: string,
): Promise<void> {
  await requireAnotherWayIn(host, userId, 'socle_identity_link');
  const gone = await host.database.systemQuery<{ subject: string }>(
    `delete from socle_identity_link where user_id = $1 and rtrim(issuer, '/') = rtrim($2, '/') returning subject`,
    [userId, provider.issuer],
  );
  if (gone.length > 0)
    await recordOwnAct(host, userId, 'singleSignOn.unlinked', {
      before: { provider: provider.name },
    });
}

const refused = (code: string, { name }: SsoProvider): AppError =>
  new AppError('forbidden', code, { provider: name });

const LINKED =
  'u.id = (select user_id from socle_identity_link where issuer = $2 and subject = $3)';
const BY_EMAIL = 'lower(u.email) = $2';

async function findAccount(
  host: Host,
  provider: SsoProvider,
  condition: string,
  values: readonly string[],
): Promise<Account | null> {
  const [account] = await host.database.systemQuery<Account>(
    `select u.id, u.disabled_at is not null as "isDisabled",
       coalesce(m.role = 'owner', false) as "isOwner",
       m.user_id is not null and m.deactivated_at is null as "isMember",
       m.user_id is not null as "wasMember",
       exists (select 1 from socle_membership o where o.user_id = u.id and o.workspace_id <> $1) as "isElsewhere"
     from socle_user u left join socle_membership m on m.user_id = u.id and m.workspace_id = $1
     where ${condition}`,
    [provider.workspaceId, ...values],
  );
  return account ?? null;
}

async function createAccount(
  host: Host,
  provider: SsoProvider,
  { name }: ProvidedIdentity,
  email: string,
): Promise<string> {
  const [user] = await host.database.systemQuery<{ id: string }>(
    `insert into socle_user (id, email, name) values ($1, $2, $3) on conflict (lower(email)) do nothing returning id`,
    [newId(), email, (name?.trim() || email.split('@')[0] || email).slice(0, 200)],
  );
  // Somebody was faster with the same address; a second try meets an account that exists.
  if (!user) throw refused('error.ssoTryAgain', provider);
  return user.id;
}

async function join(host: Host, provider: SsoProvider, userId: string): Promise<void> {
  const { workspaceId, role, roleId } = provider;
  if (roleId !== null && !(await roleExists(host, workspaceId, roleId)))
    throw refused('error.ssoRoleGone', provider);
  const [added] = await host.database.systemQuery<{ name: string }>(
    `insert into socle_membership (workspace_id, user_id, role, role_id) values ($1, $2, $3, $4) on conflict do nothing
     returning (select name from socle_user where id = $2) as name`,
    [workspaceId, userId, role, roleId],
  );
  if (added)
    await recordAct(host, workspaceId, {
      userId,
      via: 'screen',
      action: 'member.joined',
      subject: { type: 'user', id: userId, title: added.name },
      after: { role, roleId, provider: provider.name },
    });
}

async function roleExists(host: Host, workspaceId: string, roleId: string): Promise<boolean> {
  const [found] = await host.database.systemQuery<{ id: string }>(
    'select id from socle_role where workspace_id = $1 and id = $2',
    [workspaceId, roleId],
  );
  return found !== undefined;
}

async function touch(host: Host, { issuer, subject }: ProvidedIdentity): Promise<void> {
  await host.database.systemQuery(
    'update socle_identity_link set last_used_at = $3 where issuer = $1 and subject = $2',
    [issuer, subject, host.clock()],
  );
}
