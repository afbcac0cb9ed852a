import { CONTACT, contactArchiving, contactPanels, neededBy } from '@socle/core/contract';
import type { EventDefinition } from '@socle/plugin-sdk';
import {
  defineServerModule,
  fillSlot,
  guard,
  searchText,
  timeline,
} from '@socle/plugin-sdk/server';
import {
  DEAL,
  type DealSnapshot,
  dealCreated,
  dealLost,
  dealMoved,
  dealReopened,
  dealWon,
} from './deals/contract';
import { seedDeals } from './deals/demo/seed-deals';
import { Deal, type DealRow } from './deals/server/entities';
import { dealMigrations } from './deals/server/migrations';
import { contactDeals } from './deals/server/queries/deal-pages';
import { openDealNames } from './deals/server/queries/open-deal-names';
import { dealResource } from './deals/server/rest';
import { manifest } from './manifest';

const toTimelines = <P extends { deal: DealSnapshot }>(
  event: EventDefinition<P>,
  message: string,
) =>
  timeline(event, {
    message,
    icon: 'handshake',
    permission: 'sales.deal.read',
    entries: ({ payload: { deal } }) => [
      { subject: { type: CONTACT, id: deal.contactId }, data: { name: deal.name } },
      { subject: { type: DEAL, id: deal.id }, data: { name: deal.name } },
    ],
  });

export const serverModule = defineServerModule({
  manifest,
  entities: [Deal] as never[],
  migrations: dealMigrations,
  resources: [dealResource],
  search: { [DEAL]: searchText<DealRow>((deal) => `${deal.name} ${deal.lossReason}`) },
  slots: [
    fillSlot(contactPanels, {
      id: 'sales.contactDeals',
      permission: 'sales.deal.read',
      order: 20,
      load: (ctx, { contactId }) => contactDeals(ctx, contactId),
    }),
  ],
  guards: [
    guard(contactArchiving, (ctx, { contactId }) =>
      neededBy(ctx, () => openDealNames(ctx, contactId), {
        seen: (names) => ({ code: 'sales.deal.error.openDeals', params: { names } }),
        unseen: { code: 'sales.deal.error.othersDeals' },
      }),
    ),
  ],
  timeline: [
    toTimelines(dealCreated, 'sales.timeline.created'),
    toTimelines(dealMoved, 'sales.timeline.moved'),
    toTimelines(dealWon, 'sales.timeline.won'),
    toTimelines(dealLost, 'sales.timeline.lost'),
    toTimelines(dealReopened, 'sales.timeline.reopened'),
  ],
  demo: seedDeals,
});
