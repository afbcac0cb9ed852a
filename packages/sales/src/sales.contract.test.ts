import path from 'node:path';
import { describeModuleContract } from '@socle/plugin-sdk/testing';
import { DEAL } from './deals/contract';
import { dealInput } from './deals/domain/deal';
import { createDeal } from './deals/server/use-cases/create-deal';
import { serverModule } from './module.server';

describeModuleContract(serverModule, {
  packageDirectory: path.join(import.meta.dirname, '..'),
  dependencies: ['@socle/core'],
  async seed(ctx, { marker, api }) {
    const contact = await api('POST', '/contacts', { kind: 'company', name: `Société ${marker}` });
    const contactId = String(contact.body.id);
    const dealId = await createDeal(
      ctx,
      dealInput.parse({
        name: `Affaire ${marker}`,
        contactId,
        amount: '1250.50',
        expectedCloseOn: '2026-06-30',
      }),
    );
    return { 'core.contact': contactId, [DEAL]: dealId };
  },
});
