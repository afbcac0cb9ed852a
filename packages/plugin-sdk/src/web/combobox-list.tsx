import { useEffect, useRef } from 'react';
import { classNames } from './class-names';
import type { ComboboxItem } from './combobox';
import { useT } from './i18n';
import type { SearchStatus } from './use-record-search';

interface ComboboxListProps {
  /** The id of the input; the list and its options derive theirs from it. */
  id: string;
  label: string;
  items: readonly ComboboxItem[];
  status: SearchStatus;
  active: number;
  onChoose: (item: ComboboxItem) => void;
}

/** The answers under a `Combobox`; the focus stays in the input, which points at the active one. */
export function ComboboxList({ id, label, items, status, active, onChoose }: ComboboxListProps) {
  const t = useT();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const message =
    status === 'failed'
      ? t('ui.combobox.failed')
      : status === 'ready'
        ? t('ui.combobox.count', { count: items.length })
        : t('ui.loading');
  return (
    <div className="absolute top-full right-0 left-0 z-30 mt-1 animate-appear rounded-float bg-float p-1 shadow-float">
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        className="max-h-64 overflow-y-auto"
      >
        {items.map((item, index) => (
          <button
            key={item.id}
            type="button"
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            // The input keeps the focus: losing it would close the list under the pointer.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(item)}
            className={classNames(
              'block w-full rounded-control px-2 text-start py-1.5 text-dense hover:bg-hover',
              index === active && 'bg-accent-soft',
            )}
          >
            <span className="block truncate text-ink">{item.title}</span>
            {item.subtitle && (
              <span className="block truncate text-small text-ink-faint">{item.subtitle}</span>
            )}
          </button>
        ))}
      </div>
      <p
        role="status"
        className={items.length > 0 ? 'sr-only' : 'm-0 px-2 py-1.5 text-dense text-ink-faint'}
      >
        {message}
      </p>
    </div>
  );
}
