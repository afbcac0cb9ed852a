import type { Migration } from '../../server/migration';

/** Other ways in than a password: a company's own sign-in (OpenID Connect), and passkeys (WebAuthn). */
export const singleSignOnMigration: Migration = {
  id: '008-single-sign-on',
  async up({ sql }) {
    // Closed to the application role, the sealed secret included. No role: only members get in.
    await sql(`
      create table socle_sso_provider (
        workspace_id uuid not null references socle_workspace (id) on delete cascade,
        id uuid not null,
        name text not null,
        issuer text not null,
        client_id text not null,
        client_secret_sealed text not null,
        domains text[] not null default '{}',
        role text check (role in ('admin', 'manager', 'member', 'reader')),
        role_id uuid,
        is_required boolean not null default false,
        version integer not null default 1,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        primary key (workspace_id, id)
      );
      alter table socle_sso_provider enable row level security;
      create unique index socle_sso_provider_id on socle_sso_provider (id);
      create unique index socle_sso_provider_name on socle_sso_provider (workspace_id, lower(name));
      create table socle_identity_link (
        issuer text not null,
        subject text not null,
        user_id uuid not null references socle_user (id) on delete cascade,
        created_at timestamptz not null,
        last_used_at timestamptz not null,
        primary key (issuer, subject)
      );
      create index socle_identity_link_user on socle_identity_link (user_id);`);
    // A challenge is found by the hash of its value and deleted by whoever answers it first.
    await sql(`
      create table socle_passkey (
        id uuid primary key,
        user_id uuid not null references socle_user (id) on delete cascade,
        credential_id text not null unique,
        public_key bytea not null,
        counter bigint not null,
        transports text[] not null default '{}',
        name text not null,
        is_backed_up boolean not null,
        created_at timestamptz not null,
        last_used_at timestamptz
      );
      create index socle_passkey_user on socle_passkey (user_id);
      create table socle_passkey_challenge (
        challenge_hash text primary key,
        purpose text not null check (purpose in ('add', 'signIn', 'confirm')),
        user_id uuid references socle_user (id) on delete cascade,
        expires_at timestamptz not null
      );
      create index socle_passkey_challenge_end on socle_passkey_challenge (expires_at);`);
  },
  async down({ sql }) {
    await sql(
      'drop table socle_passkey_challenge, socle_passkey, socle_identity_link, socle_sso_provider',
    );
  },
};
