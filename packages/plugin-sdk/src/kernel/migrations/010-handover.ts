import type { Migration } from '../../server/migration';

/** Records that went from one member to another in one act, so that they can come back. */
export const handoverMigration: Migration = {
  id: '010-handover',
  async up({ sql, createTable }) {
    await createTable(
      'socle_handover',
      `id uuid not null, from_user uuid not null, to_user uuid not null, created_by uuid not null,
       created_at timestamptz not null, records integer not null default 0, undone_at timestamptz`,
      {
        key: ['id'],
        checks: `foreign key (workspace_id, from_user) references socle_membership (workspace_id, user_id) on delete cascade,
          foreign key (workspace_id, to_user) references socle_membership (workspace_id, user_id) on delete cascade`,
      },
    );
    await sql('create index socle_handover_from on socle_handover (workspace_id, from_user)');
    // Had no one in charge: it belonged to its maker and goes back to that.
    await createTable(
      'socle_handover_record',
      'handover_id uuid not null, record_type text not null, record_id uuid not null, had_owner boolean not null',
      {
        key: ['handover_id', 'record_type', 'record_id'],
        checks:
          'foreign key (workspace_id, handover_id) references socle_handover (workspace_id, id) on delete cascade',
      },
    );
  },
  async down({ dropTable }) {
    await dropTable('socle_handover_record');
    await dropTable('socle_handover');
  },
};
