import type { Ctx } from '@socle/plugin-sdk/server';

/** Numbers of a contact's open tickets, at most five, the oldest first. */
export async function openTicketNumbers(ctx: Ctx, contactId: string): Promise<string[]> {
  const rows = await ctx.query<{ number: string }>(
    `select number from ticketing_ticket
     where workspace_id = $1 and contact_id = $2 and status = 'open' and archived_at is null
     order by created_at, id limit 5`,
    [ctx.workspace.id, contactId],
  );
  return rows.map(({ number }) => number);
}
