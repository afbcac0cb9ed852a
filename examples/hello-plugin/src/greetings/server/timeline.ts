import { timeline } from '@socle/plugin-sdk/server';
import { GREETING, greetingSent } from '../contract';

/** A greeting is told on the timeline of the contact, and on its own. */
export const greetingTimeline = [
  timeline(greetingSent, {
    message: 'hello.timeline.sent',
    icon: 'note',
    permission: 'hello.greeting.read',
    entries: ({ payload: { greetingId, contactId, text } }) => [
      { subject: { type: 'core.contact', id: contactId }, data: { text } },
      { subject: { type: GREETING, id: greetingId }, data: { text } },
    ],
  }),
];
