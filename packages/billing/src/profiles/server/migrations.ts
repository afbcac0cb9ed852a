import type { Migration } from '@socle/plugin-sdk/server';

export const profileMigrations: readonly Migration[] = [
  {
    id: '001-profiles',
    async up({ sql, createRecordTable }) {
      await createRecordTable(
        'billing_profile',
        `contact_id uuid not null, legal_name text collate "und-x-icu" not null,
         customer_type text not null check (customer_type in ('business', 'consumer')),
         siren text, siret text, vat_number text,
         street text not null default '', postal_code text not null default '', city text not null default '',
         country text not null, delivery_address text not null default '', email text,
         payment_days int not null check (payment_days between 0 and 60),
         is_end_of_month boolean not null default false check (not is_end_of_month or payment_days <= 45),
         vat_regime text not null default 'standard' check (vat_regime in ('standard', 'exempt', 'reverse_charge')),
         needs_order_number boolean not null default false, missing text[] not null default '{}',
         unique (workspace_id, contact_id),
         foreign key (workspace_id, contact_id) references core_contact (workspace_id, id)`,
      );
      await sql(`
        create index billing_profile_name on billing_profile (workspace_id, legal_name, id) where archived_at is null;
        create index billing_profile_created on billing_profile (workspace_id, created_at, id) where archived_at is null;
        create index billing_profile_updated on billing_profile (workspace_id, updated_at, id) where archived_at is null;
        create index billing_profile_incomplete on billing_profile (workspace_id, legal_name, id)
          where archived_at is null and cardinality(missing) > 0;
        create index billing_profile_siren on billing_profile (workspace_id, siren) where siren is not null;`);
    },
    async down({ dropTable }) {
      await dropTable('billing_profile');
    },
  },
];
