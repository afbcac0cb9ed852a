import { Badge, type DataTableColumn, Money, Text, Time, type useT } from '@socle/plugin-sdk/web';
import type { DealListRow } from '../../server/queries/deal-pages';
import { statusTone } from './deal-status';

/** The columns of the list of deals. */
export function dealColumns(t: ReturnType<typeof useT>): DataTableColumn<DealListRow>[] {
  return [
    {
      key: 'name',
      header: t('sales.deal.name'),
      width: '28%',
      render: (deal) => <Text>{deal.name}</Text>,
    },
    {
      key: 'contact',
      field: 'contactId',
      header: t('sales.deal.contact'),
      render: (deal) => deal.contactName,
    },
    {
      key: 'owner',
      field: 'ownerId',
      header: t('sales.deal.owner'),
      isHiddenOnCards: true,
      render: (deal) => deal.ownerName,
    },
    {
      key: 'amount',
      header: t('sales.deal.amount'),
      align: 'end',
      render: (deal) => <Money amount={deal.amount} currency={deal.currency} />,
    },
    {
      key: 'stage',
      header: t('sales.deal.stage'),
      render: (deal) => t(`sales.stage.${deal.stage}`),
    },
    {
      key: 'status',
      header: t('sales.deal.status'),
      render: (deal) => (
        <Badge tone={statusTone(deal.status)}>{t(`sales.status.${deal.status}`)}</Badge>
      ),
    },
    {
      key: 'updatedAt',
      header: t('sales.deal.updatedAt'),
      align: 'end',
      isHiddenOnCards: true,
      render: (deal) => <Time at={deal.updatedAt} />,
    },
  ];
}
