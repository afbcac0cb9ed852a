import type { BuiltInRole } from '../../contract';
import { AppError, invalid, notFound } from '../../primitives';
import { newId } from '../../primitives/ids';
import { CACHE_CHANNEL } from '../realtime';
import type { Session } from '../workspace-state';
import { forget, type IdentityBase, recordForUser } from './base';
import { checkPassword, hashPassword } from './passwords';

/** The account of the demo company. Made only when SOCLE_DEMO is on. */
export const DEMO_SIGN_IN = { email: 'demo@socle.example', password: 'demo-socle-2026' } as const;

export interface Member {
  userId: string;
  name: string;
  email: string;
  role: BuiltInRole;
}

export interface Profile {
  name: string;
  email: string;
  locale: 'fr' | 'en' | null;
  timeZone: string | null;
}

/** Who is asked for a second factor in a workspace. */
export const SECOND_FACTOR_POLICIES = ['optional', 'administrators', 'everyone'] as const;
export type SecondFactorPolicy = (typeof SECOND_FACTOR_POLICIES)[number];

/** Workspaces, accounts and who is a member of what. */
export function createAccounts(base: IdentityBase) {
  const { systemQuery } = base.database;
  const accounts = {
    async createWorkspace(input: {
      name: string;
      locale?: 'fr' | 'en';
      timeZone?: string;
      currency?: string;
      country?: string;
    }): Promise<string> {
      const id = newId();
      await systemQuery(
        'insert into socle_workspace (id, name, locale, time_zone, currency, country) values ($1, $2, $3, $4, $5, $6)',
        [
          id,
          input.name,
          input.locale ?? 'fr',
          input.timeZone ?? 'Europe/Paris',
          input.currency ?? 'EUR',
          input.country ?? 'FR',
        ],
      );
      return id;
    },

    async workspaces(): Promise<{ id: string; name: string }[]> {
      return systemQuery('select id, name from socle_workspace order by created_at, id');
    },

    /** Whether an account could be made of this. Throws `invalid` naming the field. */
    async checkAccount(input: {
      email: string;
      name: string;
      password: string;
    }): Promise<{ email: string; name: string }> {
      const email = checkEmail(input.email);
      const name = input.name.trim();
      if (name === '') throw invalid([{ field: 'name', code: 'error.required' }]);
      await checkPassword(input.password, { email, name });
      return { email, name };
    },

    /** Adds an account, or an existing account to one more workspace. Throws `invalid` naming the field. */
    async createUser(input: {
      email: string;
      name: string;
      password: string;
      workspaceId: string;
      role: BuiltInRole;
    }): Promise<string> {
      const { email, name } = await accounts.checkAccount(input);
      const [user] = await systemQuery<{ id: string }>(
        `insert into socle_user (id, email, name, password_hash) values ($1, $2, $3, $4)
         on conflict (lower(email)) do nothing returning id`,
        [newId(), email, name, await hashPassword(input.password)],
      );
      const existing = user ?? (await accounts.findUser(email));
      if (!existing) throw new Error('The account was removed while it was being added.');
      const [added] = await systemQuery<{ user_id: string }>(
        `insert into socle_membership as m (workspace_id, user_id, role) values ($1, $2, $3)
         on conflict (workspace_id, user_id) do update
           set role = excluded.role, role_id = null, deactivated_at = null where m.deactivated_at is not null
         returning user_id`,
        [input.workspaceId, existing.id, input.role],
      );
      if (!added) throw invalid([{ field: 'email', code: 'error.alreadyMember' }]);
      return existing.id;
    },

    async findUser(emailOrId: string): Promise<{ id: string; email: string; name: string } | null> {
      const [user] = await systemQuery<{ id: string; email: string; name: string }>(
        'select id, email, name from socle_user where lower(email) = lower($1) or id::text = $1',
        [emailOrId],
      );
      return user ?? null;
    },

    /** Where a user works, the oldest membership first. */
    async workspacesOf(userId: string): Promise<{ id: string; name: string; role: BuiltInRole }[]> {
      return systemQuery(
        `select w.id, w.name, m.role from socle_membership m join socle_workspace w on w.id = m.workspace_id
         where m.user_id = $1 and m.deactivated_at is null order by m.created_at, w.id`,
        [userId],
      );
    },

    async member(workspaceId: string, userId: string): Promise<Member | null> {
      const [member] = await systemQuery<Member>(
        `select m.user_id as "userId", u.name, u.email, m.role from socle_membership m join socle_user u on u.id = m.user_id
         where m.workspace_id = $1 and m.user_id = $2 and m.deactivated_at is null and u.disabled_at is null`,
        [workspaceId, userId],
      );
      return member ?? null;
    },

    /** Changes how the product looks and speaks to one user. */
    async savePreferences(
      userId: string,
      changes: { locale?: 'fr' | 'en'; theme?: Session['theme'] },
    ): Promise<void> {
      await systemQuery(
        'update socle_user set locale = coalesce($2, locale), theme = coalesce($3, theme) where id = $1',
        [userId, changes.locale ?? null, changes.theme ?? null],
      );
      await accounts.forgetUser(userId);
    },

    async profile(userId: string): Promise<Profile> {
      const [profile] = await systemQuery<Profile>(
        'select name, email, locale, time_zone as "timeZone" from socle_user where id = $1',
        [userId],
      );
      if (!profile) throw notFound();
      return profile;
    },

    /** Saves what a user says of themselves. Throws `invalid` naming the field. */
    async saveProfile(userId: string, profile: Omit<Profile, 'email'>): Promise<void> {
      const name = profile.name.trim();
      if (name === '') throw invalid([{ field: 'name', code: 'error.required' }]);
      if (profile.timeZone && !isTimeZone(profile.timeZone))
        throw invalid([{ field: 'timeZone', code: 'error.wrong' }]);
      await systemQuery(
        'update socle_user set name = $2, locale = $3, time_zone = $4 where id = $1',
        [userId, name, profile.locale, profile.timeZone],
      );
      await accounts.forgetUser(userId);
    },

    /** The address as it is kept. Throws `invalid` when it is none, or another account's. */
    async checkNewEmail(userId: string, given: string): Promise<string> {
      const email = checkEmail(given);
      const taken = await accounts.findUser(email);
      if (taken && taken.id !== userId)
        throw invalid([{ field: 'email', code: 'error.emailTaken' }]);
      return email;
    },

    /** Changes the address an account signs in with. Throws `invalid` when it is another account's. */
    async changeEmail(userId: string, given: string): Promise<void> {
      const email = await accounts.checkNewEmail(userId, given);
      const { email: before } = await accounts.profile(userId);
      try {
        // With it, links sent to the old mailbox are void.
        await systemQuery(
          `with void as (delete from socle_one_time_token where user_id = $1)
           update socle_user set email = $2 where id = $1`,
          [userId, email],
        );
      } catch (error) {
        // Two people may ask for the same address at the same moment.
        if ((error as { code?: string }).code !== '23505') throw error;
        throw invalid([{ field: 'email', code: 'error.emailTaken' }]);
      }
      await recordForUser(base, userId, 'user.emailChanged', {
        before: { email: before },
        after: { email },
      });
      await accounts.forgetUser(userId);
    },

    /** Takes a user out of a workspace at their own wish. Throws `conflict` for its last owner, notFound. */
    async leaveWorkspace(userId: string, workspaceId: string): Promise<void> {
      const member = await accounts.member(workspaceId, userId);
      if (!member) throw notFound();
      const [left] = await systemQuery(LEAVE, [workspaceId, userId, base.clock()]);
      if (!left) throw new AppError('conflict', 'error.lastOwner');
      // Nobody goes on in their name, and they in nobody's.
      const ended = await systemQuery<{ hash: string }>(
        `with keys as (
           delete from socle_api_key where workspace_id = $1 and user_id = $2 returning key_hash as hash
         ), sessions as (
           delete from socle_session where workspace_id = $1 and impersonator_id is not null
             and (user_id = $2 or impersonator_id = $2) returning token_hash as hash
         ) select hash from keys union all select hash from sessions`,
        [workspaceId, userId],
      );
      await base.record(workspaceId, {
        userId,
        via: 'screen',
        action: 'member.left',
        subject: { type: 'user', id: userId, title: member.name },
      });
      await forget(
        base,
        ended.map(({ hash }) => hash),
      );
      await accounts.forgetUser(userId);
      await announce({ workspace: workspaceId });
    },

    async secondFactorPolicy(workspaceId: string): Promise<SecondFactorPolicy> {
      const [row] = await systemQuery<{ second_factor: SecondFactorPolicy }>(
        'select second_factor from socle_workspace where id = $1',
        [workspaceId],
      );
      if (!row) throw notFound();
      return row.second_factor;
    },

    /** Chooses who must set up a second factor; whoever has not is led there at once. */
    async saveSecondFactorPolicy(
      workspaceId: string,
      policy: SecondFactorPolicy,
      userId: string | null,
    ): Promise<void> {
      const before = await accounts.secondFactorPolicy(workspaceId);
      await systemQuery('update socle_workspace set second_factor = $2 where id = $1', [
        workspaceId,
        policy,
      ]);
      await base.record(workspaceId, {
        userId,
        via: userId ? 'screen' : 'commandLine',
        action: 'workspace.secondFactorChanged',
        before: { secondFactor: before },
        after: { secondFactor: policy },
      });
      await announce({ all: true });
    },

    /** Makes every process read a user's sessions and keys again: a name, a role or a right has changed. */
    async forgetUser(userId: string): Promise<void> {
      const rows = await systemQuery<{ hash: string }>(
        `select token_hash as hash from socle_session where user_id = $1
         union all select key_hash from socle_api_key where user_id = $1`,
        [userId],
      );
      await forget(
        base,
        rows.map((row) => row.hash),
      );
    },

    /** The demo's sign-in, to be shown on its sign-in page; null when there is no demo account. */
    async demoHint(): Promise<{ email: string; password: string } | null> {
      return (await accounts.findUser(DEMO_SIGN_IN.email)) ? DEMO_SIGN_IN : null;
    },
  };
  const announce = async (message: { workspace?: string; all?: boolean }): Promise<void> => {
    base.cache.invalidate(message);
    await systemQuery('select pg_notify($1, $2)', [CACHE_CHANNEL, JSON.stringify(message)]);
  };
  return accounts;
}

// The owners' rows are locked: two last owners cannot leave at the same moment.
const LEAVE = `
  with owners as (
    select user_id from socle_membership
    where workspace_id = $1 and role = 'owner' and deactivated_at is null order by user_id for update
  )
  update socle_membership m set deactivated_at = $3
  where m.workspace_id = $1 and m.user_id = $2 and m.deactivated_at is null
    and (m.role <> 'owner' or (select count(*) from owners) > 1)
  returning m.user_id`;

function checkEmail(given: string): string {
  const email = given.trim().toLowerCase();
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 320)
    throw invalid([{ field: 'email', code: 'error.format.email' }]);
  return email;
}

/** Whether this names a time zone the runtime knows. */
export function isTimeZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}
