import type { ReactNode } from 'react';

/** The content of a page that is not a list running to the edges. `prose` keeps lines readable. */
export function PageBody({
  width = 'full',
  children,
}: {
  width?: 'full' | 'form';
  children: ReactNode;
}) {
  return (
    <div className={`w-full px-(--page-inset) py-5 lg:py-6 ${width === 'form' ? 'max-w-180' : ''}`}>
      {children}
    </div>
  );
}
