import { contactArchiving, contactCreated } from '@socle/core/contract';
import { defineServerModule, guard, on, searchText } from '@socle/plugin-sdk/server';
import { GREETING } from './greetings/contract';
import { addDemoGreetings } from './greetings/server/demo';
import { Greeting, type GreetingRow } from './greetings/server/entities';
import { greetingMigrations } from './greetings/server/migrations';
import { greetingsPanel } from './greetings/server/panel';
import { refuseWhenGreetedToday } from './greetings/server/queries/greetings';
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
  slots: [greetingsPanel],
  timeline: greetingTimeline,
  search: { [GREETING]: searchText<GreetingRow>((greeting) => greeting.text) },
  demo: addDemoGreetings,
});
