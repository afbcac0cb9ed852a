import { useActionData, useLoaderData } from '@remix-run/react';
import { idParam, redirect } from '@socle/plugin-sdk/server';
import { PageBody, PageHeader, titleMeta, useRefusal, useT } from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { formAction, pageLoader } from '../../../routes.server';
import { PROFILE } from '../../contract';
import { profileForm } from '../../domain/profile';
import { countryOptions, profilePage } from '../../server/queries/profile-pages';
import { updateProfile } from '../../server/use-cases/update-profile';
import { ProfileForm } from '../components/profile-form';

export const loader = pageLoader('billing.profile.update', async ({ ctx, params }) => ({
  profile: await profilePage(ctx, idParam(params)),
  countries: countryOptions(ctx),
}));

const editInput = profileForm.extend({ version: z.coerce.number().int() });

export const action = formAction(
  { permission: 'billing.profile.update', input: editInput, record: PROFILE },
  async ({ ctx, params, input: { version, ...patch } }) => {
    const id = idParam(params);
    await updateProfile(ctx, id, patch, version);
    return redirect(`/billing/profiles/${id}`);
  },
);

export const meta = titleMeta<typeof loader>(({ profile }) => profile.legalName);

/** Changes to how a contact is billed. */
export default function ProfileEdit() {
  const t = useT();
  const { profile, countries } = useLoaderData<typeof loader>();
  const refusal = useRefusal(useActionData());
  const back = `/billing/profiles/${profile.id}`;
  return (
    <>
      <PageHeader
        title={t('billing.profile.edit')}
        breadcrumb={[
          { to: '/billing/profiles', label: t('billing.profile.list') },
          { to: back, label: profile.legalName },
        ]}
      />
      <PageBody width="form">
        <ProfileForm
          profile={profile}
          countries={countries}
          refusal={refusal}
          submitLabel={t('billing.profile.save')}
          cancelTo={back}
        />
      </PageBody>
    </>
  );
}
