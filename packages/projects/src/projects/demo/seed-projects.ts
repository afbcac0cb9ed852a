import { CONTACT } from '@socle/core/contract';
import { addDays } from '@socle/plugin-sdk/primitives';
import type { Ctx, DemoWorld } from '@socle/plugin-sdk/server';
import { PROJECT } from '../contract';
import { projectInput } from '../domain/project';
import { taskInput } from '../domain/task';
import { addTask } from '../server/use-cases/add-task';
import { completeProject, startProject } from '../server/use-cases/advance-project';
import { createProject } from '../server/use-cases/create-project';
import { moveTask } from '../server/use-cases/update-task';

const NAMES = [
  'Éclairage de l’accueil',
  'Suspensions sur mesure',
  'Rénovation des luminaires',
  'Mise en lumière de la façade',
  'Éclairage de la vitrine',
  'Lustre de l’escalier',
] as const;

/** The steps of a job, with their minutes and the share of the project's time before each is due. */
const STEPS = [
  ['Relevé sur place', 210, 0.15],
  ['Étude et plans', 840, 0.35],
  ['Validation des plans par le client', 60, 0.4],
  ['Commande des matériaux', 45, 0.45],
  ['Fabrication à l’atelier', 2100, 0.8],
  ['Pose', 840, 0.95],
  ['Réglages et réception', 120, 1],
] as const;

const DAY_MS = 86_400_000;

/** Jobs of the last year, some delivered, some under way, a few late. */
export async function seedProjects(ctx: Ctx, world: DemoWorld): Promise<void> {
  const made: string[] = [];
  for (const contactId of world.made.get(CONTACT) ?? []) {
    if (world.random() > 0.3) continue;
    const { createdAt } = await ctx.records.get(CONTACT, contactId);
    const daysKnown = Math.floor((ctx.now().getTime() - createdAt.getTime()) / DAY_MS);
    if (daysKnown > 3) made.push(await oneProject(ctx, world, { contactId, daysKnown }));
  }
  world.made.set(PROJECT, made);
}

async function oneProject(
  ctx: Ctx,
  world: DemoWorld,
  { contactId, daysKnown }: { contactId: string; daysKnown: number },
): Promise<string> {
  // Nobody orders before they are known.
  const age = 3 + Math.floor(world.random() * Math.min(daysKnown - 3, 200));
  const length = 40 + Math.floor(world.random() * 40);
  const startsOn = addDays(world.today, 7 - age);
  const ownerId = world.pick(world.members)?.id ?? null;
  const id = await world.at(world.daysAgo(age), async () => {
    const projectId = await createProject(
      ctx,
      projectInput.parse({
        name: world.pick(NAMES),
        contactId,
        startsOn,
        dueOn: addDays(startsOn, length),
        ownerId,
      }),
    );
    await addSteps(ctx, world, projectId, { startsOn, length });
    return projectId;
  });
  if (age > 7) await advance(ctx, world, id, { age: age - 7, length });
  return id;
}

async function addSteps(
  ctx: Ctx,
  world: DemoWorld,
  projectId: string,
  { startsOn, length }: { startsOn: string; length: number },
): Promise<void> {
  for (const [title, plannedMinutes, share] of STEPS) {
    const dueOn = addDays(startsOn, Math.round(length * share));
    const assigneeId = world.random() < 0.85 ? (world.pick(world.members)?.id ?? null) : null;
    await addTask(ctx, taskInput.parse({ projectId, title, plannedMinutes, dueOn, assigneeId }));
  }
}

// Most jobs keep their dates; one in three is some days behind.
async function advance(
  ctx: Ctx,
  world: DemoWorld,
  id: string,
  { age, length }: { age: number; length: number },
): Promise<void> {
  const delay = world.random() < 0.35 ? 6 + Math.floor(world.random() * 20) : 0;
  const tasks = await ctx.query<{ id: string; title: string }>(
    'select id, title from projects_task where workspace_id = $1 and project_id = $2 order by position, id',
    [ctx.workspace.id, id],
  );
  await world.at(world.daysAgo(age), () => startProject(ctx, id));
  for (const [index, [, , share]] of STEPS.entries()) {
    const task = tasks[index];
    if (!task) return;
    const left = age - Math.round(length * share) - delay;
    if (left < 0) return moveTask(ctx, task.id, 'doing');
    await world.at(world.daysAgo(left), () => moveTask(ctx, task.id, 'done'));
  }
  const left = Math.max(0, age - length - delay);
  await world.at(world.daysAgo(left), () => completeProject(ctx, id));
}
