import { NavLink } from '@remix-run/react';
import { Icon, type IconType } from './icon';
import { Tooltip } from './tooltip';

export interface NavEntry {
  to: string;
  label: string;
  icon: IconType;
  /** What waits there: unread messages, late tasks. */
  count?: number;
  /** Only the exact address is "here" (the home page). */
  isExact?: boolean;
}

/** One line of the sidebar; only its icon when the sidebar is collapsed. */
export function NavItem({ isCollapsed = false, ...entry }: NavEntry & { isCollapsed?: boolean }) {
  const link = (
    <NavLink
      to={entry.to}
      end={entry.isExact}
      prefetch="intent"
      className={({ isActive }) =>
        `flex h-8 min-w-0 flex-1 items-center gap-2.5 rounded-control px-2.5 text-dense transition-colors ${
          isActive
            ? 'bg-pressed font-medium text-ink'
            : 'text-ink-soft hover:bg-hover hover:text-ink'
        }`
      }
    >
      <Icon of={entry.icon} />
      <span className={isCollapsed ? 'sr-only' : 'min-w-0 flex-1 truncate'}>{entry.label}</span>
      {entry.count !== undefined && entry.count > 0 && (
        <span className={isCollapsed ? 'sr-only' : 'numeric text-small text-ink-faint'}>
          {entry.count}
        </span>
      )}
    </NavLink>
  );
  return (
    <li className="flex *:flex-1">
      {isCollapsed ? (
        <Tooltip text={entry.label} side="right" isLabel>
          {link}
        </Tooltip>
      ) : (
        link
      )}
    </li>
  );
}
