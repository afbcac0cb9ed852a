import { contactDirectory } from '@socle/core/contract';
import type { ListQuery, Refusal } from '@socle/plugin-sdk';
import { localDateIn } from '@socle/plugin-sdk/primitives';
import type { Ctx } from '@socle/plugin-sdk/server';
import { manifest } from '../../../manifest';
import { GREETING } from '../../contract';

/** One line of the list. */
export interface ListedGreeting {
  id: string;
  text: string;
  contactId: string;
  contactName: string;
  sentOn: string;
}

/** A page of greetings with the names of their contacts: two statements however many rows. */
export async function listGreetings(ctx: Ctx, query: ListQuery) {
  const { rows, nextCursor, previousCursor } = await ctx.records.list(GREETING, query);
  const names = await contactNames(
    ctx,
    rows.map((row) => String(row.contactId)),
  );
  const greetings = rows.map(
    (row): ListedGreeting => ({
      id: row.id,
      text: String(row.text),
      contactId: String(row.contactId),
      contactName: names.get(String(row.contactId)) ?? '',
      sentOn: String(row.sentOn),
    }),
  );
  return { greetings, nextCursor, previousCursor };
}

/** Names by id; those the caller may not see are left out. */
export async function contactNames(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  return (await ctx.port(contactDirectory)?.names(ids)) ?? new Map();
}

/** How often a contact was greeted, and the last few times. */
export async function greetingsOf(ctx: Ctx, contactId: string) {
  const latest = await ctx.query<{ id: string; text: string; sentOn: string }>(
    `select id, text, sent_on as "sentOn" from hello_greeting
     where workspace_id = $1 and contact_id = $2 and archived_at is null order by sent_on desc, id desc limit 3`,
    [ctx.workspace.id, contactId],
  );
  const [row] = await ctx.query<{ count: string }>(
    'select count(*) as count from hello_greeting where workspace_id = $1 and contact_id = $2 and archived_at is null',
    [ctx.workspace.id, contactId],
  );
  return { count: Number(row?.count ?? 0), latest: ctx.mask(GREETING, latest) };
}

/** Keeps core from archiving a contact that was greeted today, when the workspace wants it so. */
export async function refuseWhenGreetedToday(
  ctx: Ctx,
  { contactId }: { contactId: string },
): Promise<Refusal | null> {
  const { keepsGreetedContacts } = await ctx.settings(manifest);
  if (!keepsGreetedContacts) return null;
  const today = localDateIn(ctx.now(), ctx.timeZone);
  // Whoever asks: a greeting counts also where only a colleague may see it.
  const [found] = await ctx.unrestricted(() =>
    ctx.query(
      'select id from hello_greeting where workspace_id = $1 and contact_id = $2 and sent_on = $3 limit 1',
      [ctx.workspace.id, contactId, today],
    ),
  );
  return found ? { code: 'hello.error.greetedToday' } : null;
}
