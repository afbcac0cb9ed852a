import { defineManifest } from '@socle/plugin-sdk';
import { billingMessages } from './messages';
import { PROFILE } from './profiles/contract';
import { profileRecord } from './profiles/record';
import { sellerSettings } from './profiles/settings';

/** Billing: who is billed, and how. */
export const manifest = defineManifest({
  id: 'billing',
  version: '0.1.0',
  sdk: '^0.1.0',
  name: 'billing.name',
  description: 'billing.description',
  icon: 'receipt',
  dependsOn: ['core'],
  permissions: {
    'billing.profile.read': {
      label: 'billing.permission.profile.read',
      roles: ['manager', 'member', 'reader'],
    },
    'billing.profile.create': {
      label: 'billing.permission.profile.create',
      roles: ['manager', 'member'],
    },
    'billing.profile.update': {
      label: 'billing.permission.profile.update',
      roles: ['manager', 'member'],
    },
  },
  records: { [PROFILE]: profileRecord },
  settings: sellerSettings,
  navigation: [
    {
      id: 'billing.profiles',
      label: 'billing.name',
      icon: 'receipt',
      to: '/billing/profiles',
      permission: 'billing.profile.read',
      order: 40,
    },
  ],
  routes: [
    {
      id: 'billing.profiles',
      path: 'billing/profiles',
      file: './src/profiles/web/routes/profile-list.tsx',
    },
    {
      id: 'billing.profiles.new',
      path: 'billing/profiles/new',
      file: './src/profiles/web/routes/profile-new.tsx',
    },
    {
      id: 'billing.profiles.record',
      path: 'billing/profiles/:id',
      file: './src/profiles/web/routes/profile-record.tsx',
    },
    {
      id: 'billing.profiles.edit',
      path: 'billing/profiles/:id/edit',
      file: './src/profiles/web/routes/profile-edit.tsx',
    },
  ],
  messages: billingMessages,
});
