import { useActionData, useLoaderData } from '@remix-run/react';
import { redirect } from '@socle/plugin-sdk/server';
import { PageBody, PageHeader, Tabs, titleMeta, useRefusal, useT } from '@socle/plugin-sdk/web';
import { formAction, pageLoader } from '../../../routes.server';
import { CONTACT } from '../../contract';
import { contactInput } from '../../domain/contact-input';
import { contactFormOptions } from '../../server/queries/contact-page';
import { createContact } from '../../server/use-cases/create-contacts';
import { ContactForm } from '../components/contact-form';

export const loader = pageLoader('core.contact.create', async ({ ctx, url }) => ({
  kind: url.searchParams.get('kind') === 'company' ? ('company' as const) : ('person' as const),
  options: await contactFormOptions(ctx),
  title: ctx.t('core.contact.new'),
}));

export const action = formAction(
  { permission: 'core.contact.create', input: contactInput, record: CONTACT },
  async ({ ctx, input }) => redirect(`/contacts/${await createContact(ctx, input)}`),
);

export const meta = titleMeta<typeof loader>(({ title }) => title);

/** A new person or company. */
export default function ContactNew() {
  const t = useT();
  const { kind, options } = useLoaderData<typeof loader>();
  const refusal = useRefusal(useActionData());
  return (
    <>
      <PageHeader
        title={t('core.contact.new')}
        breadcrumb={[{ to: '/contacts', label: t('core.contact.many') }]}
        tabs={
          <Tabs
            label={t('core.contact.kind')}
            items={[
              {
                label: t('core.contact.person'),
                to: '/contacts/new',
                isCurrent: kind === 'person',
              },
              {
                label: t('core.contact.company'),
                to: '/contacts/new?kind=company',
                isCurrent: kind === 'company',
              },
            ]}
          />
        }
      />
      <PageBody width="form">
        <ContactForm
          key={kind}
          kind={kind}
          options={options}
          refusal={refusal}
          cancelTo="/contacts"
        />
      </PageBody>
    </>
  );
}
