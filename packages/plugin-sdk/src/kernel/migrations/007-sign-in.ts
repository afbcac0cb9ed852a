import type { Migration } from '../../server/migration';

/** Second factors, one-time links, counted attempts, and what a workspace asks of its members' accounts. */
export const signInMigration: Migration = {
  id: '007-sign-in',
  async up({ sql }) {
    await sql(`
      create table socle_second_factor (
        user_id uuid primary key references socle_user (id) on delete cascade,
        secret_sealed text not null,
        created_at timestamptz not null,
        confirmed_at timestamptz,
        last_step bigint
      );
      create table socle_recovery_code (
        user_id uuid not null references socle_user (id) on delete cascade,
        code_hash text not null,
        used_at timestamptz,
        primary key (user_id, code_hash)
      );
      create table socle_one_time_token (
        token_hash text primary key,
        purpose text not null check (purpose in ('secondFactor', 'passwordReset', 'emailChange')),
        user_id uuid not null references socle_user (id) on delete cascade,
        data jsonb not null default '{}',
        created_at timestamptz not null,
        expires_at timestamptz not null,
        used_at timestamptz
      );
      create index socle_one_time_token_user on socle_one_time_token (user_id, purpose);`);
    // Attempts come at the pace of an attacker: not worth the write-ahead log, and a crash may forget them.
    await sql(`
      create unlogged table socle_throttle (
        bucket text primary key,
        attempts integer not null,
        last_at timestamptz not null,
        blocked_until timestamptz
      );`);
    await sql(`
      alter table socle_workspace add column second_factor text not null default 'optional'
        check (second_factor in ('optional', 'administrators', 'everyone'));
      alter table socle_api_key add column kind text not null default 'key' check (kind in ('key', 'app'));`);
  },
  async down({ sql }) {
    await sql(`
      alter table socle_api_key drop column kind;
      alter table socle_workspace drop column second_factor;
      drop table socle_throttle, socle_one_time_token, socle_recovery_code, socle_second_factor;`);
  },
};
