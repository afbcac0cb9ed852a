import { useLocation, useNavigation } from '@remix-run/react';
import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { ButtonLink } from './button-link';
import { DataTable } from './data-table';
import type { DataTableColumn } from './data-table-parts';
import { EmptyState, type EmptyStateProps } from './empty-state';
import { ExportLink } from './export-link';
import { useT } from './i18n';
import { PageHeader } from './page-header';
import { Pager } from './pager';
import { Toolbar } from './toolbar';

export interface ListPageProps<Row> {
  /** The records in the plural, e.g. "Tickets". */
  title: string;
  recordType: string;
  columns: readonly DataTableColumn<Row>[];
  /** One page of `ctx.records.list`, and where it can be taken away as a file. */
  page: {
    rows: readonly Row[];
    previousCursor: string | null;
    nextCursor: string | null;
    exportHref: string | null;
  };
  rowHref: (row: Row) => string;
  /** There is nothing yet, which is not the same as nothing found. */
  isEmpty: boolean;
  /** Shown when there is nothing yet; begins with the acts of the header unless it has its own. */
  empty: Pick<EmptyStateProps, 'icon' | 'title' | 'text' | 'actions'>;
  /** Acts of the header after "Export": at most one primary one, which ends the row. */
  actions?: ReactNode;
  /** Between the header and the list, also when there is nothing yet. */
  notice?: ReactNode;
  /** `ListFilters`. */
  filters: ReactNode;
}

/** All records of a type, searched, filtered and paged; the URL is the state. */
export function ListPage<Row extends { id: string }>(props: ListPageProps<Row>) {
  const { title, page, isEmpty, empty, actions, notice } = props;
  return (
    <>
      <PageHeader
        title={title}
        actions={
          !isEmpty && (
            <>
              <ExportLink href={page.exportHref} />
              {actions}
            </>
          )
        }
      />
      {notice}
      {isEmpty ? <EmptyState actions={actions} {...empty} /> : <FilledList {...props} />}
    </>
  );
}

function FilledList<Row extends { id: string }>(props: ListPageProps<Row>) {
  const { title, recordType, columns, page, rowHref, filters } = props;
  const { rows, previousCursor, nextCursor } = page;
  const { pathname } = useLocation();
  const isBusy = useNavigation().location?.pathname === pathname;
  return (
    <>
      <Toolbar>{filters}</Toolbar>
      <DataTable
        caption={title}
        recordType={recordType}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={rowHref}
        isFilling
        isBusy={isBusy}
        empty={<NothingFound clearHref={pathname} />}
      />
      {rows.length > 0 && (
        <Pager shown={rows.length} previousCursor={previousCursor} nextCursor={nextCursor} />
      )}
    </>
  );
}

function NothingFound({ clearHref }: { clearHref: string }) {
  const t = useT();
  return (
    <EmptyState
      icon={Search}
      title={t('ui.list.noResult.title')}
      text={t('ui.list.noResult.text')}
      actions={<ButtonLink to={clearHref}>{t('ui.filter.clear')}</ButtonLink>}
    />
  );
}
