import type { Filter, ListQuery } from '@socle/plugin-sdk';
import { type Ctx, exportPath } from '@socle/plugin-sdk/server';
import { CONTACT, CONTACT_ROLES, type ContactKind } from '../../contract';
import type { LabelledValue } from '../../domain/contact';

/** One line of the contact list. */
export interface ContactListRow {
  id: string;
  kind: ContactKind;
  name: string;
  jobTitle: string;
  /** First company the person works at. */
  company: string | null;
  email: string | null;
  phone: string | null;
  roles: string[];
  tags: string[];
  updatedAt: Date;
}

/** The state of the list, which is the state of its URL. */
export interface ContactListState {
  q: string;
  kind: string;
  role: string;
  tag: string;
  archived: string;
  import: string;
  sort: string;
}

const PAGE = 50;

/** Reads the list's state from its URL; unknown values count as not given. */
export function contactListState(search: URLSearchParams): ContactListState {
  const one = (name: string, allowed?: readonly string[]): string => {
    const value = search.get(name) ?? '';
    return !allowed || allowed.includes(value) ? value : '';
  };
  return {
    q: one('q').slice(0, 200),
    kind: one('kind', ['person', 'company']),
    role: one('role', CONTACT_ROLES),
    tag: one('tag'),
    archived: one('archived', ['archived', 'all']),
    import: one('importId'),
    sort:
      one('sort', ['name', '-name', 'updatedAt', '-updatedAt', 'createdAt', '-createdAt']) ||
      'name',
  };
}

function toQuery(state: ContactListState): ListQuery {
  const conditions: Filter[] = [];
  if (state.kind) conditions.push({ field: 'kind', op: 'eq', value: state.kind });
  if (state.role) conditions.push({ field: 'roles', op: 'has', value: state.role });
  if (state.tag) conditions.push({ field: 'tags', op: 'has', value: state.tag });
  if (state.import) conditions.push({ field: 'importId', op: 'eq', value: state.import });
  return {
    sort: state.sort,
    limit: PAGE,
    archived: state.archived === 'archived' || state.archived === 'all' ? state.archived : 'active',
    ...(state.q ? { q: state.q } : {}),
    ...(conditions.length > 0 ? { filter: { and: conditions } } : {}),
  };
}

/** One page of the list in two statements, whatever the number of rows. */
export async function contactListPage(ctx: Ctx, state: ContactListState, cursor: string | null) {
  const query = toQuery(state);
  const page = await ctx.records.list(CONTACT, {
    ...query,
    ...(cursor ? { cursor } : {}),
  });
  const companies = await firstCompanies(
    ctx,
    page.rows.map((row) => row.id),
  );
  const first = (values: unknown): string | null => (values as LabelledValue[])[0]?.value ?? null;
  const rows = page.rows.map(
    (row): ContactListRow => ({
      id: row.id,
      kind: row.kind as ContactKind,
      name: String(row.name),
      jobTitle: String(row.jobTitle),
      company: companies.get(row.id) ?? null,
      email: first(row.emails),
      phone: first(row.phones),
      roles: row.roles as string[],
      tags: row.tags as string[],
      updatedAt: row.updatedAt,
    }),
  );
  return {
    rows,
    nextCursor: page.nextCursor,
    previousCursor: page.previousCursor,
    exportHref: exportPath(ctx, CONTACT, query),
  };
}

async function firstCompanies(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await ctx.query<{ id: string; name: string }>(
    `select distinct on (l.contact_id) l.contact_id as id, c.name
     from core_contact_link l join core_contact c on c.workspace_id = l.workspace_id and c.id = l.company_id
     where l.workspace_id = $1 and l.contact_id = any($2::uuid[]) and l.kind = 'works_at' and l.ends_on is null
     order by l.contact_id, l.created_at, l.id`,
    [ctx.workspace.id, ids],
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Whether the workspace has any contact at all; decides which empty state is shown. */
export async function hasContacts(ctx: Ctx): Promise<boolean> {
  const rows = await ctx.query('select 1 from core_contact where workspace_id = $1 limit 1', [
    ctx.workspace.id,
  ]);
  return rows.length > 0;
}
