import { useActionData, useLoaderData } from '@remix-run/react';
import { CONTACT } from '@socle/core/contract';
import { assignableMembers, redirect } from '@socle/plugin-sdk/server';
import {
  Columns,
  Combobox,
  DateField,
  MemberField,
  NumberField,
  PageBody,
  PageHeader,
  RecordForm,
  TextField,
  titleMeta,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { formAction, pageLoader } from '../../../routes.server';
import { DEAL } from '../../contract';
import { dealInput } from '../../domain/deal';
import { createDeal } from '../../server/use-cases/create-deal';

export const loader = pageLoader('sales.deal.create', async ({ ctx, url }) => {
  const contactId = url.searchParams.get('contactId');
  const contact = contactId ? await ctx.records.find(CONTACT, contactId) : null;
  return {
    contact: contact ? { id: contact.id, title: String(contact.name) } : null,
    currency: ctx.workspace.currency,
    members: await assignableMembers(ctx),
    userId: ctx.actor.userId,
    title: ctx.t('sales.deal.new'),
  };
});

export const action = formAction(
  { permission: 'sales.deal.create', input: dealInput, record: DEAL },
  async ({ ctx, input }) => redirect(`/deals/${await createDeal(ctx, input)}`),
);

export const meta = titleMeta<typeof loader>(({ title }) => title);

/** Opens a deal. */
export default function DealNew() {
  const t = useT();
  const { contact, currency, members, userId } = useLoaderData<typeof loader>();
  const refusal = useRefusal(useActionData());
  const errors = refusal.errors ?? {};
  return (
    <>
      <PageHeader
        title={t('sales.deal.new')}
        breadcrumb={[{ to: '/deals', label: t('sales.deal.many') }]}
      />
      <PageBody width="form">
        <RecordForm
          type={DEAL}
          refusal={refusal}
          submitLabel={t('sales.deal.create')}
          cancelTo={contact ? `/contacts/${contact.id}` : '/deals'}
          noValidate
        >
          <TextField
            name="name"
            label={t('sales.deal.name')}
            defaultValue={refusal.value('name')}
            error={errors.name}
            required
            autoComplete="off"
          />
          <Combobox
            name="contactId"
            label={t('sales.deal.contact')}
            loadUrl={`/lookup?type=${CONTACT}`}
            defaultItem={contact}
            error={errors.contactId}
            required
          />
          <Columns>
            <NumberField
              name="amount"
              label={`${t('sales.deal.amount')} (${currency})`}
              defaultValue={refusal.value('amount')}
              error={errors.amount}
            />
            <DateField
              name="expectedCloseOn"
              label={t('sales.deal.expectedCloseOn')}
              defaultValue={refusal.value('expectedCloseOn')}
              error={errors.expectedCloseOn}
            />
          </Columns>
          <MemberField
            name="ownerId"
            label={t('sales.deal.owner')}
            emptyLabel={t('sales.deal.nobody')}
            defaultValue={refusal.value('ownerId') ?? userId ?? ''}
            members={members}
            error={errors.ownerId}
          />
        </RecordForm>
      </PageBody>
    </>
  );
}
