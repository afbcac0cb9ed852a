import type { ContactSnapshot } from '@socle/core/contract';
import type { DomainEvent } from '@socle/plugin-sdk';
import type { Ctx } from '@socle/plugin-sdk/server';
import { manifest } from '../../../manifest';
import type { GreetingLanguage } from '../../contract';
import { Greeting } from '../entities';
import { sendGreeting } from './send-greeting';

/** Greets whoever was added by hand or through the API, when the workspace wants it. */
export async function greetNewContact(
  ctx: Ctx,
  event: DomainEvent<{ contact: ContactSnapshot; importId: string | null }>,
): Promise<void> {
  const { greetsNewContacts, language } = await ctx.settings(manifest);
  const { contact, importId } = event.payload;
  if (!greetsNewContacts || importId !== null) return;
  if (await ctx.repo(Greeting).findOne({ causeId: event.id })) return;
  await sendGreeting(
    ctx,
    { contactId: contact.id, language: language as GreetingLanguage, text: '', customFields: {} },
    event.id,
  );
}
