import path from 'node:path';
import { describeModuleContract } from '@socle/plugin-sdk/testing';
import { serverModule } from './module.server';
import { TICKET } from './tickets/contract';
import { ticketInput } from './tickets/domain/ticket';
import { addNote } from './tickets/server/use-cases/add-note';
import { openTicket } from './tickets/server/use-cases/open-ticket';

describeModuleContract(serverModule, {
  packageDirectory: path.join(import.meta.dirname, '..'),
  dependencies: ['@socle/core'],
  async seed(ctx, { marker, api }) {
    const contact = await api('POST', '/contacts', { kind: 'company', name: `Société ${marker}` });
    const contactId = String(contact.body.id);
    const ticketId = await openTicket(
      ctx,
      ticketInput.parse({
        subject: `Panne ${marker}`,
        description: `Plus de lumière chez ${marker}`,
        contactId,
        assigneeId: ctx.actor.userId,
      }),
    );
    await addNote(ctx, ticketId, { text: `Rappeler ${marker}` });
    return { 'core.contact': contactId, [TICKET]: ticketId };
  },
});
