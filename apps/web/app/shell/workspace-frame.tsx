import { Link } from '@remix-run/react';
import {
  AppShell,
  Avatar,
  Callout,
  type NavEntry,
  type NavGroup,
  namedIcon,
  SearchButton,
  Text,
  type Theme,
  UserMenu,
  useT,
} from '@socle/plugin-sdk/web';
import { KeyRound, Settings } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLive } from './use-live';
import { useShortcuts } from './use-shortcuts';

/** What the frame around every signed-in page shows. */
export interface FrameData {
  workspace: string;
  user: { name: string; email: string };
  theme: Theme;
  sidebar: 'expanded' | 'collapsed';
  areShortcutsOn: boolean;
  navigation: readonly { label: string; icon: string; to: string }[];
}

/** Navigation, search and the user's menu around a page; it lives on when the page fails. */
export function WorkspaceFrame({ frame, children }: { frame: FrameData; children: ReactNode }) {
  const t = useT();
  const { isCutOff } = useLive();
  useShortcuts(frame.areShortcutsOn);
  const home = { to: '/', label: t('shell.nav.home'), icon: namedIcon('home'), isExact: true };
  const settings = { to: '/settings', label: t('shell.nav.settings'), icon: Settings };
  const modules: NavEntry[] = frame.navigation.map(({ label, icon, to }) => ({
    to,
    label: t(label),
    icon: namedIcon(icon),
  }));
  const groups: NavGroup[] = [
    { key: 'work', entries: [home, ...modules] },
    { key: 'settings', entries: [settings] },
  ];
  return (
    <AppShell
      workspace={<WorkspaceName name={frame.workspace} />}
      groups={groups}
      bottom={[home, ...modules].slice(0, 4)}
      search={
        <SearchButton
          label={t('shell.nav.search')}
          to="/search"
          keys={frame.areShortcutsOn ? ['/'] : []}
        />
      }
      userMenu={
        <UserMenu
          name={frame.user.name}
          email={frame.user.email}
          theme={frame.theme}
          links={[
            { to: '/settings', label: t('shell.nav.settings'), icon: Settings },
            { to: '/settings/keys', label: t('shell.keys.title'), icon: KeyRound },
          ]}
          preferencesAction="/preferences"
          signOutAction="/sign-out"
        />
      }
      sidebar={frame.sidebar}
      sidebarAction="/preferences"
      notice={isCutOff && <CutOffNotice />}
    >
      {children}
    </AppShell>
  );
}

function WorkspaceName({ name }: { name: string }) {
  return (
    <Link to="/" className="flex min-w-0 items-center gap-2">
      <Avatar name={name} kind="company" size="medium" />
      <span className="truncate in-data-[sidebar=collapsed]:sr-only">
        <Text look="strong">{name}</Text>
      </span>
    </Link>
  );
}

function CutOffNotice() {
  const t = useT();
  return (
    <div className="px-4 pt-3 lg:px-6">
      <Callout tone="warning" isLive title={t('shell.cutOff.title')}>
        {t('shell.cutOff.text')}
      </Callout>
    </div>
  );
}
