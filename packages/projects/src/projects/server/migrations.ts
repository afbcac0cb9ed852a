import type { Migration } from '@socle/plugin-sdk/server';

export const projectMigrations: readonly Migration[] = [
  {
    id: '001-projects',
    async up({ sql, createRecordTable }) {
      await createRecordTable(
        'projects_project',
        `name text collate "und-x-icu" not null, contact_id uuid not null,
         status text not null default 'planned' check (status in ('planned', 'active', 'done')),
         starts_on date, due_on date check (starts_on <= due_on), owner_id uuid, completed_at timestamptz,
         check ((status = 'done') = (completed_at is not null)),
         foreign key (workspace_id, contact_id) references core_contact (workspace_id, id)`,
      );
      await createRecordTable(
        'projects_task',
        `project_id uuid not null, title text collate "und-x-icu" not null,
         status text not null default 'todo' check (status in ('todo', 'doing', 'done')),
         assignee_id uuid, due_on date,
         planned_minutes int not null default 0 check (planned_minutes >= 0),
         position int not null default 0, completed_at timestamptz,
         check ((status = 'done') = (completed_at is not null)),
         foreign key (workspace_id, project_id) references projects_project (workspace_id, id)`,
      );
      await sql(`
        create index projects_project_contact on projects_project (workspace_id, contact_id);
        create index projects_project_created on projects_project (workspace_id, created_at, id) where archived_at is null;
        create index projects_project_updated on projects_project (workspace_id, updated_at, id) where archived_at is null;
        create index projects_project_name on projects_project (workspace_id, name, id) where archived_at is null;
        create index projects_project_due on projects_project (workspace_id, due_on, id) where archived_at is null;
        create index projects_project_status on projects_project (workspace_id, status, created_at, id) where archived_at is null;
        create index projects_task_board on projects_task (workspace_id, project_id, status, position, id);
        create index projects_task_created on projects_task (workspace_id, created_at, id) where archived_at is null;
        create index projects_task_updated on projects_task (workspace_id, updated_at, id) where archived_at is null;
        create index projects_task_due on projects_task (workspace_id, due_on, id) where archived_at is null;
        create index projects_task_assignee on projects_task (workspace_id, assignee_id, status, due_on) where archived_at is null;`);
    },
    async down({ dropTable }) {
      await dropTable('projects_task');
      await dropTable('projects_project');
    },
  },
];
