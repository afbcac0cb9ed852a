import { Form } from '@remix-run/react';
import {
  ButtonLink,
  FieldsOf,
  FormActions,
  FormErrors,
  type Refusal,
  type SelectOption,
  Stack,
  SubmitButton,
  useT,
} from '@socle/plugin-sdk/web';
import type { ReactNode } from 'react';
import { PROFILE, type ProfileSnapshot } from '../../contract';
import { AddressFields, IdentityFields, TermFields } from './profile-fields';

export type ProfileValues = Partial<ProfileSnapshot> & {
  deliveryAddress?: string;
  version?: number;
};

interface Props {
  /** The profile being changed, or what is known for a new one. */
  profile: ProfileValues;
  countries: readonly SelectOption[];
  refusal: Refusal;
  submitLabel: string;
  cancelTo: string;
  /** Goes before the other fields. */
  children?: ReactNode;
}

/** The form of a billing profile; the same for a new one and for changes. */
export function ProfileForm(props: Props) {
  const { profile, countries, refusal, submitLabel, cancelTo, children } = props;
  const t = useT();
  return (
    <FieldsOf type={PROFILE}>
      <Form method="post">
        {profile.version !== undefined && (
          <input type="hidden" name="version" value={profile.version} />
        )}
        <Stack gap="loose">
          <FormErrors errors={refusal.errors} formErrors={refusal.formErrors} />
          {children}
          <IdentityFields profile={profile} refusal={refusal} />
          <AddressFields profile={profile} refusal={refusal} countries={countries} />
          <TermFields profile={profile} refusal={refusal} />
          <FormActions>
            <SubmitButton>{submitLabel}</SubmitButton>
            <ButtonLink to={cancelTo} variant="ghost">
              {t('billing.profile.cancel')}
            </ButtonLink>
          </FormActions>
        </Stack>
      </Form>
    </FieldsOf>
  );
}
