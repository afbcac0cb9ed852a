import type { Migration } from '@socle/plugin-sdk/server';

export const ticketMigrations: readonly Migration[] = [
  {
    id: '001-tickets',
    async up({ sql, createTable, createRecordTable }) {
      await createRecordTable(
        'ticketing_ticket',
        `number text not null, subject text collate "und-x-icu" not null, description text not null default '',
         contact_id uuid not null, status text not null default 'open' check (status in ('open', 'solved')),
         priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
         assignee_id uuid, solved_at timestamptz,
         check ((status = 'solved') = (solved_at is not null)),
         unique (workspace_id, number),
         foreign key (workspace_id, contact_id) references core_contact (workspace_id, id)`,
      );
      await createTable('ticketing_counter', 'name text not null, last bigint not null', {
        key: ['name'],
      });
      await createTable(
        'ticketing_note',
        'id uuid not null, ticket_id uuid not null, text text not null, created_at timestamptz not null, created_by uuid',
        {
          key: ['id'],
          checks:
            'foreign key (workspace_id, ticket_id) references ticketing_ticket (workspace_id, id) on delete cascade',
        },
      );
      await sql(`
        create index ticketing_ticket_contact on ticketing_ticket (workspace_id, contact_id);
        create index ticketing_ticket_created on ticketing_ticket (workspace_id, created_at, id) where archived_at is null;
        create index ticketing_ticket_updated on ticketing_ticket (workspace_id, updated_at, id) where archived_at is null;
        create index ticketing_ticket_status on ticketing_ticket (workspace_id, status, created_at, id) where archived_at is null;
        create index ticketing_ticket_assignee on ticketing_ticket (workspace_id, assignee_id, status, created_at, id) where archived_at is null;
        create index ticketing_note_ticket on ticketing_note (workspace_id, ticket_id, created_at);`);
    },
    async down({ dropTable }) {
      await dropTable('ticketing_note');
      await dropTable('ticketing_counter');
      await dropTable('ticketing_ticket');
    },
  },
];
