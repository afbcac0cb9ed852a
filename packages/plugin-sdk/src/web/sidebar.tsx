import { useFetcher, useLocation } from '@remix-run/react';
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import type { NavGroup } from './app-shell';
import { useT } from './i18n';
import { IconButton } from './icon-button';
import { NavItem } from './nav-item';

type SidebarState = 'expanded' | 'collapsed';

/** The state the server knows, or the one just asked for while it is being stored. */
export function useSidebar(stored: SidebarState) {
  const fetcher = useFetcher();
  const asked = fetcher.formData?.get('sidebar');
  const state: SidebarState = asked === 'collapsed' || asked === 'expanded' ? asked : stored;
  return { state, fetcher };
}

interface SidebarProps extends ReturnType<typeof useSidebar> {
  action: string;
  workspace: ReactNode;
  groups: readonly NavGroup[];
  tools?: ReactNode;
  search?: ReactNode;
  userMenu: ReactNode;
}

export function Sidebar({
  state,
  fetcher,
  action,
  workspace,
  groups,
  tools,
  search,
  userMenu,
}: SidebarProps) {
  const t = useT();
  const location = useLocation();
  const isCollapsed = state === 'collapsed';
  return (
    <div
      data-sidebar={state}
      data-print="hidden"
      className={`sticky top-0 z-30 hidden h-dvh shrink-0 flex-col border-r border-line bg-sidebar transition-[width] duration-180 sm:flex ${
        isCollapsed ? 'w-14' : 'w-58'
      }`}
    >
      <header className="grid gap-2 px-3 pt-2 pb-3">
        <div className={`flex min-h-9 items-center gap-1 ${isCollapsed ? 'flex-col' : ''}`}>
          <div className="min-w-0 flex-1">{workspace}</div>
          {tools}
        </div>
        {search}
      </header>
      <nav aria-label={t('ui.shell.navigation')} className="min-h-0 flex-1 overflow-y-auto px-3">
        {groups.map((group) => (
          <div key={group.key} className="mb-4">
            {group.label && (
              <h2
                className={
                  isCollapsed ? 'sr-only' : 'mb-1 px-2.5 text-micro font-medium text-ink-faint'
                }
              >
                {group.label}
              </h2>
            )}
            <ul className="grid gap-px">
              {group.entries.map((entry) => (
                <NavItem key={entry.to} {...entry} isCollapsed={isCollapsed} />
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <footer
        className={`flex items-center gap-1 border-t border-line p-2 ${
          isCollapsed ? 'flex-col-reverse' : ''
        }`}
      >
        <div className="min-w-0 flex-1">{userMenu}</div>
        <fetcher.Form method="post" action={action}>
          <input type="hidden" name="redirectTo" value={location.pathname + location.search} />
          <IconButton
            type="submit"
            name="sidebar"
            value={isCollapsed ? 'expanded' : 'collapsed'}
            icon={isCollapsed ? PanelLeftOpen : PanelLeftClose}
            label={isCollapsed ? t('ui.shell.expand') : t('ui.shell.collapse')}
          />
        </fetcher.Form>
      </footer>
    </div>
  );
}
