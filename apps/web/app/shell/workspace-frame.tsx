import {
  AppShell,
  Callout,
  CommandsProvider,
  type NavEntry,
  type NavGroup,
  namedIcon,
  SearchButton,
  type Theme,
  UserMenu,
  useT,
  WorkspaceSwitcher,
} from '@socle/plugin-sdk/web';
import { KeyRound, Settings, ShieldCheck, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useCommandCenter } from './command-center';
import type { PaletteData } from './command-palette.server';
import { ImpersonationNotice, type ImpersonationState } from './impersonation-notice';
import { useLive } from './use-live';

/** What the frame around every signed-in page shows. */
export interface FrameData {
  workspace: string;
  workspaceId: string;
  /** All of the user's, this one among them. */
  workspaces: readonly { id: string; name: string }[];
  user: { name: string; email: string };
  theme: Theme;
  sidebar: 'expanded' | 'collapsed';
  areShortcutsOn: boolean;
  impersonation: ImpersonationState;
  isAdmin: boolean;
  palette: PaletteData;
  navigation: readonly { label: string; icon: string; to: string }[];
}

/** Navigation, search and the user's menu around a page; it lives on when the page fails. */
export function WorkspaceFrame({ frame, children }: { frame: FrameData; children: ReactNode }) {
  const t = useT();
  const { isCutOff } = useLive();
  const commands = useCommandCenter(frame);
  const home = { to: '/', label: t('shell.nav.home'), icon: namedIcon('home'), isExact: true };
  const settings = { to: '/settings', label: t('shell.nav.settings'), icon: Settings };
  const modules: NavEntry[] = frame.navigation.map(({ label, icon, to }) => ({
    to,
    label: t(label),
    icon: namedIcon(icon),
  }));
  // Closed to whoever acts in another's name.
  const account = [
    { to: '/settings/profile', label: t('shell.profile.title'), icon: UserRound },
    { to: '/settings/security', label: t('shell.security.title'), icon: ShieldCheck },
    { to: '/settings/keys', label: t('shell.keys.title'), icon: KeyRound },
  ];
  const groups: NavGroup[] = [
    { key: 'work', entries: [home, ...modules] },
    { key: 'settings', entries: [settings] },
  ];
  return (
    <AppShell
      workspace={
        <WorkspaceSwitcher
          name={frame.workspace}
          workspaces={frame.workspaces}
          current={frame.workspaceId}
          action="/workspaces"
        />
      }
      groups={groups}
      bottom={[home, ...modules].slice(0, 4)}
      search={
        <SearchButton
          label={t('shell.nav.search')}
          to="/search"
          onOpen={commands.openPalette}
          keys={commands.keys}
        />
      }
      userMenu={
        <UserMenu
          name={frame.user.name}
          email={frame.user.email}
          theme={frame.theme}
          links={[
            { to: '/settings', label: t('shell.nav.settings'), icon: Settings },
            ...(frame.impersonation.actingAs ? [] : account),
          ]}
          preferencesAction="/preferences"
          signOutAction="/sign-out"
        />
      }
      sidebar={frame.sidebar}
      sidebarAction="/preferences"
      notice={
        <>
          <ImpersonationNotice {...frame.impersonation} />
          {isCutOff && <CutOffNotice />}
        </>
      }
    >
      <CommandsProvider registry={commands.registry}>{children}</CommandsProvider>
      {commands.overlay}
    </AppShell>
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
