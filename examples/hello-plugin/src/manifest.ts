import { defineManifest } from '@socle/plugin-sdk';
import { GREETING } from './greetings/contract';
import {
  greetingNavigation,
  greetingPermissions,
  greetingRecord,
  greetingRoutes,
  greetingSettings,
} from './greetings/manifest';
import { greetingMessages } from './greetings/messages';

/** What the plugin is, readable by the build. */
export const manifest = defineManifest({
  id: 'hello',
  version: '0.1.0',
  sdk: '^0.1.0',
  name: 'hello.name',
  description: 'hello.description',
  icon: 'note',
  dependsOn: ['core'],
  permissions: greetingPermissions,
  records: { [GREETING]: greetingRecord },
  settings: greetingSettings,
  navigation: greetingNavigation,
  routes: greetingRoutes,
  messages: greetingMessages,
});
