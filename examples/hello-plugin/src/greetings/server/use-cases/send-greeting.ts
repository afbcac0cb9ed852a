import { contactDirectory } from '@socle/core/contract';
import { invalid, localDateIn } from '@socle/plugin-sdk/primitives';
import { type Ctx, zId, zRequiredText, zText } from '@socle/plugin-sdk/server';
import { z } from 'zod';
import { GREETING, GREETING_LANGUAGES, greetingSent } from '../../contract';
import { greetingText } from '../../domain/greeting-text';
import { Greeting } from '../entities';

/** What makes a greeting; without a text, the usual one is sent. */
export const greetingInput = z.object({
  contactId: zId(),
  language: z.enum(GREETING_LANGUAGES).default('fr'),
  text: zText(500).default(''),
  customFields: z.record(z.string(), z.unknown()).default({}),
});

/** What may be changed of a greeting. */
export const greetingPatch = z.object({ text: zRequiredText(500) });

/** Greets a contact and returns the greeting's id. Throws forbidden, or invalid when there is no such contact. */
export async function sendGreeting(
  ctx: Ctx,
  input: z.output<typeof greetingInput>,
  causeId: string | null = null,
): Promise<string> {
  ctx.require('hello.greeting.send');
  const { contactId, language, customFields } = input;
  const name = (await ctx.port(contactDirectory)?.names([contactId]))?.get(contactId);
  if (name === undefined)
    throw invalid([{ field: 'contactId', code: 'hello.error.unknownContact' }]);
  const text = input.text === '' ? greetingText(language, name) : input.text;
  const sentOn = localDateIn(ctx.now(), ctx.timeZone);
  const { id } = await ctx
    .repo(Greeting)
    .insert({ text, language, contactId, sentOn, causeId, customFields });
  await ctx.publish(greetingSent, {
    record: { type: GREETING, id },
    payload: { greetingId: id, contactId, text },
  });
  return id;
}
