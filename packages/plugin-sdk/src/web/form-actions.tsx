import type { ReactNode } from 'react';

/** The end of a form: the primary act first, then the way out. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className="mt-6 flex flex-wrap items-center gap-2">{children}</div>;
}
