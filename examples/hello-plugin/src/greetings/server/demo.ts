import type { Ctx, DemoWorld } from '@socle/plugin-sdk/server';
import { GREETING } from '../contract';
import { sendGreeting } from './use-cases/send-greeting';

const SHARE_OF_CONTACTS = 0.2;
const YEAR_DAYS = 365;

/** Greetings for some of the demo company's contacts, spread over the year. */
export async function addDemoGreetings(ctx: Ctx, world: DemoWorld): Promise<void> {
  const made: string[] = [];
  for (const contactId of world.made.get('core.contact') ?? []) {
    if (world.random() > SHARE_OF_CONTACTS) continue;
    const day = world.daysAgo(Math.floor(world.random() * YEAR_DAYS));
    const greeting = { contactId, language: 'fr', text: '', customFields: {} } as const;
    made.push(await world.at(day, () => sendGreeting(ctx, greeting)));
  }
  world.made.set(GREETING, made);
}
