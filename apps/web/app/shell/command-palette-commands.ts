import { useNavigate, useSubmit } from '@remix-run/react';
import {
  type CommandItem,
  type IconType,
  namedIcon,
  type PageCommand,
  useLocale,
  useT,
} from '@socle/plugin-sdk/web';
import {
  Building2,
  Keyboard,
  Languages,
  LogOut,
  Monitor,
  Moon,
  Search,
  Sun,
  Zap,
} from 'lucide-react';
import { goEntries } from './go-entries';
import { postPage } from './post-page';
import { settingsGroupsFor } from './settings-pages';
import type { FrameData } from './workspace-frame';

export type CommandGroupId = 'page' | 'create' | 'go' | 'settings' | 'workspaces' | 'account';

/** A command that is known without asking the server. */
export interface StaticCommand extends CommandItem {
  group: CommandGroupId;
  /** Other words it is found by. */
  keywords?: string;
  /** Only shown when it is looked for. */
  isQuiet?: boolean;
}

interface Means {
  frame: FrameData;
  /** What the page on screen offers. */
  page: readonly PageCommand[];
  openShortcuts: () => void;
  /** Closes the palette, then acts. */
  run: (act: () => void) => () => void;
}

/** Everything the palette can do before the server is asked, in the order it is shown. */
export function useStaticCommands(means: Means): StaticCommand[] {
  const navigate = useNavigate();
  const { run } = means;
  const to = (address: string) => run(() => navigate(address));
  return [
    ...usePageCommands(means, to),
    ...useCreateCommands(means, to),
    ...useGoCommands(means, to),
    ...useSettingsCommands(means, to),
    ...useAccountCommands(means),
  ];
}

type Go = (address: string) => () => void;

function usePageCommands({ page, frame, run }: Means, to: Go): StaticCommand[] {
  // What has a key of its own is the page's main act.
  const byWeight = [...page].sort((a, b) => Number(!a.shortcut) - Number(!b.shortcut));
  return byWeight.map(({ label, icon, to: address, onRun, shortcut }) => ({
    id: `page.${label}`,
    group: 'page',
    label,
    icon: icon ?? Zap,
    ...(shortcut && frame.areShortcutsOn ? { keys: [shortcut.toUpperCase()] } : {}),
    onRun: address === undefined ? run(() => onRun?.()) : to(address),
  }));
}

function useCreateCommands({ frame }: Means, to: Go): StaticCommand[] {
  const t = useT();
  return frame.palette.creations.map((creation) => ({
    id: `create.${creation.to}`,
    group: 'create',
    label: creation.isAct
      ? t(creation.label)
      : t('shell.palette.create', { name: t(creation.label) }),
    keywords: t('shell.palette.create.words'),
    icon: namedIcon(creation.icon),
    onRun: to(creation.to),
  }));
}

function useGoCommands({ frame }: Means, to: Go): StaticCommand[] {
  const t = useT();
  const pages = goEntries(frame, t).map(
    (entry): StaticCommand => ({
      id: `go.${entry.to}`,
      group: 'go',
      label: entry.label,
      keywords: t('shell.palette.go.words'),
      icon: namedIcon(entry.icon),
      ...(entry.letter && frame.areShortcutsOn ? { keys: ['G', entry.letter.toUpperCase()] } : {}),
      onRun: to(entry.to),
    }),
  );
  const search: StaticCommand = {
    id: 'go.search',
    group: 'go',
    label: t('shell.search.everything'),
    icon: Search,
    ...(frame.areShortcutsOn ? { keys: ['/'] } : {}),
    onRun: to('/search'),
  };
  return [...pages, search];
}

function useSettingsCommands({ frame }: Means, to: Go): StaticCommand[] {
  const t = useT();
  const item = (address: string, label: string, icon: IconType, text = ''): StaticCommand => ({
    id: `settings.${address}`,
    group: 'settings',
    isQuiet: true,
    label,
    keywords: `${t('shell.settings.title')} ${text}`,
    icon,
    onRun: to(address),
  });
  const groups = settingsGroupsFor({
    isAdmin: frame.isAdmin,
    isInTheirName: Boolean(frame.impersonation.actingAs),
  });
  return [
    ...groups.flatMap(({ pages }) =>
      pages.map((page) => item(page.to, t(page.title), page.icon, t(page.text))),
    ),
    ...frame.palette.settings.map(({ to: address, label, icon }) =>
      item(address, t('shell.palette.settingsOf', { name: t(label) }), namedIcon(icon)),
    ),
  ];
}

const THEMES = [
  ['light', Sun],
  ['dark', Moon],
  ['system', Monitor],
] as const;

function useAccountCommands({ frame, openShortcuts, run }: Means): StaticCommand[] {
  const t = useT();
  const { locale } = useLocale();
  const submit = useSubmit();
  const prefer = (wish: Record<string, string>) =>
    run(() => submit(wish, { method: 'post', action: '/preferences', navigate: false }));
  const quiet = { group: 'account', isQuiet: true } as const;
  return [
    ...frame.workspaces
      .filter(({ id }) => id !== frame.workspaceId)
      .map(
        ({ id, name }): StaticCommand => ({
          id: `workspace.${id}`,
          group: 'workspaces',
          isQuiet: true,
          label: name,
          keywords: t('shell.palette.group.workspaces'),
          icon: Building2,
          // A whole new page: nothing of the other workspace stays behind.
          onRun: run(() => postPage('/workspaces', { workspace: id })),
        }),
      ),
    {
      group: 'account',
      id: 'shortcuts',
      label: t('shell.shortcuts.title'),
      icon: Keyboard,
      ...(frame.areShortcutsOn ? { keys: ['?'] } : {}),
      onRun: run(openShortcuts),
    },
    ...THEMES.map(
      ([theme, icon]): StaticCommand => ({
        ...quiet,
        id: `theme.${theme}`,
        label: t(`shell.palette.theme.${theme}`),
        keywords: t('shell.palette.theme.words'),
        icon,
        isCurrent: frame.theme === theme,
        onRun: prefer({ theme }),
      }),
    ),
    ...(['fr', 'en'] as const).map(
      (language): StaticCommand => ({
        ...quiet,
        id: `language.${language}`,
        label: t(`shell.palette.language.${language}`),
        keywords: t('shell.palette.language.words'),
        icon: Languages,
        isCurrent: locale === language,
        onRun: prefer({ language }),
      }),
    ),
    {
      ...quiet,
      id: 'signOut',
      label: t('ui.user.signOut'),
      keywords: t('shell.palette.signOut.words'),
      icon: LogOut,
      onRun: run(() => submit(null, { method: 'post', action: '/sign-out' })),
    },
  ];
}
