import { defineEvent } from '@socle/plugin-sdk';

/** Record type of greetings. */
export const GREETING = 'hello.greeting';

/** Languages a greeting can be written in. */
export const GREETING_LANGUAGES = ['fr', 'en'] as const;
export type GreetingLanguage = (typeof GREETING_LANGUAGES)[number];

/** Someone, or the plugin itself, has greeted a contact. `text` is what was said. */
export const greetingSent = defineEvent<{ greetingId: string; contactId: string; text: string }>(
  'hello.greeting.sent',
);

/** Id of the panel on a contact's page; its server half and its component share it. */
export const GREETINGS_PANEL = 'hello.contactGreetings';
