import { isId } from '../primitives/ids';
import type { Ctx } from './ctx';

export interface MemberName {
  id: string;
  name: string;
}

/** The members a record may be given to, by name. */
export const assignableMembers = (ctx: Ctx): Promise<MemberName[]> =>
  ctx.query<MemberName>(
    'select user_id as id, name from socle_member where disabled_at is null order by name limit 500',
  );

/** A member to whom a record may be given; null when there is none of that id here, or they have left. */
export async function findMember(ctx: Ctx, id: string): Promise<MemberName | null> {
  if (!isId(id)) return null;
  const [member] = await ctx.query<MemberName>(
    'select user_id as id, name from socle_member where user_id = $1 and disabled_at is null',
    [id],
  );
  return member ?? null;
}

/** Names of members, of those who have left as well. */
export async function memberNames(
  ctx: Ctx,
  ids: readonly (string | null | undefined)[],
): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id): id is string => isId(id)))];
  if (wanted.length === 0) return new Map();
  const rows = await ctx.query<MemberName>(
    'select user_id as id, name from socle_member where user_id = any($1::uuid[])',
    [wanted],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
