import { AppError, invalid } from '@socle/plugin-sdk/primitives';
import type { Ctx } from '@socle/plugin-sdk/server';
import { PROFILE, profileUpdated } from '../../contract';
import { missingMentions } from '../../domain/mentions';
import { contradictions, type ProfilePatch, toSnapshot } from '../../domain/profile';
import { Profile, type ProfileRow } from '../entities';

/** Changes how a contact is billed. With `version`, refuses when someone else was faster (stale). */
export async function updateProfile(
  ctx: Ctx,
  id: string,
  patch: ProfilePatch,
  version: number | null,
): Promise<void> {
  ctx.require('billing.profile.update');
  const profile = await ctx.repo(Profile).lock({ id });
  if (version !== null && profile.version !== version) throw new AppError('stale', 'error.stale');
  const changes = changesOf(profile, ctx.writable(PROFILE, patch));
  const changed = Object.keys(changes);
  if (changed.length === 0) return;
  const next = { ...profile, ...changes };
  const refused = contradictions(next);
  if (refused.length > 0) throw invalid(refused);
  const saved = await ctx
    .repo(Profile)
    .update(profile, { ...changes, missing: missingMentions(next) });
  await ctx.publish(profileUpdated, {
    record: { type: PROFILE, id },
    payload: { profile: toSnapshot(saved), changed },
  });
}

function changesOf(profile: ProfileRow, patch: ProfilePatch): Partial<ProfileRow> {
  return Object.fromEntries(
    Object.entries(patch).filter(
      ([name, value]) =>
        value !== undefined &&
        (name === 'customFields' || value !== profile[name as keyof ProfileRow]),
    ),
  );
}
