import { defineManifest } from '@socle/plugin-sdk';
import { DEAL, DEAL_STAGES } from './deals/contract';
import { salesMessages } from './messages';

/** Sales: deals with contacts, from the first talk to won or lost. */
export const manifest = defineManifest({
  id: 'sales',
  version: '0.1.0',
  sdk: '^0.1.0',
  name: 'sales.name',
  description: 'sales.description',
  icon: 'handshake',
  dependsOn: ['core'],
  permissions: {
    'sales.deal.read': {
      label: 'sales.permission.deal.read',
      roles: ['manager', 'member', 'reader'],
    },
    'sales.deal.create': { label: 'sales.permission.deal.create', roles: ['manager', 'member'] },
    'sales.deal.update': { label: 'sales.permission.deal.update', roles: ['manager', 'member'] },
  },
  records: {
    [DEAL]: {
      table: 'sales_deal',
      label: 'sales.deal.one',
      labelPlural: 'sales.deal.many',
      icon: 'handshake',
      path: '/deals/:id',
      title: 'name',
      defaultSort: '-createdAt',
      customFields: true,
      owner: 'ownerId',
      permissions: {
        read: 'sales.deal.read',
        create: 'sales.deal.create',
        update: 'sales.deal.update',
      },
      fields: {
        name: {
          column: 'name',
          type: 'text',
          label: 'sales.deal.name',
          filter: true,
          sort: true,
          required: true,
        },
        contactId: {
          column: 'contact_id',
          type: 'reference',
          label: 'sales.deal.contact',
          filter: true,
          to: 'core.contact',
        },
        amount: {
          column: 'amount',
          type: 'money',
          label: 'sales.deal.amount',
          filter: true,
          required: true,
        },
        currency: { column: 'currency', type: 'text', label: 'sales.deal.currency', filter: true },
        stage: {
          column: 'stage',
          type: 'select',
          label: 'sales.deal.stage',
          filter: true,
          options: DEAL_STAGES.map((stage) => ({ value: stage, label: `sales.stage.${stage}` })),
        },
        status: {
          column: 'status',
          type: 'select',
          label: 'sales.deal.status',
          filter: true,
          options: ['open', 'won', 'lost'].map((status) => ({
            value: status,
            label: `sales.status.${status}`,
          })),
        },
        expectedCloseOn: {
          column: 'expected_close_on',
          type: 'date',
          label: 'sales.deal.expectedCloseOn',
          filter: true,
        },
        closedAt: {
          column: 'closed_at',
          type: 'instant',
          label: 'sales.deal.closedAt',
          filter: true,
        },
        ownerId: { column: 'owner_id', type: 'user', label: 'sales.deal.owner', filter: true },
        lossReason: {
          column: 'loss_reason',
          type: 'text',
          label: 'sales.deal.lossReason',
          filter: true,
        },
      },
    },
  },
  navigation: [
    {
      id: 'sales.deals',
      label: 'sales.deal.many',
      icon: 'handshake',
      to: '/deals',
      permission: 'sales.deal.read',
      order: 20,
    },
  ],
  routes: [
    { id: 'sales.deals', path: 'deals', file: './src/deals/web/routes/deal-list.tsx' },
    { id: 'sales.deals.new', path: 'deals/new', file: './src/deals/web/routes/deal-new.tsx' },
    { id: 'sales.deals.record', path: 'deals/:id', file: './src/deals/web/routes/deal-record.tsx' },
  ],
  messages: salesMessages,
});
