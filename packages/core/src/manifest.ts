import { defineManifest } from '@socle/plugin-sdk';
import { CONTACT } from './contacts/contract';
import {
  contactNavigation,
  contactPermissions,
  contactRecord,
  contactRoutes,
} from './contacts/manifest';
import { contactMessages } from './contacts/messages';
import { importMessages } from './imports/domain/messages';
import { importRoutes } from './imports/manifest';
import { importScreenMessages } from './imports/messages';
import { coreMessages } from './messages';

/** Core: the always-on module every other one builds on. */
export const manifest = defineManifest({
  id: 'core',
  version: '0.1.0',
  sdk: '^0.1.0',
  name: 'core.name',
  description: 'core.description',
  icon: 'users',
  dependsOn: [],
  alwaysOn: true,
  permissions: contactPermissions,
  records: { [CONTACT]: contactRecord },
  settings: {
    defaultCountry: {
      type: 'text',
      label: 'core.setting.defaultCountry',
      hint: 'core.setting.defaultCountry.hint',
      default: 'FR',
      maxLength: 2,
    },
  },
  navigation: contactNavigation,
  routes: [...importRoutes, ...contactRoutes],
  messages: {
    en: {
      ...coreMessages.en,
      ...contactMessages.en,
      ...importMessages.en,
      ...importScreenMessages.en,
    },
    fr: {
      ...coreMessages.fr,
      ...contactMessages.fr,
      ...importMessages.fr,
      ...importScreenMessages.fr,
    },
  },
});
