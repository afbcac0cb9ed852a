import { useActionData, useLoaderData } from '@remix-run/react';
import { redirect, zId } from '@socle/plugin-sdk/server';
import {
  ButtonLink,
  Callout,
  PageBody,
  PageHeader,
  Stack,
  titleMeta,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { formAction, pageLoader } from '../../../routes.server';
import { PROFILE } from '../../contract';
import { profileForm } from '../../domain/profile';
import { findBilledContact, prefill } from '../../server/queries/prefill';
import { countryOptions } from '../../server/queries/profile-pages';
import { createProfile } from '../../server/use-cases/create-profile';
import { ContactField } from '../components/contact-field';
import { ProfileForm } from '../components/profile-form';

export const loader = pageLoader('billing.profile.create', async ({ ctx, url }) => {
  const found = await findBilledContact(ctx, url.searchParams.get('contactId') ?? '');
  return {
    contact: found && { id: found.contact.id, title: String(found.contact.name) },
    existingId: found?.existingId ?? null,
    profile: await prefill(ctx, found?.contact ?? null),
    countries: countryOptions(ctx),
    title: ctx.t('billing.profile.new'),
  };
});

export const action = formAction(
  {
    permission: 'billing.profile.create',
    input: profileForm.extend({ contactId: zId() }),
    record: PROFILE,
  },
  async ({ ctx, input }) =>
    redirect(`/billing/profiles/${await createProfile(ctx, { ...input, customFields: {} })}`),
);

export const meta = titleMeta<typeof loader>(({ title }) => title);

/** Writes down how a contact is billed, beginning with what is known of it. */
export default function ProfileNew() {
  const t = useT();
  const { contact, existingId, profile, countries } = useLoaderData<typeof loader>();
  const refusal = useRefusal(useActionData());
  return (
    <>
      <PageHeader
        title={t('billing.profile.new')}
        breadcrumb={[{ to: '/billing/profiles', label: t('billing.profile.list') }]}
      />
      <PageBody width="form">
        <Stack>
          {existingId ? (
            <Callout
              actions={
                <ButtonLink to={`/billing/profiles/${existingId}`} size="small">
                  {t('billing.profile.panel.open')}
                </ButtonLink>
              }
            >
              {t('billing.profile.existsNotice')}
            </Callout>
          ) : (
            <ProfileForm
              // What is known of another contact fills the form anew.
              key={contact?.id}
              profile={profile}
              countries={countries}
              refusal={refusal}
              submitLabel={t('billing.profile.createAct')}
              cancelTo={contact ? `/contacts/${contact.id}` : '/billing/profiles'}
            >
              <ContactField contact={contact} error={refusal.errors?.contactId} />
            </ProfileForm>
          )}
        </Stack>
      </PageBody>
    </>
  );
}
