import path from 'node:path';
import { describeModuleContract } from '@socle/plugin-sdk/testing';
import { GREETING } from './greetings/contract';
import { sendGreeting } from './greetings/server/use-cases/send-greeting';
import { serverModule } from './module.server';

describeModuleContract(serverModule, {
  packageDirectory: path.join(import.meta.dirname, '..'),
  dependencies: ['@socle/core'],
  async seed(ctx, { marker, api }) {
    const contact = await api('POST', '/contacts', { kind: 'person', lastName: marker });
    const contactId = String(contact.body.id);
    const greetingId = await sendGreeting(ctx, {
      contactId,
      language: 'fr',
      text: `Bonjour ${marker}`,
      customFields: {},
    });
    return { 'core.contact': contactId, [GREETING]: greetingId };
  },
});
