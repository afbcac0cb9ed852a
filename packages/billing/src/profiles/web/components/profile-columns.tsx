import { type DataTableColumn, Inline, Text, type useT } from '@socle/plugin-sdk/web';
import type { Mention } from '../../contract';
import type { ProfileListRow } from '../../server/queries/profile-pages';
import { PaymentTerm } from './payment-term';
import { ReadinessBadge } from './readiness';

/** The columns of the clients to bill. */
export const profileColumns = (
  t: ReturnType<typeof useT>,
  mentions: (missing: readonly Mention[]) => string,
): DataTableColumn<ProfileListRow>[] => [
  {
    key: 'legalName',
    header: t('billing.profile.legalName'),
    width: '28%',
    render: (profile) => <Text>{profile.legalName}</Text>,
  },
  {
    key: 'readiness',
    field: 'missing',
    header: t('billing.profile.readiness'),
    render: ({ missing }) => (
      <Inline>
        <ReadinessBadge missing={missing} />
        {missing.length > 0 && (
          <Text look="soft">{t('billing.profile.lacks', { mentions: mentions(missing) })}</Text>
        )}
      </Inline>
    ),
  },
  {
    key: 'siren',
    header: t('billing.profile.siren'),
    render: (profile) => profile.siren && <Text isNumeric>{profile.siren}</Text>,
  },
  { key: 'city', header: t('billing.profile.city'), render: (profile) => profile.city || null },
  {
    key: 'paymentDays',
    header: t('billing.profile.paymentDays'),
    render: (profile) => (
      <PaymentTerm days={profile.paymentDays} isEndOfMonth={profile.isEndOfMonth} />
    ),
  },
];
