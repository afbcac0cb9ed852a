import { contactPanels } from '@socle/core/contract';
import { fillSlot } from '@socle/plugin-sdk/server';
import { GREETINGS_PANEL } from '../contract';
import { greetingsOf } from './queries/greetings';

/** What a contact's page shows of the plugin. */
export const greetingsPanel = fillSlot(contactPanels, {
  id: GREETINGS_PANEL,
  permission: 'hello.greeting.read',
  order: 80,
  load: async (ctx, { contactId }) => ({
    ...(await greetingsOf(ctx, contactId)),
    canGreet: ctx.can('hello.greeting.send'),
  }),
});
