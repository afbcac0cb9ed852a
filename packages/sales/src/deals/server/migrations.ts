import type { Migration } from '@socle/plugin-sdk/server';

export const dealMigrations: readonly Migration[] = [
  {
    id: '001-deals',
    async up({ sql, createRecordTable }) {
      await createRecordTable(
        'sales_deal',
        `name text collate "und-x-icu" not null, contact_id uuid not null,
         amount bigint not null default 0 check (amount >= 0), currency text not null,
         stage text not null check (stage in ('qualification', 'proposal', 'negotiation')),
         status text not null default 'open' check (status in ('open', 'won', 'lost')),
         expected_close_on date, closed_at timestamptz, loss_reason text not null default '',
         foreign key (workspace_id, contact_id) references core_contact (workspace_id, id)`,
      );
      await sql(`
        create index sales_deal_contact on sales_deal (workspace_id, contact_id);
        create index sales_deal_created on sales_deal (workspace_id, created_at, id) where archived_at is null;
        create index sales_deal_name on sales_deal (workspace_id, name, id) where archived_at is null;
        create index sales_deal_status on sales_deal (workspace_id, status, created_at, id) where archived_at is null;`);
    },
    async down({ dropTable }) {
      await dropTable('sales_deal');
    },
  },
  {
    id: '002-deal-owner',
    async up({ sql }) {
      await sql('alter table sales_deal add column owner_id uuid');
    },
    async down({ sql }) {
      await sql('drop policy if exists within_reach on sales_deal');
      await sql('alter table sales_deal drop column owner_id');
    },
  },
];
