import type { ReactNode } from 'react';
import { BottomBar } from './bottom-bar';
import type { NavEntry } from './nav-item';
import { Sidebar, useSidebar } from './sidebar';
import { SkipLink } from './skip-link';

export interface NavGroup {
  key: string;
  label?: string;
  entries: readonly NavEntry[];
}

export interface AppShellProps {
  /** The workspace's name or switcher; leads to the home page. */
  workspace: ReactNode;
  groups: readonly NavGroup[];
  /** The entries of the phone's bottom bar; four at most, the rest is under "More". */
  bottom: readonly NavEntry[];
  /** Icon buttons beside the workspace: notifications, quick create. */
  tools?: ReactNode;
  /** The way to the command palette, usually a `SearchButton`. */
  search?: ReactNode;
  userMenu: ReactNode;
  /** From the cookie the action below writes. */
  sidebar: 'expanded' | 'collapsed';
  /** Takes POST `sidebar=expanded|collapsed` (and `redirectTo` without JavaScript). */
  sidebarAction: string;
  /** A message about the whole application, e.g. "you are offline". */
  notice?: ReactNode;
  children: ReactNode;
}

/** The frame of every signed-in page: sidebar, phone bars, the main landmark and a way to skip to it. */
export function AppShell(props: AppShellProps) {
  const sidebar = useSidebar(props.sidebar);
  return (
    <div className="min-h-dvh sm:flex">
      <SkipLink />
      <Sidebar
        {...sidebar}
        action={props.sidebarAction}
        workspace={props.workspace}
        groups={props.groups}
        tools={props.tools}
        search={props.search}
        userMenu={props.userMenu}
      />
      <div className="shell-content flex min-w-0 flex-1 flex-col">
        <header
          data-print="hidden"
          className="phone-bar sticky top-0 z-20 flex h-13 items-center gap-2 border-b border-line bg-sidebar px-3 sm:hidden"
        >
          <div className="min-w-0 flex-1">{props.workspace}</div>
          {props.search}
          {props.tools}
          {props.userMenu}
        </header>
        {props.notice}
        <main
          id="main"
          tabIndex={-1}
          className="flex min-h-0 flex-1 flex-col outline-none max-sm:pb-16"
        >
          {props.children}
        </main>
      </div>
      <BottomBar entries={props.bottom} groups={props.groups} />
    </div>
  );
}
