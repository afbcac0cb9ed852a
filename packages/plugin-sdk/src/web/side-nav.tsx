import { Link } from '@remix-run/react';
import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import type { NavGroup } from './app-shell';
import { Icon } from './icon';
import { NavItem } from './nav-item';

export interface SideNavProps {
  /** Names the navigation, e.g. "Settings". */
  label: string;
  groups: readonly NavGroup[];
  /** The page that lists all of them: where a phone, without room for the list, goes back to. */
  index?: { to: string; label: string };
  children: ReactNode;
}

/** A page among many of a kind: their list at the side, grouped; on a phone, the way back to it. */
export function SideNav({ label, groups, index, children }: SideNavProps) {
  return (
    <div className="flex min-w-0 flex-1 items-stretch">
      <nav
        aria-label={label}
        data-print="hidden"
        className="hidden w-54 shrink-0 border-r border-line px-3 py-4 lg:block"
      >
        <div className="sticky top-17">
          {groups.map((group) => (
            <div key={group.key} className="mb-4">
              {group.label && (
                <h2 className="m-0 px-2.5 pb-1 text-small font-medium text-ink-faint">
                  {group.label}
                </h2>
              )}
              <ul className="grid gap-0.5">
                {group.entries.map((entry) => (
                  <NavItem key={entry.to} {...entry} />
                ))}
              </ul>
            </div>
          ))}
        </div>
      </nav>
      <div className="min-w-0 flex-1">
        {index && (
          <Link
            to={index.to}
            className="mx-(--page-inset) mt-3 inline-flex min-h-8 items-center gap-1 rounded-tag pr-2 text-dense text-ink-soft hover:text-ink lg:hidden"
          >
            <Icon of={ChevronLeft} />
            {index.label}
          </Link>
        )}
        {children}
      </div>
    </div>
  );
}
