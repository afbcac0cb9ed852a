import { sha256 } from '../config';
import type { IdentityBase } from './base';
import { newToken } from './sessions';

type Purpose = 'secondFactor' | 'passwordReset' | 'emailChange';

export interface OneTimeToken {
  userId: string;
  data: Record<string, string>;
}

export type OneTimeTokens = ReturnType<typeof createOneTimeTokens>;

/** Secrets that let somebody do one thing once, for a while. Only their hash is kept. */
export function createOneTimeTokens({ database, clock }: Pick<IdentityBase, 'database' | 'clock'>) {
  const { systemQuery } = database;
  return {
    /** Makes a token; those made before for the same purpose no longer work. */
    async issue(
      purpose: Purpose,
      userId: string,
      lifeMs: number,
      data: Record<string, string> = {},
    ): Promise<string> {
      const token = newToken();
      const now = clock();
      // A sign-in under way in another browser is not an older one of the same.
      if (purpose !== 'secondFactor')
        await systemQuery('delete from socle_one_time_token where user_id = $1 and purpose = $2', [
          userId,
          purpose,
        ]);
      await systemQuery(
        `insert into socle_one_time_token (token_hash, purpose, user_id, data, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6)`,
        [sha256(token), purpose, userId, data, now, new Date(now.getTime() + lifeMs)],
      );
      return token;
    },

    /** What a token stands for, while it still works. */
    async peek(purpose: Purpose, token: string): Promise<OneTimeToken | null> {
      const [row] = await systemQuery<OneTimeToken>(
        `select t.user_id as "userId", t.data from socle_one_time_token t join socle_user u on u.id = t.user_id
         where t.token_hash = $1 and t.purpose = $2 and t.used_at is null and t.expires_at > $3 and u.disabled_at is null`,
        [sha256(token), purpose, clock()],
      );
      return row ?? null;
    },

    /** Uses a token up. Null when it does not work (any more): two at once, and one gets it. */
    async spend(purpose: Purpose, token: string): Promise<OneTimeToken | null> {
      const [row] = await systemQuery<OneTimeToken>(
        `update socle_one_time_token set used_at = $3
         where token_hash = $1 and purpose = $2 and used_at is null and expires_at > $3
         returning user_id as "userId", data`,
        [sha256(token), purpose, clock()],
      );
      return row ?? null;
    },

    async forgetAll(userId: string): Promise<void> {
      await systemQuery('delete from socle_one_time_token where user_id = $1', [userId]);
    },
  };
}
