import { ButtonLink, Panel, Stack, Text, useT } from '@socle/plugin-sdk/web';
import type { contactBilling } from '../../server/queries/profile-pages';
import { PaymentTerm } from '../components/payment-term';
import { ReadinessBadge, useMentions } from '../components/readiness';

interface Props {
  props: { contactId: string };
  data: Awaited<ReturnType<typeof contactBilling>>;
}

/** On a contact's page: whether it can be billed, what is missing, and where to complete it. */
export function ContactBilling({ props, data }: Props) {
  const t = useT();
  const mentions = useMentions();
  const { profile } = data;
  return (
    <Panel
      title={t('billing.name')}
      meta={profile && <ReadinessBadge missing={profile.missing} />}
      actions={<PanelAct contactId={props.contactId} data={data} />}
    >
      {profile ? (
        <Stack gap="tight">
          {profile.missing.length > 0 && (
            <Text look="soft">
              {t('billing.profile.incompleteNotice', { mentions: mentions(profile.missing) })}
            </Text>
          )}
          <Text look="soft">
            {t('billing.profile.paymentDays')}
            {' · '}
            <PaymentTerm days={profile.paymentDays} isEndOfMonth={profile.isEndOfMonth} />
          </Text>
        </Stack>
      ) : (
        <Text look="soft">{t('billing.profile.panel.none')}</Text>
      )}
    </Panel>
  );
}

function PanelAct({ contactId, data }: { contactId: string; data: Props['data'] }) {
  const t = useT();
  const { profile } = data;
  if (!profile) {
    return data.canCreate ? (
      <ButtonLink to={`/billing/profiles/new?contactId=${contactId}`} size="small" variant="ghost">
        {t('billing.profile.panel.create')}
      </ButtonLink>
    ) : null;
  }
  const isToComplete = profile.missing.length > 0 && data.canUpdate;
  return (
    <ButtonLink
      to={`/billing/profiles/${profile.id}${isToComplete ? '/edit' : ''}`}
      size="small"
      variant="ghost"
    >
      {t(isToComplete ? 'billing.profile.complete' : 'billing.profile.panel.open')}
    </ButtonLink>
  );
}
