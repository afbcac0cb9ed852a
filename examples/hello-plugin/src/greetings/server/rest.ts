import { defineResource } from '@socle/plugin-sdk/server';
import { z } from 'zod';
import { GREETING, GREETING_LANGUAGES } from '../contract';
import { archiveGreeting, changeGreeting, restoreGreeting } from './use-cases/change-greeting';
import { greetingInput, greetingPatch, sendGreeting } from './use-cases/send-greeting';

/** `/api/v1/greetings`. */
export const greetingResource = defineResource({
  name: 'greetings',
  record: GREETING,
  summary: 'Greetings sent to contacts',
  output: z.object({
    text: z.string(),
    language: z.enum(GREETING_LANGUAGES),
    contactId: z.uuid(),
    sentOn: z.iso.date(),
  }),
  example: {
    id: '01936f4e-7c1a-7000-8000-000000000002',
    version: 1,
    text: 'Bonjour Claire Lefèvre\u202f!',
    language: 'fr',
    contactId: '01936f4e-7c1a-7000-8000-000000000001',
    sentOn: '2026-03-10',
  },
  create: { input: greetingInput, run: (ctx, input) => sendGreeting(ctx, input) },
  update: { input: greetingPatch, run: changeGreeting },
  archive: archiveGreeting,
  restore: restoreGreeting,
});
