import { contactArchiving, contactCreated } from '@socle/core/contract';
import { defineServerModule, guard, on, providePort, searchText } from '@socle/plugin-sdk/server';
import { GREETING, greetingBook } from './greetings/contract';
import { addDemoGreetings } from './greetings/server/demo';
import { Greeting, type GreetingRow } from './greetings/server/entities';
import { tidyGreetings } from './greetings/server/jobs';
import { greetingMigrations } from './greetings/server/migrations';
import { greetingsPanel } from './greetings/server/panel';
import { greetingsOf, refuseWhenGreetedToday } from './greetings/server/queries/greetings';
import { greetingResource } from './greetings/server/rest';
import { greetingTimeline } from './greetings/server/timeline';
import { greetNewContact } from './greetings/server/use-cases/greet-new-contact';
import { manifest } from './manifest';

/** What the plugin does on the server. */
export const serverModule = defineServerModule({
  manifest,
  entities: [Greeting] as never[],
  migrations: greetingMigrations,
  resources: [greetingResource],
  subscribers: [on(contactCreated, 'hello.greetNewContact', greetNewContact)],
  guards: [guard(contactArchiving, refuseWhenGreetedToday)],
  ports: [
    providePort(greetingBook, (ctx) => ({
      countFor: async (contactId) => (await greetingsOf(ctx, contactId)).count,
    })),
  ],
  jobs: [tidyGreetings] as never[],
  schedules: [{ id: 'hello.tidyNightly', cron: '0 3 * * *', job: tidyGreetings }],
  slots: [greetingsPanel],
  timeline: greetingTimeline,
  search: { [GREETING]: searchText<GreetingRow>((greeting) => greeting.text) },
  demo: addDemoGreetings,
});
