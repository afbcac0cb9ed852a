import { CONTACT } from '@socle/core/contract';
import type { Ctx, DemoWorld } from '@socle/plugin-sdk/server';
import { TICKET, type TicketPriority } from '../contract';
import { ticketInput } from '../domain/ticket';
import { addNote } from '../server/use-cases/add-note';
import { openTicket } from '../server/use-cases/open-ticket';
import { solveTicket } from '../server/use-cases/solve-ticket';
import { NOTES, REQUESTS } from './requests';

const DAY_MS = 86_400_000;

/** A year of requests: about a third of the demo company's clients asked at least once. */
export async function seedTickets(ctx: Ctx, world: DemoWorld): Promise<void> {
  const contacts = (world.made.get(CONTACT) ?? []).filter(() => world.random() < 0.35);
  const asked: { contactId: string; age: number }[] = [];
  for (const contactId of contacts) {
    const { createdAt } = await ctx.records.get(CONTACT, contactId);
    // Nobody asks for help before they are known.
    const daysKnown = Math.floor((ctx.now().getTime() - createdAt.getTime()) / DAY_MS);
    for (let n = 1 + Math.floor(world.random() * 2); n > 0; n -= 1)
      asked.push({ contactId, age: Math.floor(world.random() ** 2 * Math.min(daysKnown, 300)) });
  }
  // Oldest first, so that numbers follow the calendar.
  asked.sort((a, b) => b.age - a.age);
  const made: string[] = [];
  for (const { contactId, age } of asked) made.push(await oneTicket(ctx, world, contactId, age));
  world.made.set(TICKET, made);
}

async function oneTicket(
  ctx: Ctx,
  world: DemoWorld,
  contactId: string,
  age: number,
): Promise<string> {
  const [subject, description] = world.pick(REQUESTS);
  const assigneeId = world.random() < 0.8 ? (world.pick(world.members)?.id ?? null) : null;
  const priority = world.pick<TicketPriority>([
    'low',
    'normal',
    'normal',
    'normal',
    'high',
    'urgent',
  ]);
  const input = ticketInput.parse({ subject, description, contactId, priority, assigneeId });
  const id = await world.at(world.daysAgo(age), () => openTicket(ctx, input));
  const left = Math.max(0, age - 1 - Math.floor(world.random() * 6));
  if (world.random() < 0.5)
    await world.at(world.daysAgo(left), () => addNote(ctx, id, { text: world.pick(NOTES) }));
  if (age > 6 && world.random() < 0.92)
    await world.at(world.daysAgo(Math.max(0, left - 1)), () => solveTicket(ctx, id));
  return id;
}
