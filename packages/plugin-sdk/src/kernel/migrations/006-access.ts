import type { Migration } from '../../server/migration';

/** Roles of a workspace's own, teams, delegation, invitations, and whose eyes a file and a job are for. */
export const accessMigration: Migration = {
  id: '006-access',
  async up({ sql, createTable, grantRead }) {
    await createTable(
      'socle_role',
      `id uuid not null, name text not null, description text not null default '',
       based_on text not null check (based_on in ('manager', 'member', 'reader')),
       rights jsonb not null default '{}', version integer not null default 1,
       created_at timestamptz not null default now(), updated_at timestamptz not null default now()`,
      { key: ['id'] },
    );
    await sql('create unique index socle_role_name on socle_role (workspace_id, lower(name))');
    await sql(`
      alter table socle_membership
        add column role_id uuid,
        add column deactivated_at timestamptz,
        add foreign key (workspace_id, role_id) references socle_role (workspace_id, id);`);
    await createTable(
      'socle_team',
      `id uuid not null, name text not null, parent_id uuid, created_at timestamptz not null default now()`,
      {
        key: ['id'],
        checks:
          'check (parent_id <> id), foreign key (workspace_id, parent_id) references socle_team (workspace_id, id)',
      },
    );
    await sql('create unique index socle_team_name on socle_team (workspace_id, lower(name))');
    await createTable(
      'socle_team_member',
      'team_id uuid not null, user_id uuid not null, is_manager boolean not null default false',
      {
        key: ['team_id', 'user_id'],
        checks: `foreign key (workspace_id, team_id) references socle_team (workspace_id, id) on delete cascade,
          foreign key (workspace_id, user_id) references socle_membership (workspace_id, user_id) on delete cascade`,
      },
    );
    await sql('create index socle_team_member_user on socle_team_member (workspace_id, user_id)');
    await createTable(
      'socle_delegation',
      `id uuid not null, from_user uuid not null, to_user uuid not null,
       starts_on date not null, ends_on date not null, created_by uuid, created_at timestamptz not null default now()`,
      {
        key: ['id'],
        checks: `check (from_user <> to_user), check (ends_on >= starts_on),
          foreign key (workspace_id, from_user) references socle_membership (workspace_id, user_id) on delete cascade,
          foreign key (workspace_id, to_user) references socle_membership (workspace_id, user_id) on delete cascade`,
      },
    );
    await sql('create index socle_delegation_to on socle_delegation (workspace_id, to_user)');
    await createTable(
      'socle_invitation',
      `id uuid not null, email text not null,
       role text not null check (role in ('owner', 'admin', 'manager', 'member', 'reader')), role_id uuid,
       team_id uuid, token_hash text not null, invited_by uuid, created_at timestamptz not null default now(),
       expires_at timestamptz not null, accepted_at timestamptz, revoked_at timestamptz`,
      {
        key: ['id'],
        // To set only the team to null, a foreign key needs PostgreSQL 15: whoever removes the team does it.
        checks:
          'foreign key (workspace_id, role_id) references socle_role (workspace_id, id) on delete cascade',
      },
    );
    await sql('create unique index socle_invitation_token on socle_invitation (token_hash)');
    await createTable(
      'socle_impersonation',
      `id uuid not null, user_id uuid not null, requested_by uuid not null, reason text not null default '',
       created_at timestamptz not null default now(), decided_at timestamptz, is_granted boolean,
       expires_at timestamptz, ended_at timestamptz`,
      {
        key: ['id'],
        checks: `foreign key (workspace_id, user_id) references socle_membership (workspace_id, user_id) on delete cascade,
          foreign key (workspace_id, requested_by) references socle_membership (workspace_id, user_id) on delete cascade`,
      },
    );
    // Null: for whoever made it. A permission, a record, or both: for whoever holds the one and sees the other.
    await sql(`
      alter table socle_file add column permission text, add column record_type text, add column record_id uuid;
      alter table socle_job add column scopes text[];
      alter table socle_session
        add column authenticated_at timestamptz not null default now(),
        add column address text,
        add column impersonator_id uuid references socle_user (id) on delete cascade,
        add column id uuid not null default gen_random_uuid();
      create unique index socle_session_id on socle_session (id);`);
    // Read by the policies of record tables. No setting means no sight: a query that forgot its caller gets nothing.
    await sql(`
      create function socle_sees_all(record_type text) returns boolean language sql stable as $$
        select coalesce(
          s.access ->> '*' = 'all' or s.access ->> record_type = 'all', false)
        from (select nullif(current_setting('app.access', true), '')::jsonb as access) s
      $$;
      create function socle_seen_owners(record_type text) returns setof uuid language sql stable as $$
        select o::uuid
        from (select nullif(current_setting('app.access', true), '')::jsonb -> record_type as owners) s,
          jsonb_array_elements_text(case jsonb_typeof(s.owners) when 'array' then s.owners else '[]' end) as o
      $$;`);
    // One who has left a workspace is shown where a name is needed, and offered nowhere.
    await sql(`
      create or replace view socle_member as
        select m.workspace_id, m.user_id, m.role, u.name, u.email,
          coalesce(m.deactivated_at, u.disabled_at) as disabled_at, m.role_id
        from socle_membership m join socle_user u on u.id = m.user_id
        where m.workspace_id = nullif(current_setting('app.workspace', true), '')::uuid;`);
    await grantRead('socle_member');
  },
  async down({ sql, dropTable, grantRead }) {
    await sql('drop view socle_member');
    await sql(`
      create view socle_member as
        select m.workspace_id, m.user_id, m.role, u.name, u.email, u.disabled_at
        from socle_membership m join socle_user u on u.id = m.user_id
        where m.workspace_id = nullif(current_setting('app.workspace', true), '')::uuid;`);
    await grantRead('socle_member');
    await sql(`
      alter table socle_session drop column authenticated_at, drop column address, drop column impersonator_id, drop column id;
      alter table socle_job drop column scopes;
      alter table socle_file drop column permission, drop column record_type, drop column record_id;`);
    await sql('drop function socle_seen_owners(text); drop function socle_sees_all(text);');
    await dropTable('socle_impersonation');
    await dropTable('socle_invitation');
    await dropTable('socle_delegation');
    await dropTable('socle_team_member');
    await dropTable('socle_team');
    await sql('alter table socle_membership drop column role_id, drop column deactivated_at');
    await dropTable('socle_role');
  },
};
