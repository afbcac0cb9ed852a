import { type Ctx, isId } from '@socle/plugin-sdk/server';
import type { ContactDirectory } from '../../contract';

/** The directory as other modules use it. */
export const createContactDirectory = (ctx: Ctx): ContactDirectory => ({
  async names(ids) {
    const rows = await ctx.query<{ id: string; name: string }>(
      'select id, name from core_contact where workspace_id = $1 and id = any($2::uuid[])',
      // A reference that is hidden from the caller comes as nothing.
      [ctx.workspace.id, ids.filter(isId)],
    );
    return new Map(rows.map((row) => [row.id, row.name]));
  },
  findByEmail: (address) =>
    ctx.query<{ id: string; name: string }>(
      `select c.id, c.name from core_contact_key k
       join core_contact c on c.workspace_id = k.workspace_id and c.id = k.contact_id
       where k.workspace_id = $1 and k.kind = 'email' and k.value = lower($2) and c.archived_at is null order by c.created_at limit 20`,
      [ctx.workspace.id, address.trim()],
    ),
});
