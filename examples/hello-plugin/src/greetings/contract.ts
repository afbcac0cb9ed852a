import { defineEvent, definePort } from '@socle/plugin-sdk';

/** Record type of greetings. */
export const GREETING = 'hello.greeting';

/** Languages a greeting can be written in. */
export const GREETING_LANGUAGES = ['fr', 'en'] as const;
export type GreetingLanguage = (typeof GREETING_LANGUAGES)[number];

/** Someone, or the plugin itself, has greeted a contact. `text` is what was said. */
export const greetingSent = defineEvent<{ greetingId: string; contactId: string; text: string }>(
  'hello.greeting.sent',
);

/** What the plugin can tell others about greetings. */
export interface GreetingBook {
  /** How often a contact was greeted. */
  countFor(contactId: string): Promise<number>;
}

export const greetingBook = definePort<GreetingBook>('hello.greetingBook');

/** Id of the panel on a contact's page; its server half and its component share it. */
export const GREETINGS_PANEL = 'hello.contactGreetings';
