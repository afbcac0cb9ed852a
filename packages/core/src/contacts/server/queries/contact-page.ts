import { type Ctx, readTimeline, type TimelinePage } from '@socle/plugin-sdk/server';
import { CONTACT } from '../../contract';
import { contactRecord } from '../../manifest';
import { Contact } from '../entities';
import { contactLinks } from './contact-links';

/** A contact's history with the changed fields named in the reader's language. */
export async function contactTimeline(
  ctx: Ctx,
  contactId: string,
  options: { cursor?: string | null; kind?: string | null } = {},
): Promise<TimelinePage> {
  const page = await readTimeline(ctx, { type: CONTACT, id: contactId }, options);
  return {
    ...page,
    entries: page.entries.map((entry) =>
      typeof entry.data.fields === 'string'
        ? {
            ...entry,
            text: ctx.t('core.timeline.contact.updated', {
              fields: fieldNames(ctx, entry.data.fields),
            }),
          }
        : entry,
    ),
  };
}

const labels: Record<string, { label: string }> = contactRecord.fields;

function fieldNames(ctx: Ctx, names: string): string {
  return names
    .split(', ')
    .map((name) =>
      name === 'customFields'
        ? ctx.t('core.contact.customFields')
        : labels[name]
          ? ctx.t(labels[name].label)
          : name,
    )
    .join(', ');
}

/** Everything the page of a contact shows, except what other modules bring. Throws notFound. */
export async function contactPage(
  ctx: Ctx,
  id: string,
  timeline: { cursor?: string | null; kind?: string | null },
) {
  await ctx.records.get(CONTACT, id);
  const contact = await ctx.repo(Contact).get({ id });
  const { workspaceId: _, searchText: __, ...shown } = contact;
  return {
    contact: shown,
    links: await contactLinks(ctx, id),
    timeline: await contactTimeline(ctx, id, timeline),
    customFields: await ctx.customFields.list(CONTACT),
    owner: await memberName(ctx, contact.ownerId),
    can: { update: ctx.can('core.contact.update'), archive: ctx.can('core.contact.archive') },
  };
}

async function memberName(ctx: Ctx, userId: string | null): Promise<string | null> {
  if (!userId) return null;
  const [member] = await ctx.query<{ name: string }>(
    'select name from socle_member where user_id = $1',
    [userId],
  );
  return member?.name ?? null;
}

/** What the form needs besides the contact itself. */
export async function contactFormOptions(ctx: Ctx) {
  return {
    customFields: await ctx.customFields.list(CONTACT),
    members: await ctx.query<{ id: string; name: string }>(
      'select user_id as id, name from socle_member where disabled_at is null order by name limit 500',
    ),
    tags: (
      await ctx.query<{ tag: string }>(
        `select tag from core_contact, unnest(tags) as tag
         where workspace_id = $1 and updated_at > $2 group by tag order by count(*) desc, tag limit 30`,
        [ctx.workspace.id, new Date(ctx.now().getTime() - 180 * 86_400_000)],
      )
    ).map((row) => row.tag),
  };
}
