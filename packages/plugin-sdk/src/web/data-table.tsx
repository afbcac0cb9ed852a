import { type NavigateFunction, useNavigate } from '@remix-run/react';
import type { MouseEvent, ReactNode } from 'react';
import { useFieldAccess } from './access';
import { classNames } from './class-names';
import { type DataTableColumn, HeaderCell, TableRow } from './data-table-parts';
import { tableRoles } from './table-roles';
import { SelectAllRows, selectedKeys, type TableSelection } from './table-selection';

export interface DataTableProps<Row> {
  /** Names the table for assistive technology, e.g. "Contacts". */
  caption: string;
  /** The first column names the row: it is sticky, and carries the link to the record. */
  columns: readonly DataTableColumn<Row>[];
  rows: readonly Row[];
  /** Leaves out the columns of fields of this record type that are hidden from the user. */
  recordType?: string;
  rowKey: (row: Row) => string;
  rowHref?: (row: Row) => string;
  /** The record's name in words, for the label of its checkbox. */
  rowLabel?: (row: Row) => string;
  selection?: TableSelection;
  /** Takes the height left on the page and scrolls inside, keeping its header in view. */
  isFilling?: boolean;
  /** An answer is on its way: rows stay in place, faded, and are announced as busy. */
  isBusy?: boolean;
  /** Shown instead of the table when there is no row: an `EmptyState`. */
  empty?: ReactNode;
}

/** A real table, sorted and paged by the server; cards below 640 px of its own width. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, rows, rowKey, selection, isBusy } = props;
  const columns = useFieldAccess(props.recordType).shown(props.columns);
  const navigate = useNavigate();
  // Enter on a link is a click too: nothing here is for the mouse alone.
  const rowLinks = { onClick: followRowLink(navigate) };
  if (rows.length === 0 && props.empty) return <>{props.empty}</>;
  return (
    <Frame {...props}>
      <table
        {...tableRoles.table}
        aria-busy={isBusy || undefined}
        {...rowLinks}
        onChange={(event) => selection?.onChange?.(selectedKeys(event.currentTarget))}
        className={classNames('data-table w-full text-dense', isBusy && 'opacity-60')}
      >
        <caption className="sr-only">{caption}</caption>
        <thead {...tableRoles.rowGroup}>
          <tr {...tableRoles.row}>
            {selection && <SelectAllRows selection={selection} />}
            {columns.map((column, index) => (
              <HeaderCell key={column.key} column={column} isFirst={index === 0} />
            ))}
          </tr>
        </thead>
        <tbody {...tableRoles.rowGroup}>
          {rows.map((row) => (
            <TableRow
              key={rowKey(row)}
              row={row}
              rowId={rowKey(row)}
              href={props.rowHref?.(row)}
              label={props.rowLabel?.(row)}
              columns={columns}
              selection={selection}
            />
          ))}
        </tbody>
      </table>
    </Frame>
  );
}

// What a router link does, without the cost of one per row: plain clicks stay in the page.
const followRowLink = (navigate: NavigateFunction) => (event: MouseEvent<HTMLElement>) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a.row-name');
  const isPlain =
    event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!link || !isPlain || event.defaultPrevented) return;
  event.preventDefault();
  navigate(link.pathname + link.search + link.hash);
};

function Frame<Row>(props: DataTableProps<Row> & { children: ReactNode }) {
  const { caption, isFilling = false, selection, rowHref, children } = props;
  // A box that scrolls and holds nothing focusable must be reachable by keyboard itself.
  const isOwnStop = !rowHref && !selection;
  return (
    <div
      data-fill={isFilling || undefined}
      {...(isOwnStop && { tabIndex: 0, role: 'region', 'aria-label': caption })}
      className={classNames('data-table-frame', !isFilling && 'overflow-x-auto')}
    >
      {children}
    </div>
  );
}
