import { CONTACT } from '@socle/core/contract';
import type { Ctx, DemoWorld } from '@socle/plugin-sdk/server';
import { PROFILE } from '../contract';
import { profileInput } from '../domain/profile';
import { prefill } from '../server/queries/prefill';
import { createProfile } from '../server/use-cases/create-profile';

/** Billing profiles of the demo company's customers; one in six still lacks something. */
export async function seedProfiles(ctx: Ctx, world: DemoWorld): Promise<void> {
  const made: string[] = [];
  for (const contactId of world.made.get(CONTACT) ?? []) {
    const contact = await ctx.records.get(CONTACT, contactId);
    const isCustomer = Array.isArray(contact.roles) && contact.roles.includes('customer');
    if (!isCustomer || world.random() < 0.2) continue;
    const known = await prefill(ctx, contact);
    const gap = world.random();
    const input = profileInput.parse({
      ...known,
      contactId,
      ...(gap < 0.08 ? { siren: null, siret: null, vatNumber: null } : {}),
      ...(gap >= 0.08 && gap < 0.16 ? { street: '' } : {}),
      paymentDays: world.pick([0, 30, 30, 30, 45, 60]),
      needsOrderNumber: world.random() < 0.15,
    });
    // Nobody is billed before they are known.
    const days = Math.floor((ctx.now().getTime() - contact.createdAt.getTime()) / 86_400_000);
    const age = Math.floor(world.random() * Math.min(days, 120));
    made.push(await world.at(world.daysAgo(age), () => createProfile(ctx, input)));
  }
  world.made.set(PROFILE, made);
}
