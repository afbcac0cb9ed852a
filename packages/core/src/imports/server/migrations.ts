import type { Migration } from '@socle/plugin-sdk/server';
import { IMPORT_STATUSES } from '../domain/import-status.ts';

const statuses = IMPORT_STATUSES.map((status) => `'${status}'`).join(', ');

export const importMigrations: readonly Migration[] = [
  {
    id: '002-imports',
    async up({ sql, createTable }) {
      await createTable(
        'core_import',
        `id uuid not null, record_type text not null, file_id uuid not null, file_name text not null,
         file_size integer not null, status text not null check (status in (${statuses})),
         overrides jsonb not null default '{}', detection jsonb, headers jsonb not null default '[]',
         preview jsonb not null default '[]', row_count integer, mapping jsonb not null default '[]',
         options jsonb not null, check_result jsonb, counts jsonb not null, problems jsonb not null default '[]',
         undo_result jsonb, error jsonb, job_id uuid, rejected_file_id uuid, created_at timestamptz not null,
         created_by uuid, started_at timestamptz, finished_at timestamptz`,
        { key: ['id'] },
      );
      await sql(
        'create index core_import_recent on core_import (workspace_id, created_at desc, id)',
      );
      // No foreign key to the contact: what an import did is told even when the contact is gone.
      await createTable(
        'core_import_change',
        `import_id uuid not null, line integer not null,
         action text not null check (action in ('created', 'updated', 'company_created', 'linked', 'noted')),
         contact_id uuid not null, target_id uuid, version integer, before jsonb,
         undo text check (undo in ('undone', 'kept'))`,
        {
          key: ['import_id', 'line', 'action'],
          checks:
            'foreign key (workspace_id, import_id) references core_import (workspace_id, id) on delete cascade',
        },
      );
      await sql(
        'create index core_import_change_contact on core_import_change (workspace_id, import_id, contact_id)',
      );
      await createTable(
        'core_import_rejection',
        'import_id uuid not null, line integer not null, cells jsonb not null, issues jsonb not null',
        {
          key: ['import_id', 'line'],
          checks:
            'foreign key (workspace_id, import_id) references core_import (workspace_id, id) on delete cascade',
        },
      );
    },
    async down({ dropTable }) {
      await dropTable('core_import_rejection');
      await dropTable('core_import_change');
      await dropTable('core_import');
    },
  },
];
