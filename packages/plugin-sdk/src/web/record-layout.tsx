import type { ReactNode } from 'react';
import { classNames } from './class-names';

export interface RecordLayoutProps {
  /** At the left: who or what this is. */
  facts: ReactNode;
  /** In the middle: what happened, what to do. */
  children: ReactNode;
  /** At the right from 1280 px, below otherwise: what it is linked to. */
  related?: ReactNode;
}

/** A record's page: facts, timeline, related panels; one column on a phone. */
export function RecordLayout({ facts, children, related }: RecordLayoutProps) {
  return (
    <div
      className={classNames(
        'grid flex-1 grid-cols-[minmax(0,1fr)] lg:grid-cols-[320px_minmax(0,1fr)]',
        related !== undefined && 'xl:grid-cols-[320px_minmax(0,1fr)_300px]',
      )}
    >
      <div className="border-line px-(--page-inset) py-5 max-lg:border-b lg:row-span-2 lg:border-r xl:row-span-1">
        {facts}
      </div>
      <div className="min-w-0 px-(--page-inset) py-5">{children}</div>
      {related && (
        <div className="grid content-start gap-4 border-line px-(--page-inset) py-5 max-xl:border-t xl:border-l xl:px-5">
          {related}
        </div>
      )}
    </div>
  );
}
