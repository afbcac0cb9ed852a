import { RecordForm, type Refusal, type SelectOption } from '@socle/plugin-sdk/web';
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
  return (
    <RecordForm
      type={PROFILE}
      version={profile.version}
      refusal={refusal}
      submitLabel={submitLabel}
      cancelTo={cancelTo}
    >
      {children}
      <IdentityFields profile={profile} refusal={refusal} />
      <AddressFields profile={profile} refusal={refusal} countries={countries} />
      <TermFields profile={profile} refusal={refusal} />
    </RecordForm>
  );
}
