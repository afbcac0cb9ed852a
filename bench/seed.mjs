/** Fills the contact tables by plain SQL. */
export async function seed(pool, workspace, rows) {
  await pool.query(
    `insert into core_contact (workspace_id, id, created_at, updated_at, kind, name, first_name, last_name, job_title, emails, phones, tags, search_text)
     select $1, gen_random_uuid(), now() - n * interval '1 minute', now(), case when n % 3 = 0 then 'company' else 'person' end,
       first || ' ' || last || ' ' || n, first, last, 'Acheteur',
       jsonb_build_array(jsonb_build_object('value', lower(first) || n || '@exemple.fr', 'label', 'work')), '[]', '{}',
       ' ' || lower(first || ' ' || last || ' ' || n || ' ' || first || n || '@exemple fr') || ' '
     from (select n, (array['Camille','Lea','Hugo','Ines','Louis','Manon','Jules','Zoe'])[1 + n % 8] as first,
             (array['Martin','Bernard','Dubois','Moreau','Lefevre','Garcia','Roux','Faure','Petit','Durand'])[1 + (n / 8) % 10] || chr(97 + (n / 80) % 26) as last
           from generate_series(1, $2::int) n) s`,
    [workspace, rows],
  );
}
