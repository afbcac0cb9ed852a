import type { Migration } from '../../server/migration';

/** Who changed what: rows are added and sealed into a chain, and never change again. */
export const auditMigration: Migration = {
  id: '009-audit',
  async up({ sql, createTable }) {
    await createTable(
      'socle_audit',
      `id uuid not null, occurred_at timestamptz not null, user_id uuid, impersonator_id uuid,
       actor_name text not null default '', via text not null, action text not null,
       record_type text, record_id text, title text, before jsonb, after jsonb, request_id text,
       seq bigint, hash text`,
      { key: ['id'], checks: 'check ((seq is null) = (hash is null))' },
    );
    await createTable(
      'socle_audit_head',
      `seq bigint not null default 0, hash text not null default '', sealed_at timestamptz,
       checked_at timestamptz, checked_seq bigint, problem jsonb`,
      { key: [] },
    );
    await sql(`
      create index socle_audit_recent on socle_audit (workspace_id, occurred_at desc, id desc);
      create index socle_audit_record on socle_audit (workspace_id, record_id, occurred_at desc, id desc);
      create unique index socle_audit_seq on socle_audit (workspace_id, seq) where seq is not null;
      create index socle_audit_unsealed on socle_audit (workspace_id, occurred_at, id) where seq is null;`);
    await sql(`
      create function socle_audit_stands() returns trigger language plpgsql as $$
      declare
        sealed socle_audit;
      begin
        if tg_op = 'UPDATE' then
          sealed := old;
          sealed.seq := new.seq;
          sealed.hash := new.hash;
          -- By the bytes: 1.0 in place of 1 would be equal, and no longer what was written.
          if old.seq is null and new.seq is not null and not (new *<> sealed) then
            return new;
          end if;
        elsif tg_op = 'DELETE' then
          -- With a workspace goes all it had; until then nothing of its trail does.
          if not exists (select 1 from socle_workspace w where w.id = old.workspace_id) then
            return old;
          end if;
        end if;
        raise exception 'The audit trail is never changed, only added to.' using errcode = '42501';
      end $$;
      create trigger stands before update or delete on socle_audit
        for each row execute function socle_audit_stands();
      create trigger stands_whole before truncate on socle_audit
        for each statement execute function socle_audit_stands();`);
    // What createTable granted to the application, less everything but reading and adding unsealed rows.
    await sql(`
      do $$
      declare
        grantee text;
      begin
        for grantee in
          select distinct pg_get_userbyid(acl.grantee) from pg_class c, aclexplode(c.relacl) acl
          where c.oid = 'socle_audit'::regclass and acl.grantee not in (c.relowner, 0)
        loop
          execute format('revoke insert, update, delete on socle_audit, socle_audit_head from %I', grantee);
          execute format('grant insert (workspace_id, id, occurred_at, user_id, impersonator_id, actor_name,
            via, action, record_type, record_id, title, before, after, request_id) on socle_audit to %I', grantee);
        end loop;
      end $$;`);
  },
  async down({ sql, dropTable }) {
    await dropTable('socle_audit_head');
    await dropTable('socle_audit');
    await sql('drop function socle_audit_stands()');
  },
};
