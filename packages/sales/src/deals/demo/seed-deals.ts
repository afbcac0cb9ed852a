import { CONTACT } from '@socle/core/contract';
import { addDays } from '@socle/plugin-sdk/primitives';
import type { Ctx, DemoWorld } from '@socle/plugin-sdk/server';
import { DEAL, DEAL_STAGES } from '../contract';
import { dealInput } from '../domain/deal';
import { createDeal } from '../server/use-cases/create-deal';
import { loseDeal, moveDeal, winDeal } from '../server/use-cases/move-deal';

const SUBJECTS = [
  'Éclairage de l’accueil',
  'Suspensions sur mesure',
  'Rénovation des luminaires',
  'Mise en lumière de la façade',
  'Appliques pour les chambres',
  'Éclairage de la vitrine',
  'Étude photométrique',
  'Lustre de l’escalier',
  'Luminaires de bureau',
  'Contrat d’entretien',
] as const;
const REASONS = [
  'Budget repoussé',
  'Concurrent moins cher',
  'Projet abandonné',
  'Sans réponse',
] as const;

/** A year of deals with about half of the demo company's clients. */
export async function seedDeals(ctx: Ctx, world: DemoWorld): Promise<void> {
  const made: string[] = [];
  for (const contactId of world.made.get(CONTACT) ?? []) {
    if (world.random() < 0.4) continue;
    made.push(await oneDeal(ctx, world, contactId));
  }
  world.made.set(DEAL, made);
}

async function oneDeal(ctx: Ctx, world: DemoWorld, contactId: string): Promise<string> {
  const age = 2 + Math.floor(world.random() * 300);
  const amount = String(50 * (6 + Math.floor(world.random() * 400)));
  const id = await world.at(world.daysAgo(age), () =>
    createDeal(
      ctx,
      dealInput.parse({
        name: world.pick(SUBJECTS),
        contactId,
        amount,
        ownerId: world.pick(world.members).id,
        expectedCloseOn: addDays(world.today, 60 - age),
      }),
    ),
  );
  let left = age;
  for (const stage of DEAL_STAGES.slice(1)) {
    left = Math.max(1, left - 5 - Math.floor(world.random() * 25));
    if (world.random() < 0.35) return id;
    await world.at(world.daysAgo(left), () => moveDeal(ctx, id, stage));
  }
  const end = world.daysAgo(Math.max(0, left - 10));
  const outcome = world.random();
  if (outcome < 0.6) await world.at(end, () => winDeal(ctx, id));
  else if (outcome < 0.85) await world.at(end, () => loseDeal(ctx, id, world.pick(REASONS)));
  return id;
}
