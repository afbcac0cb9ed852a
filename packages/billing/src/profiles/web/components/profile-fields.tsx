import {
  CheckboxField,
  Columns,
  NumberField,
  RadioGroupField,
  type Refusal,
  Section,
  SelectField,
  type SelectOption,
  Stack,
  TextArea,
  TextField,
  useT,
} from '@socle/plugin-sdk/web';
import { CUSTOMER_TYPES, VAT_REGIMES } from '../../contract';
import type { ProfileValues } from './profile-form';

interface Props {
  profile: ProfileValues;
  refusal: Refusal;
}

// What had been typed goes first, then what is stored.
function useField({ profile, refusal }: Props) {
  const t = useT();
  return (name: keyof ProfileValues) => ({
    name,
    label: t(`billing.profile.${name}`),
    defaultValue: refusal.value(name) ?? String(profile[name] ?? ''),
    error: refusal.errors?.[name],
  });
}

/** Who the client is before the law. */
export function IdentityFields(props: Props) {
  const t = useT();
  const field = useField(props);
  const type = field('customerType');
  return (
    <Section title={t('billing.profile.identity')}>
      <Stack>
        <RadioGroupField
          {...type}
          look="segments"
          defaultValue={type.defaultValue || 'business'}
          options={CUSTOMER_TYPES.map((value) => ({
            value,
            label: t(`billing.customerType.${value}`),
          }))}
        />
        <TextField {...field('legalName')} required maxLength={300} autoComplete="off" />
        <Columns min="narrow">
          <TextField {...field('siren')} inputMode="numeric" autoComplete="off" />
          <TextField {...field('siret')} inputMode="numeric" autoComplete="off" />
          <TextField
            {...field('vatNumber')}
            hint={t('billing.profile.vatNumberHint')}
            autoComplete="off"
          />
        </Columns>
      </Stack>
    </Section>
  );
}

/** Where invoices and goods go. */
export function AddressFields({
  countries,
  ...props
}: Props & { countries: readonly SelectOption[] }) {
  const t = useT();
  const field = useField(props);
  const country = field('country');
  return (
    <Section title={t('billing.profile.address')}>
      <Stack>
        <TextArea {...field('street')} rows={2} />
        <Columns min="narrow">
          <TextField {...field('postalCode')} autoComplete="off" />
          <TextField {...field('city')} autoComplete="off" />
          <SelectField
            {...country}
            defaultValue={country.defaultValue || 'FR'}
            options={countries}
          />
        </Columns>
        <TextField {...field('email')} type="email" autoComplete="off" />
        <TextArea
          {...field('deliveryAddress')}
          rows={2}
          hint={t('billing.profile.deliveryAddressHint')}
        />
      </Stack>
    </Section>
  );
}

/** When the client pays, with which VAT, and what it wants to read. */
export function TermFields(props: Props) {
  const t = useT();
  const field = useField(props);
  const regime = field('vatRegime');
  return (
    <Section title={t('billing.profile.terms')}>
      <Stack>
        <Columns>
          <NumberField
            {...field('paymentDays')}
            isInteger
            hint={t('billing.profile.paymentDaysHint')}
          />
          <SelectField
            {...regime}
            defaultValue={regime.defaultValue || 'standard'}
            options={VAT_REGIMES.map((value) => ({
              value,
              label: t(`billing.vatRegime.${value}`),
            }))}
          />
        </Columns>
        <Tick {...props} name="isEndOfMonth" hint={t('billing.profile.isEndOfMonthHint')} />
        <Tick {...props} name="needsOrderNumber" />
      </Stack>
    </Section>
  );
}

function Tick({
  profile,
  refusal,
  name,
  hint,
}: Props & { name: 'isEndOfMonth' | 'needsOrderNumber'; hint?: string }) {
  const t = useT();
  // A refused form that did not send the box had it unticked.
  const isTicked = refusal.errors ? refusal.value(name) !== undefined : profile[name] === true;
  return (
    <CheckboxField
      name={name}
      label={t(`billing.profile.${name}`)}
      hint={hint}
      defaultChecked={isTicked}
      error={refusal.errors?.[name]}
    />
  );
}
