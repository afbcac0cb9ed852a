import { useActionData, useLoaderData } from '@remix-run/react';
import { CONTACT } from '@socle/core/contract';
import { assignableMembers, redirect } from '@socle/plugin-sdk/server';
import { PageBody, PageHeader, titleMeta, useRefusal, useT } from '@socle/plugin-sdk/web';
import { formAction, pageLoader } from '../../../routes.server';
import { TICKET } from '../../contract';
import { ticketInput } from '../../domain/ticket';
import { openTicket } from '../../server/use-cases/open-ticket';
import { TicketForm } from '../components/ticket-form';

export const loader = pageLoader('ticketing.ticket.create', async ({ ctx, url }) => {
  const contactId = url.searchParams.get('contactId');
  const contact = contactId ? await ctx.records.find(CONTACT, contactId) : null;
  return {
    contact: contact ? { id: contact.id, title: String(contact.name) } : null,
    members: await assignableMembers(ctx),
    title: ctx.t('ticketing.ticket.new'),
  };
});

export const action = formAction(
  { permission: 'ticketing.ticket.create', input: ticketInput, record: TICKET },
  async ({ ctx, input }) => redirect(`/tickets/${await openTicket(ctx, input)}`),
);

export const meta = titleMeta<typeof loader>(({ title }) => title);

/** Opens a ticket. */
export default function TicketNew() {
  const t = useT();
  const { contact, members } = useLoaderData<typeof loader>();
  const refusal = useRefusal(useActionData());
  return (
    <>
      <PageHeader
        title={t('ticketing.ticket.new')}
        breadcrumb={[{ to: '/tickets', label: t('ticketing.ticket.many') }]}
      />
      <PageBody width="form">
        <TicketForm
          contact={contact}
          members={members}
          refusal={refusal}
          submitLabel={t('ticketing.ticket.create')}
          cancelTo={contact ? `/contacts/${contact.id}` : '/tickets'}
        />
      </PageBody>
    </>
  );
}
