import type { Migration } from '../server/migration';
import { accessMigration } from './migrations/006-access';
import { signInMigration } from './migrations/007-sign-in';
import { singleSignOnMigration } from './migrations/008-single-sign-on';
import { auditMigration } from './migrations/009-audit';
import { handoverMigration } from './migrations/010-handover';

/** The kernel's own tables. Those without a workspace (workspace, user, session) are closed to the application role. */
export const kernelMigrations: readonly Migration[] = [
  {
    id: '001-tenancy',
    async up({ sql, createTable, grantRead }) {
      await sql(`
        create extension if not exists pg_trgm;
        create table socle_workspace (
          id uuid primary key,
          name text not null,
          time_zone text not null default 'Europe/Paris',
          currency text not null default 'EUR',
          country text not null default 'FR',
          locale text not null default 'fr' check (locale in ('fr', 'en')),
          created_at timestamptz not null default now(),
          demo_state text check (demo_state in ('building', 'done'))
        );
        create table socle_user (
          id uuid primary key,
          email text not null,
          name text not null,
          password_hash text,
          locale text check (locale in ('fr', 'en')),
          time_zone text,
          theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
          created_at timestamptz not null default now(),
          disabled_at timestamptz
        );
        create unique index socle_user_email on socle_user (lower(email));
        create table socle_session (
          token_hash text primary key,
          user_id uuid not null references socle_user (id) on delete cascade,
          workspace_id uuid references socle_workspace (id) on delete set null,
          created_at timestamptz not null default now(),
          seen_at timestamptz not null default now(),
          expires_at timestamptz not null,
          user_agent text
        );
        create index socle_session_user on socle_session (user_id);`);
      await createTable(
        'socle_membership',
        `user_id uuid not null references socle_user (id) on delete cascade,
         role text not null check (role in ('owner', 'admin', 'manager', 'member', 'reader')),
         created_at timestamptz not null default now()`,
        { key: ['user_id'] },
      );
      await createTable(
        'socle_api_key',
        `id uuid not null, user_id uuid not null references socle_user (id) on delete cascade,
         name text not null, key_hash text not null, scopes text[],
         created_at timestamptz not null default now(), expires_at timestamptz, last_used_at timestamptz`,
        { key: ['id'] },
      );
      await sql('create unique index socle_api_key_hash on socle_api_key (key_hash)');
      // Names of colleagues, and nothing else of an account, are readable inside a workspace.
      await sql(`
        create view socle_member as
          select m.workspace_id, m.user_id, m.role, u.name, u.email, u.disabled_at
          from socle_membership m join socle_user u on u.id = m.user_id
          where m.workspace_id = nullif(current_setting('app.workspace', true), '')::uuid;`);
      await grantRead('socle_member');
    },
    async down({ sql, dropTable }) {
      await sql('drop view socle_member');
      await dropTable('socle_api_key');
      await dropTable('socle_membership');
      await sql('drop table socle_session, socle_user, socle_workspace');
    },
  },
  {
    id: '002-modules-and-settings',
    async up({ createTable }) {
      await createTable(
        'socle_module_state',
        'module_id text not null, is_on boolean not null, changed_at timestamptz not null default now(), changed_by uuid',
        { key: ['module_id'] },
      );
      await createTable(
        'socle_setting',
        `module_id text not null, values jsonb not null default '{}', version integer not null default 1,
         changed_at timestamptz not null default now(), changed_by uuid`,
        { key: ['module_id'] },
      );
      await createTable(
        'socle_custom_field',
        `id uuid not null, record_type text not null, key text not null, type text not null, label text not null,
         is_required boolean not null default false, options jsonb not null default '[]',
         position integer not null default 0, created_at timestamptz not null default now(), archived_at timestamptz`,
        { key: ['id'], checks: 'unique (workspace_id, record_type, key)' },
      );
    },
    async down({ dropTable }) {
      await dropTable('socle_custom_field');
      await dropTable('socle_setting');
      await dropTable('socle_module_state');
    },
  },
  {
    id: '003-events',
    async up({ sql, createTable }) {
      await createTable(
        'socle_event',
        `id uuid not null, seq bigint generated always as identity, name text not null,
         record_type text not null, record_id uuid not null, payload jsonb not null,
         occurred_at timestamptz not null, user_id uuid, causation_id uuid,
         depth integer not null default 0, request_id text`,
        { key: ['id'] },
      );
      await sql('create index socle_event_seq on socle_event (workspace_id, seq)');
      await createTable(
        'socle_delivery',
        `event_id uuid not null, subscriber text not null, seq bigint not null,
         record_type text not null, record_id uuid not null,
         status text not null default 'pending' check (status in ('pending', 'done', 'dead')),
         attempts integer not null default 0, next_attempt_at timestamptz not null default now(),
         created_at timestamptz not null default now(), delivered_at timestamptz, last_error text`,
        {
          key: ['event_id', 'subscriber'],
          checks:
            'foreign key (workspace_id, event_id) references socle_event (workspace_id, id) on delete cascade',
        },
      );
      await sql(`
        create index socle_delivery_pending on socle_delivery (seq) where status = 'pending';
        create index socle_delivery_record on socle_delivery (workspace_id, subscriber, record_id, seq) where status = 'pending';`);
      await createTable(
        'socle_timeline',
        `id uuid not null, subject_type text not null, subject_id uuid not null, event_id uuid,
         kind text not null, permission text not null, icon text not null, message text not null,
         data jsonb not null default '{}', record_type text not null, record_id uuid not null,
         occurred_at timestamptz not null, user_id uuid`,
        { key: ['id'] },
      );
      await sql(`create index socle_timeline_subject
        on socle_timeline (workspace_id, subject_type, subject_id, occurred_at desc, id desc)`);
    },
    async down({ dropTable }) {
      await dropTable('socle_timeline');
      await dropTable('socle_delivery');
      await dropTable('socle_event');
    },
  },
  {
    id: '004-jobs-and-files',
    async up({ sql, createTable }) {
      await createTable(
        'socle_job',
        `id uuid not null, name text not null, input jsonb not null, state jsonb, progress jsonb, result jsonb,
         status text not null default 'queued' check (status in ('queued', 'running', 'done', 'failed', 'cancelled')),
         error jsonb, attempts integer not null default 0, failures integer not null default 0, max_attempts integer not null, run_at timestamptz not null,
         dedupe_key text, created_at timestamptz not null, created_by uuid, locale text not null default 'fr',
         started_at timestamptz, finished_at timestamptz, is_cancel_requested boolean not null default false`,
        { key: ['id'] },
      );
      await sql(`
        create unique index socle_job_dedupe on socle_job (workspace_id, name, dedupe_key)
          where status = 'queued' and dedupe_key is not null;
        create index socle_job_recent on socle_job (workspace_id, created_at desc);
        create index socle_job_open on socle_job (run_at) where status in ('queued', 'running');`);
      await createTable(
        'socle_file',
        `id uuid not null, name text not null, content_type text not null, size bigint not null, sha256 text not null,
         storage_key text not null, created_at timestamptz not null, created_by uuid`,
        { key: ['id'] },
      );
      await createTable(
        'socle_idempotency',
        `key text not null, user_id uuid not null, request_hash text not null, status integer not null,
         body text not null, created_at timestamptz not null default now()`,
        { key: ['user_id', 'key'] },
      );
    },
    async down({ dropTable }) {
      await dropTable('socle_idempotency');
      await dropTable('socle_file');
      await dropTable('socle_job');
    },
  },
  {
    id: '005-search',
    async up({ sql }) {
      // LIKE is not leakproof, so PostgreSQL will not use a trigram index below row-level security.
      // These two run as the owner, and are therefore limited to the workspace by their own text.
      await sql(`
        create function socle_search(target regclass, words text[], most integer) returns setof uuid
        language plpgsql stable security definer set search_path = public, pg_temp as $$
        declare
          word text;
          condition text := '';
        begin
          foreach word in array words loop
            condition := condition || format(' and search_text like %L',
              case when length(word) < 3 then '% ' || word || '%' else '%' || word || '%' end);
          end loop;
          return query execute format(
            'select id from %s where workspace_id = $1 %s limit $2', target, condition)
            using nullif(current_setting('app.workspace', true), '')::uuid, most;
        end $$;
        create function socle_search_like(target regclass, words text[], most integer) returns setof uuid
        language plpgsql stable security definer
        set search_path = public, pg_temp set pg_trgm.word_similarity_threshold = 0.5 as $$
        declare
          word text;
          condition text := '';
        begin
          foreach word in array words loop
            condition := condition || format(' and %L <%% search_text', word);
          end loop;
          return query execute format(
            'select id from %s where workspace_id = $1 %s order by word_similarity($3, search_text) desc limit $2',
            target, condition)
            using nullif(current_setting('app.workspace', true), '')::uuid, most, array_to_string(words, ' ');
        end $$;`);
    },
    async down({ sql }) {
      await sql('drop function socle_search_like(regclass, text[], integer)');
      await sql('drop function socle_search(regclass, text[], integer)');
    },
  },
  accessMigration,
  signInMigration,
  singleSignOnMigration,
  auditMigration,
  handoverMigration,
];
