import type {
  NavigationEntry,
  PermissionDefinition,
  RecordDefinition,
  RouteDefinition,
  SettingField,
} from '@socle/plugin-sdk';
import { GREETING_LANGUAGES } from './contract';

const languages = GREETING_LANGUAGES.map((value) => ({
  value,
  label: `hello.greeting.language.${value}`,
}));

export const greetingPermissions = {
  'hello.greeting.read': {
    label: 'hello.permission.greeting.read',
    roles: ['manager', 'member', 'reader'],
  },
  'hello.greeting.send': {
    label: 'hello.permission.greeting.send',
    roles: ['manager', 'member'],
  },
} as const satisfies Record<string, PermissionDefinition>;

export const greetingRecord = {
  table: 'hello_greeting',
  label: 'hello.greeting.one',
  labelPlural: 'hello.greeting.many',
  icon: 'note',
  path: '/greetings/:id',
  title: 'text',
  defaultSort: '-sentOn',
  customFields: true,
  permissions: {
    read: 'hello.greeting.read',
    create: 'hello.greeting.send',
    update: 'hello.greeting.send',
  },
  fields: {
    text: {
      column: 'text',
      type: 'text',
      label: 'hello.greeting.text',
      filter: true,
      required: true,
    },
    language: {
      column: 'language',
      type: 'select',
      label: 'hello.greeting.language',
      filter: true,
      required: true,
      options: languages,
    },
    contactId: {
      column: 'contact_id',
      type: 'reference',
      to: 'core.contact',
      label: 'hello.greeting.contact',
      filter: true,
      required: true,
    },
    sentOn: {
      column: 'sent_on',
      type: 'date',
      label: 'hello.greeting.sentOn',
      filter: true,
      sort: true,
      required: true,
    },
  },
} as const satisfies RecordDefinition;

export const greetingSettings = {
  greetsNewContacts: {
    type: 'boolean',
    label: 'hello.setting.greetsNewContacts',
    hint: 'hello.setting.greetsNewContacts.hint',
    default: false,
  },
  language: {
    type: 'select',
    label: 'hello.setting.language',
    default: 'fr',
    options: languages,
  },
  keepsDays: {
    type: 'number',
    label: 'hello.setting.keepsDays',
    hint: 'hello.setting.keepsDays.hint',
    default: 730,
    min: 1,
    max: 3650,
  },
  keepsGreetedContacts: {
    type: 'boolean',
    label: 'hello.setting.keepsGreetedContacts',
    hint: 'hello.setting.keepsGreetedContacts.hint',
    default: false,
  },
} as const satisfies Record<string, SettingField>;

export const greetingNavigation: readonly NavigationEntry[] = [
  {
    id: 'hello.greetings',
    label: 'hello.greeting.many',
    icon: 'note',
    to: '/greetings',
    permission: 'hello.greeting.read',
    order: 90,
  },
];

// A compiled package names its compiled files.
const page = (id: string, path: string, file: string): RouteDefinition => ({
  id: `hello.greetings.${id}`,
  path,
  file: `./dist/greetings/web/routes/${file}.js`,
});

export const greetingRoutes: readonly RouteDefinition[] = [
  page('list', 'greetings', 'greeting-list'),
  page('new', 'greetings/new', 'greeting-new'),
  page('record', 'greetings/:id', 'greeting-record'),
];
