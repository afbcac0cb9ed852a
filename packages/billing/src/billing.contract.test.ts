import path from 'node:path';
import { describeModuleContract } from '@socle/plugin-sdk/testing';
import { serverModule } from './module.server';
import { PROFILE } from './profiles/contract';
import { profileInput } from './profiles/domain/profile';
import { createProfile } from './profiles/server/use-cases/create-profile';

describeModuleContract(serverModule, {
  packageDirectory: path.join(import.meta.dirname, '..'),
  dependencies: ['@socle/core'],
  async seed(ctx, { marker, api }) {
    const contact = await api('POST', '/contacts', { kind: 'company', name: `Société ${marker}` });
    const contactId = String(contact.body.id);
    const profileId = await createProfile(
      ctx,
      profileInput.parse({
        contactId,
        legalName: `Société ${marker} SAS`,
        siren: '732829320',
        street: `1 rue ${marker}`,
        postalCode: '44000',
        city: marker,
        email: `factures@${marker}.example`,
      }),
    );
    return { 'core.contact': contactId, [PROFILE]: profileId };
  },
});
