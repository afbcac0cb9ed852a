import type { ReactNode } from 'react';

/** The row under a page header: search and filters at the left, view options at the right. */
export function Toolbar({ children, end }: { children: ReactNode; end?: ReactNode }) {
  return (
    <div
      data-print="hidden"
      className="flex min-h-12 flex-wrap items-center gap-2 border-b border-line px-(--page-inset) py-2"
    >
      {children}
      {end && <div className="ml-auto flex max-sm:order-2 items-center gap-1.5">{end}</div>}
    </div>
  );
}
