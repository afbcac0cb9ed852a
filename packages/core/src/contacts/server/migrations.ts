import type { Migration } from '@socle/plugin-sdk/server';

export const contactMigrations: readonly Migration[] = [
  {
    id: '001-contacts',
    async up({ sql, createRecordTable, createTable }) {
      // One collation whatever the server's own: names sort the way people expect, and cursors stay valid.
      await createRecordTable(
        'core_contact',
        `kind text not null check (kind in ('person', 'company')),
         name text collate "und-x-icu" not null, first_name text not null default '', last_name text not null default '',
         job_title text not null default '', roles text[] not null default '{}',
         emails jsonb not null default '[]', phones jsonb not null default '[]', addresses jsonb not null default '[]',
         website text, tags text[] not null default '{}', birthday date, language text, siren text, siret text,
         vat_number text, external_id text, aliases text[] not null default '{}', owner_id uuid, import_id uuid`,
      );
      await sql(`
        create index core_contact_name on core_contact (workspace_id, name, id) where archived_at is null;
        create index core_contact_created on core_contact (workspace_id, created_at, id) where archived_at is null;
        create index core_contact_updated on core_contact (workspace_id, updated_at, id) where archived_at is null;
        create index core_contact_owner on core_contact (workspace_id, owner_id, name, id) where archived_at is null;
        create index core_contact_import on core_contact (workspace_id, import_id) where import_id is not null;`);
      await createTable(
        'core_contact_key',
        'contact_id uuid not null, kind text not null, value text not null',
        {
          key: ['kind', 'value', 'contact_id'],
          checks:
            'foreign key (workspace_id, contact_id) references core_contact (workspace_id, id) on delete cascade',
        },
      );
      await sql(
        'create index core_contact_key_contact on core_contact_key (workspace_id, contact_id)',
      );
      await createTable(
        'core_contact_link',
        `id uuid not null, contact_id uuid not null, company_id uuid not null,
         kind text not null check (kind in ('works_at', 'subsidiary_of', 'site_of')), role text not null default '',
         starts_on date, ends_on date, created_at timestamptz not null`,
        {
          key: ['id'],
          checks: `check (contact_id <> company_id), check (ends_on is null or starts_on is null or ends_on >= starts_on),
            foreign key (workspace_id, contact_id) references core_contact (workspace_id, id) on delete cascade,
            foreign key (workspace_id, company_id) references core_contact (workspace_id, id) on delete cascade`,
        },
      );
      await sql(`
        create index core_contact_link_contact on core_contact_link (workspace_id, contact_id);
        create index core_contact_link_company on core_contact_link (workspace_id, company_id);
        create unique index core_contact_link_one_parent on core_contact_link (workspace_id, contact_id)
          where kind in ('subsidiary_of', 'site_of') and ends_on is null;`);
      await createTable(
        'core_note',
        'id uuid not null, contact_id uuid not null, text text not null, created_at timestamptz not null, created_by uuid',
        {
          key: ['id'],
          checks:
            'foreign key (workspace_id, contact_id) references core_contact (workspace_id, id) on delete cascade',
        },
      );
    },
    async down({ dropTable }) {
      await dropTable('core_note');
      await dropTable('core_contact_link');
      await dropTable('core_contact_key');
      await dropTable('core_contact');
    },
  },
];
