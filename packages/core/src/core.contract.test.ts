import path from 'node:path';
import { describeModuleContract } from '@socle/plugin-sdk/testing';
import { CONTACT } from './contacts/contract';
import { contactInput } from './contacts/domain/contact-input';
import { addNote } from './contacts/server/use-cases/add-note';
import { createContact } from './contacts/server/use-cases/create-contacts';
import { linkContact, linkInput } from './contacts/server/use-cases/link-contact';
import { seedImport } from './imports/server/import-run.test-support';
import { serverModule } from './module.server';

describeModuleContract(serverModule, {
  packageDirectory: path.join(import.meta.dirname, '..'),
  async seed(ctx, { marker, number }) {
    const companyId = await createContact(
      ctx,
      contactInput.parse({
        kind: 'company',
        name: `Société ${marker} ${number}`,
        tags: [marker],
        addresses: [{ street: `1 rue ${marker}`, city: marker, country: 'FR' }],
      }),
    );
    const personId = await createContact(
      ctx,
      contactInput.parse({
        kind: 'person',
        firstName: marker,
        lastName: `Durand ${number}`,
        jobTitle: marker,
        emails: [{ value: `${marker}.${number}@exemple.fr`, label: 'work' }],
        phones: [{ value: `+336${String(number).padStart(8, '0')}`, label: 'mobile' }],
        language: 'fr',
        externalId: `${marker}-${number}`,
      }),
    );
    await linkContact(ctx, personId, linkInput.parse({ companyId, role: marker }));
    await addNote(ctx, personId, { text: `Note ${marker}` });
    return { [CONTACT]: personId, 'core.import': await seedImport(ctx, marker) };
  },
});
