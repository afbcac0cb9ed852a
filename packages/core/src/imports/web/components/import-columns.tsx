import { type DataTableColumn, Time, type useT } from '@socle/plugin-sdk/web';
import type { ImportListRow } from '../../server/queries/import-list';
import { ImportStatusBadge } from './import-status';

/** The columns of the list of imports. */
export function importColumns(
  t: ReturnType<typeof useT>,
  locale: string,
): DataTableColumn<ImportListRow>[] {
  const number = new Intl.NumberFormat(locale);
  const counted = (key: 'created' | 'updated' | 'rejected') => ({
    key,
    header: t(`core.import.screen.column.${key}`),
    align: 'end' as const,
    render: (row: ImportListRow) => (row.startedAt ? number.format(row.counts[key]) : null),
  });
  return [
    {
      key: 'file',
      header: t('core.import.screen.column.file'),
      render: (row) => row.fileName,
    },
    {
      key: 'status',
      header: t('core.import.screen.column.status'),
      render: (row) => <ImportStatusBadge status={row.status} />,
    },
    {
      key: 'rows',
      header: t('core.import.screen.column.rows'),
      align: 'end',
      render: (row) => (row.rowCount === null ? null : number.format(row.rowCount)),
    },
    counted('created'),
    counted('updated'),
    counted('rejected'),
    {
      key: 'date',
      header: t('core.import.screen.column.date'),
      render: (row) => <Time at={row.createdAt} />,
    },
    {
      key: 'user',
      header: t('core.import.screen.column.user'),
      render: (row) => row.userName,
    },
  ];
}
