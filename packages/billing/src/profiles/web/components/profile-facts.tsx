import { DescriptionList, type Fact, Panel, TextLink, useT } from '@socle/plugin-sdk/web';
import { PROFILE, type ProfileSnapshot } from '../../contract';
import { PaymentTerm } from './payment-term';

interface Props {
  profile: ProfileSnapshot & {
    contactName: string;
    countryName: string;
    deliveryAddress: string;
  };
}

/** Who the client is before the law, and where its invoices go. */
export function IdentityPanel({ profile }: Props) {
  const t = useT();
  const label = (key: string) => ({ key, label: t(`billing.profile.${key}`) });
  const optional = (key: 'siren' | 'siret' | 'vatNumber' | 'email'): Fact[] =>
    profile[key] ? [{ ...label(key), value: profile[key] }] : [];
  const address = [
    profile.street,
    `${profile.postalCode ?? ''} ${profile.city ?? ''}`.trim(),
    profile.country === 'FR' ? '' : profile.countryName,
  ].filter(Boolean);
  return (
    <Panel title={t('billing.profile.identity')}>
      <DescriptionList
        recordType={PROFILE}
        facts={[
          {
            ...label('contact'),
            field: 'contactId',
            value: <TextLink to={`/contacts/${profile.contactId}`}>{profile.contactName}</TextLink>,
          },
          { ...label('customerType'), value: t(`billing.customerType.${profile.customerType}`) },
          ...optional('siren'),
          ...optional('siret'),
          ...optional('vatNumber'),
          ...(address.length > 0
            ? [{ ...label('address'), value: <Lines text={address.join('\n')} /> }]
            : []),
          ...(profile.deliveryAddress
            ? [{ ...label('deliveryAddress'), value: <Lines text={profile.deliveryAddress} /> }]
            : []),
          ...optional('email'),
        ]}
      />
    </Panel>
  );
}

/** When the client pays, and with which VAT. */
export function TermsPanel({ profile }: Props) {
  const t = useT();
  const label = (key: string) => ({ key, label: t(`billing.profile.${key}`) });
  return (
    <Panel title={t('billing.profile.terms')}>
      <DescriptionList
        recordType={PROFILE}
        facts={[
          {
            ...label('paymentDays'),
            value: <PaymentTerm days={profile.paymentDays} isEndOfMonth={profile.isEndOfMonth} />,
          },
          { ...label('vatRegime'), value: t(`billing.vatRegime.${profile.vatRegime}`) },
          ...(profile.needsOrderNumber
            ? [
                {
                  ...label('orderNumber'),
                  field: 'needsOrderNumber',
                  value: t('billing.profile.orderNumberNeeded'),
                },
              ]
            : []),
        ]}
      />
    </Panel>
  );
}

const Lines = ({ text }: { text: string }) => <span className="whitespace-pre-line">{text}</span>;
