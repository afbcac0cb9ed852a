import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';

/** A user's own label on a record; a link when it leads to the records that carry it. */
export function Tag({ to, children }: { to?: string; children: ReactNode }) {
  const look =
    'inline-flex h-6 max-w-full items-center rounded-full border border-line-strong px-2 text-small text-ink-soft';
  if (to === undefined) {
    return (
      <span className={look}>
        <span className="truncate">{children}</span>
      </span>
    );
  }
  return (
    <Link to={to} className={`${look} transition-colors hover:bg-hover hover:text-ink`}>
      <span className="truncate">{children}</span>
    </Link>
  );
}
