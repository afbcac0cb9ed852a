import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useT } from './i18n';
import { IconButton } from './icon-button';

export interface SelectionBarProps {
  count: number;
  onClear: () => void;
  /** The bulk acts. */
  children: ReactNode;
}

/** What can be done with the ticked rows; appears at the bottom of the list while there are some. */
export function SelectionBar({ count, onClear, children }: SelectionBarProps) {
  const t = useT();
  if (count === 0) return null;
  return (
    <section
      aria-label={t('ui.table.bulk')}
      data-print="hidden"
      className="sticky bottom-16 z-20 mx-auto mb-3 flex w-fit max-w-[calc(100%-24px)] animate-appear flex-wrap items-center gap-2 rounded-float bg-float py-1.5 pr-1.5 pl-4 shadow-float sm:bottom-3"
    >
      <p role="status" className="numeric mr-2 text-dense font-medium">
        {t('ui.table.selected', { count })}
      </p>
      {children}
      <IconButton icon={X} label={t('ui.table.clear')} onClick={onClear} />
    </section>
  );
}
