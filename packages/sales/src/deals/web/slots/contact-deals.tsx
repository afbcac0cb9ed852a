import {
  Badge,
  ButtonLink,
  Inline,
  Money,
  Panel,
  Stack,
  Text,
  TextLink,
  useT,
} from '@socle/plugin-sdk/web';
import { Plus } from 'lucide-react';
import type { contactDeals } from '../../server/queries/deal-pages';
import { statusTone } from '../components/deal-status';

interface Props {
  props: { contactId: string };
  data: Awaited<ReturnType<typeof contactDeals>>;
}

/** On a contact's page: the deals with this contact. */
export function ContactDeals({ props, data }: Props) {
  const t = useT();
  return (
    <Panel
      title={t('sales.deal.many')}
      actions={
        data.canCreate && (
          <ButtonLink
            to={`/deals/new?contactId=${props.contactId}`}
            size="small"
            variant="ghost"
            icon={Plus}
          >
            {t('sales.deal.new')}
          </ButtonLink>
        )
      }
    >
      {data.deals.length === 0 ? (
        <Text look="soft">{t('sales.deal.panel.none')}</Text>
      ) : (
        <Stack gap="tight">
          {data.deals.map((deal) => (
            <Inline key={deal.id} isSpread>
              <TextLink to={`/deals/${deal.id}`}>{deal.name}</TextLink>
              <Inline>
                <Money amount={deal.amount} currency={deal.currency} />
                <Badge tone={statusTone(deal.status)}>
                  {t(
                    deal.status === 'open'
                      ? `sales.stage.${deal.stage}`
                      : `sales.status.${deal.status}`,
                  )}
                </Badge>
              </Inline>
            </Inline>
          ))}
        </Stack>
      )}
    </Panel>
  );
}
