import { type ChangeEvent, useEffect, useRef, useState } from 'react';
import { useT } from './i18n';
import { tableRoles } from './table-roles';

export interface TableSelection {
  /** Every ticked row sends `name=<row key>`. */
  name: string;
  /** The id of the form the ticked rows are sent with (bulk actions work before JavaScript). */
  form?: string;
  onChange?: (keys: string[]) => void;
}

export function selectedKeys(table: HTMLTableElement): string[] {
  return [...table.querySelectorAll<HTMLInputElement>('input[data-row-select]:checked')].map(
    (box) => box.value,
  );
}

export function SelectRow(props: { selection: TableSelection; rowId: string; label: string }) {
  const t = useT();
  const { selection, rowId, label } = props;
  return (
    <td {...tableRoles.cell} className="cell-select is-sticky">
      <label className="select-target">
        <span className="sr-only">{t('ui.table.selectRow', { name: label })}</span>
        <input
          type="checkbox"
          data-row-select=""
          name={selection.name}
          form={selection.form}
          value={rowId}
          className="size-4"
        />
      </label>
    </td>
  );
}

/** The header's checkbox: ticks the rows shown, and shows the mixed state when some are ticked. */
export function SelectAllRows({ selection }: { selection: TableSelection }) {
  const t = useT();
  const box = useRef<HTMLInputElement>(null);
  const [isEnhanced, setIsEnhanced] = useState(false);

  useEffect(() => {
    setIsEnhanced(true);
    const table = box.current?.closest('table');
    if (!table) return undefined;
    const reflect = () => {
      const boxes = [...rowBoxes(table)];
      const ticked = boxes.filter((row) => row.checked).length;
      if (!box.current) return;
      box.current.checked = ticked > 0 && ticked === boxes.length;
      box.current.indeterminate = ticked > 0 && ticked < boxes.length;
    };
    reflect();
    // A bulk form that resets clears its rows after this event, hence the next frame.
    const onReset = () => requestAnimationFrame(reflect);
    table.addEventListener('change', reflect);
    document.addEventListener('reset', onReset);
    return () => {
      table.removeEventListener('change', reflect);
      document.removeEventListener('reset', onReset);
    };
  }, []);

  const tickAll = (event: ChangeEvent<HTMLInputElement>) => {
    const table = event.currentTarget.closest('table');
    if (!table) return;
    for (const row of rowBoxes(table)) row.checked = event.currentTarget.checked;
    selection.onChange?.(selectedKeys(table));
  };
  return (
    <th {...tableRoles.columnHeader} scope="col" className="cell-select is-sticky">
      <label className="select-target">
        <span className="sr-only">{t('ui.table.selectAll')}</span>
        <input
          ref={box}
          type="checkbox"
          // Useless before JavaScript, so it cannot be ticked in vain.
          disabled={!isEnhanced}
          onChange={tickAll}
          className="size-4"
        />
      </label>
    </th>
  );
}

function rowBoxes(table: HTMLTableElement) {
  return table.querySelectorAll<HTMLInputElement>('input[data-row-select]');
}
