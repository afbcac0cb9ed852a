import type { Migration } from '@socle/plugin-sdk/server';

export const greetingMigrations: readonly Migration[] = [
  {
    id: '001-greetings',
    async up({ sql, createRecordTable }) {
      await createRecordTable(
        'hello_greeting',
        `text text not null, language text not null check (language in ('fr', 'en')),
         contact_id uuid not null, sent_on date not null, cause_id uuid,
         foreign key (workspace_id, contact_id) references core_contact (workspace_id, id) on delete cascade`,
      );
      // An event may arrive twice; what it causes happens once.
      await sql(`
        create unique index hello_greeting_cause on hello_greeting (workspace_id, cause_id) where cause_id is not null;
        create index hello_greeting_contact on hello_greeting (workspace_id, contact_id, sent_on);
        create index hello_greeting_sent on hello_greeting (workspace_id, sent_on, id) where archived_at is null;`);
    },
    async down({ dropTable }) {
      await dropTable('hello_greeting');
    },
  },
];
