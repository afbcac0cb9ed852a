const COLUMNS = `id, version, created_at as "createdAt", updated_at as "updatedAt", archived_at as "archivedAt", custom_fields as "customFields",
  kind, name, first_name as "firstName", last_name as "lastName", job_title as "jobTitle", roles, emails, phones, addresses, website, tags,
  birthday, language, siren, siret, vat_number as "vatNumber", external_id as "externalId", aliases, owner_id as "ownerId"`;

const COMPANIES = `select contact_id as "ownerId", company_id as "contactId", role, starts_on as "from", ends_on as "to"
  from core_contact_link where workspace_id = $1 and contact_id = any($2::uuid[])`;

/**
 * The measured requests, each with the statements any correct answer needs. `sql` runs in order, with
 * `values` alongside; the floors run exactly these and serialise the first one's rows.
 */
export async function queries(pool, workspace) {
  const list = `select ${COLUMNS} from core_contact where workspace_id = $1 and archived_at is null and kind = 'company'
    order by created_at desc, id desc limit 51`;
  const { rows } = await pool.query(list, [workspace]);
  const ids = rows.slice(0, 50).map((row) => row.id);
  const one = rows[20];
  const [word] = one.name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((w) => w.length > 4)
    .slice(-1);
  const search = word ?? 'martin';
  return {
    list: {
      path: '/api/v1/contacts?kind=company&sort=-createdAt&limit=50',
      requests: 100,
      sql: [list, COMPANIES],
      values: [[workspace], [workspace, ids]],
    },
    search: {
      path: `/api/v1/contacts?q=${encodeURIComponent(search)}&limit=50`,
      requests: 100,
      sql: [
        `select ${COLUMNS} from core_contact where workspace_id = $1 and archived_at is null
           and id in (select id from core_contact where workspace_id = $1 and search_text like $2) order by name, id limit 51`,
        COMPANIES,
      ],
      values: [
        [workspace, `%${search}%`],
        [workspace, ids],
      ],
    },
    record: {
      path: `/api/v1/contacts/${one.id}`,
      requests: 200,
      sql: [`select ${COLUMNS} from core_contact where workspace_id = $1 and id = $2`, COMPANIES],
      values: [
        [workspace, one.id],
        [workspace, [one.id]],
      ],
    },
  };
}
