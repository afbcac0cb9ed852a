import { useActionData, useLoaderData } from '@remix-run/react';
import { assignableMembers, idParam, redirect } from '@socle/plugin-sdk/server';
import { PageBody, PageHeader, titleMeta, useRefusal, useT } from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { formAction, pageLoader } from '../../../routes.server';
import { TICKET } from '../../contract';
import { ticketPatch } from '../../domain/ticket';
import { ticketPage } from '../../server/queries/ticket-pages';
import { updateTicket } from '../../server/use-cases/update-ticket';
import { TicketForm } from '../components/ticket-form';

export const loader = pageLoader('ticketing.ticket.update', async ({ ctx, params }) => {
  const ticket = await ticketPage(ctx, idParam(params));
  return { ticket, members: await assignableMembers(ctx) };
});

// `strip`: a form also posts what belongs to the browser, such as the text of the contact's field.
const editInput = ticketPatch.extend({ version: z.coerce.number().int() }).strip();

export const action = formAction(
  { permission: 'ticketing.ticket.update', input: editInput, record: TICKET },
  async ({ ctx, params, input: { version, ...patch } }) => {
    const id = idParam(params);
    await updateTicket(ctx, id, patch, version);
    return redirect(`/tickets/${id}`);
  },
);

export const meta = titleMeta<typeof loader>(({ ticket }) => ticket.subject);

/** Changes to a ticket. */
export default function TicketEdit() {
  const t = useT();
  const { ticket, members } = useLoaderData<typeof loader>();
  const refusal = useRefusal(useActionData());
  const back = `/tickets/${ticket.id}`;
  return (
    <>
      <PageHeader
        title={t('ticketing.ticket.edit')}
        breadcrumb={[
          { to: '/tickets', label: t('ticketing.ticket.many') },
          { to: back, label: ticket.number },
        ]}
      />
      <PageBody width="form">
        <TicketForm
          ticket={ticket}
          contact={{ id: ticket.contactId, title: ticket.contactName }}
          members={members}
          refusal={refusal}
          submitLabel={t('ticketing.ticket.save')}
          cancelTo={back}
        />
      </PageBody>
    </>
  );
}
