import { useActionData, useLoaderData } from '@remix-run/react';
import { forbidden } from '@socle/plugin-sdk/primitives';
import { idParam, redirect } from '@socle/plugin-sdk/server';
import { PageBody, PageHeader, titleMeta, useRefusal, useT } from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { formAction, pageLoader } from '../../../routes.server';
import { CONTACT } from '../../contract';
import { contactInput } from '../../domain/contact-input';
import { contactFormOptions, shownContact } from '../../server/queries/contact-page';
import { updateContact } from '../../server/use-cases/update-contact';
import { ContactForm } from '../components/contact-form';

export const loader = pageLoader('core.contact.update', async ({ ctx, params }) => {
  const id = idParam(params);
  const contact = await shownContact(ctx, id);
  if (!ctx.reaches('core.contact.update', CONTACT, contact)) throw forbidden('core.contact.update');
  return { contact, options: await contactFormOptions(ctx), title: contact.name };
});

const editInput = contactInput.safeExtend({ version: z.coerce.number().int() });

export const action = formAction(
  { permission: 'core.contact.update', input: editInput, record: CONTACT },
  async ({ ctx, params, input }) => {
    const id = idParam(params);
    const { version, kind: _, ...posted } = input;
    const before = await ctx.records.get(CONTACT, id);
    // The form shows a part of the record: what it does not show stays as it is.
    const { externalId, language, aliases, birthday, siren, siret, vatNumber, ...shared } = posted;
    const own = before.kind === 'company' ? { externalId, siren, siret, vatNumber } : { birthday };
    await updateContact(ctx, id, { ...shared, ...own }, version);
    return redirect(`/contacts/${id}`);
  },
);

export const meta = titleMeta<typeof loader>(({ title }) => title);

/** Changes to a contact. */
export default function ContactEdit() {
  const t = useT();
  const { contact, options } = useLoaderData<typeof loader>();
  const refusal = useRefusal(useActionData());
  const back = `/contacts/${contact.id}`;
  return (
    <>
      <PageHeader
        title={t('core.contact.edit')}
        breadcrumb={[
          { to: '/contacts', label: t('core.contact.many') },
          { to: back, label: contact.name },
        ]}
      />
      <PageBody width="form">
        <ContactForm
          kind={contact.kind}
          contact={contact}
          options={options}
          refusal={refusal}
          cancelTo={back}
        />
      </PageBody>
    </>
  );
}
