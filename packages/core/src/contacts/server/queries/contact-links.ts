import type { Ctx } from '@socle/plugin-sdk/server';

/** One link as seen from a contact: the other end, and what it is there. */
export interface LinkedContact {
  linkId: string;
  contactId: string;
  name: string;
  kind: 'person' | 'company';
  link: 'works_at' | 'subsidiary_of' | 'site_of';
  role: string;
  startsOn: string | null;
  endsOn: string | null;
}

/** Companies of a contact, and the people and companies of a company; current links first. */
export async function contactLinks(
  ctx: Ctx,
  contactId: string,
): Promise<{ companies: LinkedContact[]; members: LinkedContact[] }> {
  const read = (own: 'contact_id' | 'company_id', other: 'contact_id' | 'company_id') =>
    ctx.query<LinkedContact>(
      `select l.id as "linkId", c.id as "contactId", c.name, c.kind, l.kind as link, l.role, l.starts_on as "startsOn", l.ends_on as "endsOn"
       from core_contact_link l join core_contact c on c.workspace_id = l.workspace_id and c.id = l.${other}
       where l.workspace_id = $1 and l.${own} = $2 and c.archived_at is null
       order by l.ends_on is not null, c.name, c.id limit 200`,
      [ctx.workspace.id, contactId],
    );
  return {
    companies: await read('contact_id', 'company_id'),
    members: await read('company_id', 'contact_id'),
  };
}

/** Companies of many contacts at once, as the API gives them. */
export async function companiesOf(ctx: Ctx, contactIds: readonly string[]) {
  const rows = await ctx.query<{
    ownerId: string;
    contactId: string;
    role: string;
    from: string | null;
    to: string | null;
  }>(
    `select l.contact_id as "ownerId", c.id as "contactId", l.role, l.starts_on as "from", l.ends_on as "to"
     from core_contact_link l join core_contact c on c.workspace_id = l.workspace_id and c.id = l.company_id
     where l.workspace_id = $1 and l.contact_id = any($2::uuid[]) order by l.created_at, l.id`,
    [ctx.workspace.id, contactIds],
  );
  const byContact = new Map<string, Omit<(typeof rows)[number], 'ownerId'>[]>();
  for (const { ownerId, ...company } of rows)
    byContact.set(ownerId, [...(byContact.get(ownerId) ?? []), company]);
  return byContact;
}
