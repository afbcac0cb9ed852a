import { CONTACT, contactPanels } from '@socle/core/contract';
import type { EventDefinition } from '@socle/plugin-sdk';
import { defineServerModule, fillSlot, searchText, timeline } from '@socle/plugin-sdk/server';
import { manifest } from './manifest';
import { PROFILE, type ProfileSnapshot, profileCreated, profileUpdated } from './profiles/contract';
import { seedProfiles } from './profiles/demo/seed-profiles';
import { Profile, type ProfileRow } from './profiles/server/entities';
import { profileMigrations } from './profiles/server/migrations';
import { contactBilling } from './profiles/server/queries/profile-pages';
import { profileResource } from './profiles/server/rest';

const toTimelines = <P extends { profile: ProfileSnapshot }>(
  event: EventDefinition<P>,
  message: string,
) =>
  timeline(event, {
    message,
    icon: 'receipt',
    permission: 'billing.profile.read',
    entries: ({ payload: { profile } }) => [
      { subject: { type: CONTACT, id: profile.contactId }, data: {} },
      { subject: { type: PROFILE, id: profile.id }, data: {} },
    ],
  });

export const serverModule = defineServerModule({
  manifest,
  entities: [Profile] as never[],
  migrations: profileMigrations,
  resources: [profileResource],
  search: {
    [PROFILE]: searchText<ProfileRow>((profile) =>
      [profile.legalName, profile.siren, profile.siret, profile.vatNumber, profile.city]
        .filter(Boolean)
        .join(' '),
    ),
  },
  slots: [
    fillSlot(contactPanels, {
      id: 'billing.contactBilling',
      permission: 'billing.profile.read',
      order: 40,
      load: (ctx, { contactId }) => contactBilling(ctx, contactId),
    }),
  ],
  timeline: [
    toTimelines(profileCreated, 'billing.timeline.created'),
    toTimelines(profileUpdated, 'billing.timeline.updated'),
  ],
  demo: seedProfiles,
});
