import { AppError, invalid } from '@socle/plugin-sdk/primitives';
import { type Ctx, newId, zId, zOptionalDate, zText } from '@socle/plugin-sdk/server';
import { z } from 'zod';
import { CONTACT } from '../../contract';
import { Contact, ContactLink, type ContactLinkRow } from '../entities';

export const linkInput = z
  .object({
    companyId: zId(),
    kind: z.enum(['works_at', 'subsidiary_of', 'site_of']).default('works_at'),
    role: zText(150).default(''),
    startsOn: zOptionalDate(),
    endsOn: zOptionalDate(),
  })
  .refine((link) => !link.startsOn || !link.endsOn || link.endsOn >= link.startsOn, {
    path: ['endsOn'],
    error: 'core.contact.error.endBeforeStart',
  });

/**
 * Links a person to a company, or a company to the one it belongs to. Throws invalid when the target is
 * not a company, when a company would belong to itself through others, or has another parent.
 */
export async function linkContact(
  ctx: Ctx,
  contactId: string,
  input: z.output<typeof linkInput>,
): Promise<string> {
  ctx.require('core.contact.update');
  const contact = await ctx.repo(Contact).get({ id: contactId });
  ctx.requireReach('core.contact.update', CONTACT, contact);
  const company = await ctx.repo(Contact).findOne({ id: input.companyId });
  if (company?.kind !== 'company')
    throw invalid([{ field: 'companyId', code: 'core.contact.error.notACompany' }]);
  if (contact.id === company.id)
    throw invalid([{ field: 'companyId', code: 'core.contact.error.ownParent' }]);
  if ((contact.kind === 'person') !== (input.kind === 'works_at')) {
    throw invalid([{ field: 'kind', code: 'core.contact.error.linkKind' }]);
  }
  if (input.kind !== 'works_at') await refuseCycle(ctx, contactId, input.companyId);
  const link: Omit<ContactLinkRow, 'workspaceId'> = {
    id: newId(),
    contactId,
    ...input,
    createdAt: ctx.now(),
  };
  await ctx.repo(ContactLink).insert(link);
  return link.id;
}

/** Ends a link as if it had never been; the past is kept by giving it an end date instead. */
export async function unlinkContact(ctx: Ctx, contactId: string, linkId: string): Promise<void> {
  ctx.require('core.contact.update');
  const contact = await ctx.repo(Contact).get({ id: contactId });
  ctx.requireReach('core.contact.update', CONTACT, contact);
  await ctx.repo(ContactLink).remove({ id: linkId, contactId });
}

// Two links made at once could close a circle that neither sees: writers of the tree take turns.
async function refuseCycle(ctx: Ctx, childId: string, parentId: string): Promise<void> {
  await ctx.query(`select pg_advisory_xact_lock(hashtextextended('core_contact_link ' || $1, 0))`, [
    ctx.workspace.id,
  ]);
  const [parent] = await ctx
    .repo(ContactLink)
    .find({ contactId: childId })
    .then((links) => links.filter((l) => l.kind !== 'works_at' && !l.endsOn));
  if (parent) throw new AppError('conflict', 'core.contact.error.hasParent');
  const ancestors = await ctx.query<{ id: string }>(
    `with recursive up as (
       select $2::uuid as id
       union
       select l.company_id from core_contact_link l join up on up.id = l.contact_id
       where l.workspace_id = $1 and l.kind in ('subsidiary_of', 'site_of') and l.ends_on is null
     ) select id from up where id = $3`,
    [ctx.workspace.id, parentId, childId],
  );
  if (ancestors.length > 0)
    throw invalid([{ field: 'companyId', code: 'core.contact.error.companyCycle' }]);
}
