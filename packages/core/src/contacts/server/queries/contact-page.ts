import type { RecordRow } from '@socle/plugin-sdk';
import {
  assignableMembers,
  type Ctx,
  memberNames,
  readTimeline,
  type TimelinePage,
} from '@socle/plugin-sdk/server';
import { CONTACT } from '../../contract';
import type { ContactFacts } from '../../domain/contact';
import { contactRecord } from '../../manifest';
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
  const contact = await shownContact(ctx, id);
  return {
    contact,
    links: await contactLinks(ctx, id),
    timeline: await contactTimeline(ctx, id, timeline),
    customFields: await ctx.customFields.list(CONTACT),
    owner: (await memberNames(ctx, [contact.ownerId])).get(contact.ownerId ?? '') ?? null,
    can: {
      update: ctx.reaches('core.contact.update', CONTACT, contact),
      archive: ctx.reaches('core.contact.archive', CONTACT, contact),
    },
  };
}

/** A contact as the caller may see it. Throws notFound. */
export const shownContact = async (ctx: Ctx, id: string): Promise<ShownContact> =>
  (await ctx.records.get(CONTACT, id)) as ShownContact;

export type ShownContact = RecordRow & ContactFacts;

/** What the form needs besides the contact itself. */
export async function contactFormOptions(ctx: Ctx) {
  return {
    customFields: await ctx.customFields.list(CONTACT),
    members: await assignableMembers(ctx),
    tags: (
      await ctx.query<{ tag: string }>(
        `select tag from core_contact, unnest(tags) as tag
         where workspace_id = $1 and updated_at > $2 group by tag order by count(*) desc, tag limit 30`,
        [ctx.workspace.id, new Date(ctx.now().getTime() - 180 * 86_400_000)],
      )
    ).map((row) => row.tag),
  };
}
