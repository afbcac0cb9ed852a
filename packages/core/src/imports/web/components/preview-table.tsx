import { DataTable, Text, useT } from '@socle/plugin-sdk/web';
import type { TabularRow } from '../../reading/tabular';

interface PreviewTableProps {
  headers: readonly string[];
  rows: readonly TabularRow[];
  isBusy: boolean;
}

const SHOWN_ROWS = 10;

/** The first rows of the file as they are read now. */
export function PreviewTable({ headers, rows, isBusy }: PreviewTableProps) {
  const t = useT();
  return (
    <DataTable
      caption={t('core.import.screen.reading.preview')}
      rows={rows.slice(0, SHOWN_ROWS)}
      rowKey={(row) => String(row.line)}
      isBusy={isBusy}
      columns={[
        {
          key: 'line',
          header: t('core.import.screen.column.line'),
          render: (row) => <Text isNumeric>{row.line}</Text>,
          width: '4rem',
        },
        ...headers.map((header, column) => ({
          key: String(column),
          header,
          render: (row: TabularRow) => row.cells[column] || null,
        })),
      ]}
    />
  );
}
