import { invalid } from '@socle/plugin-sdk/primitives';
import { type Ctx, findMember } from '@socle/plugin-sdk/server';

/** Throws invalid unless the owner is a member, or nobody. */
export async function requireMember(ctx: Ctx, ownerId: string | null | undefined): Promise<void> {
  if (ownerId && !(await findMember(ctx, ownerId)))
    throw invalid([{ field: 'ownerId', code: 'sales.deal.error.unknownMember' }]);
}
