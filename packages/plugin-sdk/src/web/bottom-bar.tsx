import { NavLink } from '@remix-run/react';
import { Ellipsis } from 'lucide-react';
import type { NavGroup } from './app-shell';
import { useT } from './i18n';
import { Icon } from './icon';
import { type NavEntry, NavItem } from './nav-item';
import { useLightDismiss } from './use-light-dismiss';

interface BottomBarProps {
  entries: readonly NavEntry[];
  groups: readonly NavGroup[];
}

const itemClass =
  'flex h-14 w-full flex-col items-center justify-center gap-0.5 text-[11px] leading-4';

/** Navigation by thumb under 640 px: four places at most, and a sheet with everything. */
export function BottomBar({ entries, groups }: BottomBarProps) {
  const t = useT();
  const sheet = useLightDismiss();
  return (
    <nav
      aria-label={t('ui.shell.navigation')}
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-sidebar pb-[env(safe-area-inset-bottom)] sm:hidden"
    >
      <ul className="flex *:flex-1">
        {entries.slice(0, 4).map((entry) => (
          <li key={entry.to} className="min-w-0">
            <NavLink
              to={entry.to}
              end={entry.isExact}
              className={({ isActive }) =>
                `${itemClass} ${isActive ? 'font-medium text-accent-text' : 'text-ink-soft'}`
              }
            >
              <Icon of={entry.icon} size={20} />
              <span className="max-w-full truncate px-0.5">{entry.label}</span>
            </NavLink>
          </li>
        ))}
        <li className="min-w-0">
          <details ref={sheet}>
            <summary className={`${itemClass} list-none text-ink-soft`}>
              <Icon of={Ellipsis} size={20} />
              {t('ui.shell.more')}
            </summary>
            <div className="absolute inset-x-2 bottom-full mb-2 max-h-[70dvh] animate-appear overflow-y-auto rounded-float bg-float p-3 shadow-float">
              {groups.map((group) => (
                <div key={group.key} className="mb-3 last:mb-0">
                  {group.label && (
                    <p className="m-0 mb-1 px-2.5 text-micro font-medium text-ink-faint">
                      {group.label}
                    </p>
                  )}
                  <ul className="grid gap-px">
                    {group.entries.map((entry) => (
                      <NavItem key={entry.to} {...entry} />
                    ))}
                  </ul>
                </div>
              ))}
            </div>
          </details>
        </li>
      </ul>
    </nav>
  );
}
