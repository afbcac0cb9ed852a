import { Link } from '@remix-run/react';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { Icon } from './icon';
import { tableRoles } from './table-roles';
import { SelectRow, type TableSelection } from './table-selection';

export interface DataTableColumn<Row> {
  key: string;
  /** Field of the record type, where `key` is not its name. */
  field?: string;
  header: string;
  align?: 'start' | 'end';
  /** Return null for an empty cell. */
  render: (row: Row) => ReactNode;
  /** The address that sorts by this column; the caller puts the other direction in it when sorted. */
  sortHref?: string;
  sorted?: 'ascending' | 'descending';
  /** Any CSS width; without it the content decides, up to 320 px. */
  width?: string;
  /** Left out of the cards shown on a phone. */
  isHiddenOnCards?: boolean;
}

export function HeaderCell<Row>({
  column,
  isFirst,
}: {
  column: DataTableColumn<Row>;
  isFirst: boolean;
}) {
  const { header, align, sortHref, sorted, width } = column;
  return (
    <th
      {...tableRoles.columnHeader}
      scope="col"
      aria-sort={sorted}
      style={width ? { width } : undefined}
      className={classNames(
        'text-small font-medium whitespace-nowrap text-ink-faint',
        align === 'end' ? 'text-end' : 'text-start',
        isFirst && 'is-sticky',
      )}
    >
      {sortHref === undefined ? (
        header
      ) : (
        <Link
          to={sortHref}
          preventScrollReset
          className={classNames(
            'group inline-flex min-h-6 items-center gap-1 rounded-tag transition-colors hover:text-ink',
            align === 'end' && 'flex-row-reverse',
            sorted && 'text-ink',
          )}
        >
          {header}
          <span
            className={
              sorted ? '' : 'opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60'
            }
          >
            <Icon of={sorted === 'descending' ? ArrowDown : ArrowUp} size={12} />
          </span>
        </Link>
      )}
    </th>
  );
}

interface TableRowProps<Row> {
  row: Row;
  rowId: string;
  href?: string;
  label?: string;
  columns: readonly DataTableColumn<Row>[];
  selection?: TableSelection;
}

export function TableRow<Row>(props: TableRowProps<Row>) {
  const { row, rowId, href, label, columns, selection } = props;
  const [naming, ...others] = columns;
  return (
    <tr {...tableRoles.row}>
      {selection && <SelectRow selection={selection} rowId={rowId} label={label ?? rowId} />}
      {naming && (
        <th
          {...tableRoles.rowHeader}
          scope="row"
          className="is-sticky text-start font-medium text-ink"
        >
          {href === undefined ? (
            <span className="row-name">{naming.render(row)}</span>
          ) : (
            // A plain link: the table itself turns its clicks into client navigation, once for all rows.
            <a href={href} className="row-name rounded-tag hover:underline">
              {naming.render(row)}
            </a>
          )}
        </th>
      )}
      {others.map((column) => (
        <td
          key={column.key}
          {...tableRoles.cell}
          data-label={column.header}
          className={classNames(
            column.align === 'end' && 'numeric text-end',
            column.isHiddenOnCards && 'is-off-card',
          )}
        >
          <span className="cell-value">{column.render(row)}</span>
        </td>
      ))}
    </tr>
  );
}
