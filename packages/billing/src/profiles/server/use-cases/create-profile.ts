import { CONTACT } from '@socle/core/contract';
import { AppError, invalid } from '@socle/plugin-sdk/primitives';
import type { Ctx } from '@socle/plugin-sdk/server';
import { manifest } from '../../../manifest';
import { PROFILE, profileCreated } from '../../contract';
import { missingMentions } from '../../domain/mentions';
import { contradictions, type ProfileInput, toSnapshot } from '../../domain/profile';
import { Profile } from '../entities';

/** Writes down how a contact is billed; returns the profile's id. A contact has one at most (conflict). */
export async function createProfile(ctx: Ctx, input: ProfileInput): Promise<string> {
  ctx.require('billing.profile.create');
  await requireContact(ctx, input.contactId);
  await requireNone(ctx, input.contactId);
  const paymentDays = input.paymentDays ?? (await ctx.settings(manifest)).paymentDays;
  const facts = { ...input, paymentDays };
  const refused = contradictions(facts);
  if (refused.length > 0) throw invalid(refused);
  const profile = await ctx.repo(Profile).insert({ ...facts, missing: missingMentions(facts) });
  await ctx.publish(profileCreated, {
    record: { type: PROFILE, id: profile.id },
    payload: { profile: toSnapshot(profile) },
  });
  return profile.id;
}

async function requireContact(ctx: Ctx, contactId: string): Promise<void> {
  const contact = await ctx.records.find(CONTACT, contactId);
  if (!contact)
    throw invalid([{ field: 'contactId', code: 'billing.profile.error.unknownContact' }]);
  if (contact.archivedAt) throw new AppError('conflict', 'billing.profile.error.archivedContact');
}

// Two colleagues may begin with the same contact: the second waits here, and is then refused.
async function requireNone(ctx: Ctx, contactId: string): Promise<void> {
  await ctx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `${ctx.workspace.id} ${PROFILE} ${contactId}`,
  ]);
  if (await ctx.unrestricted(() => ctx.repo(Profile).findOne({ contactId })))
    throw new AppError('conflict', 'billing.profile.error.exists');
}
