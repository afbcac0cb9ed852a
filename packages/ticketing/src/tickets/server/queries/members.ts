import type { Ctx } from '@socle/plugin-sdk/server';

export interface Member {
  id: string;
  name: string;
}

/** The members a ticket may be given to, by name. */
export const assignableMembers = (ctx: Ctx): Promise<Member[]> =>
  ctx.query<Member>(
    'select user_id as id, name from socle_member where disabled_at is null order by name limit 500',
  );

/** A member who may be given a ticket; null when there is none of that id here. */
export async function findMember(ctx: Ctx, id: string): Promise<Member | null> {
  const [member] = await ctx.query<Member>(
    'select user_id as id, name from socle_member where user_id = $1 and disabled_at is null',
    [id],
  );
  return member ?? null;
}

/** Names of members, of those who left as well. */
export async function memberNames(
  ctx: Ctx,
  ids: readonly (string | null)[],
): Promise<Map<string, string>> {
  const rows = await ctx.query<Member>(
    'select user_id as id, name from socle_member where user_id = any($1::uuid[])',
    [ids.filter((id) => id !== null)],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
