import type { ReactNode } from 'react';

const widths = { narrow: '180px', medium: '260px', wide: '360px' };

/** Equal columns, as many as fit: form fields, dashboard panels. */
export function Columns({
  min = 'medium',
  children,
}: {
  /** How narrow a column may get before the next one wraps. */
  min?: keyof typeof widths;
  children: ReactNode;
}) {
  return (
    <div
      className="grid min-w-0 items-start gap-4"
      style={{ gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${widths[min]}), 1fr))` }}
    >
      {children}
    </div>
  );
}
