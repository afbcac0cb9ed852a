import type { IconType } from '@socle/plugin-sdk/web';
import {
  Activity,
  CalendarOff,
  KeyRound,
  LayoutGrid,
  ListChecks,
  LogIn,
  Network,
  ScrollText,
  ShieldCheck,
  SlidersHorizontal,
  UserCog,
  UserRound,
  Users,
} from 'lucide-react';

/** A page of the settings, as the navigation and the index show it. */
export interface SettingsEntry {
  to: string;
  /** Message keys: the name, and one sentence on what it is for. */
  title: string;
  text: string;
  icon: IconType;
  audience: 'everyone' | 'administrators';
}

export interface SettingsGroup {
  key: string;
  /** Message key. */
  title: string;
  pages: readonly SettingsEntry[];
}

const page = (
  id: string,
  icon: IconType,
  audience: SettingsEntry['audience'] = 'administrators',
): SettingsEntry => ({
  to: `/settings/${id}`,
  title: `shell.settings.page.${id}`,
  text: `shell.settings.page.${id}.text`,
  icon,
  audience,
});

/** Every page of the settings, in the order they are shown. */
export const SETTINGS_GROUPS: readonly SettingsGroup[] = [
  {
    key: 'you',
    title: 'shell.settings.group.you',
    pages: [
      page('profile', UserRound, 'everyone'),
      page('preferences', SlidersHorizontal, 'everyone'),
      page('security', ShieldCheck, 'everyone'),
      page('keys', KeyRound, 'everyone'),
      page('absence', CalendarOff, 'everyone'),
    ],
  },
  {
    key: 'people',
    title: 'shell.settings.group.people',
    pages: [
      page('members', Users),
      page('teams', Network),
      page('roles', UserCog),
      page('sso', LogIn),
    ],
  },
  {
    key: 'workspace',
    title: 'shell.settings.group.workspace',
    pages: [page('modules', LayoutGrid), page('fields', ListChecks)],
  },
  {
    key: 'oversight',
    title: 'shell.settings.group.oversight',
    pages: [page('audit', ScrollText), page('jobs', Activity)],
  },
];

/** Who looks for a page. */
export interface SettingsReader {
  isAdmin: boolean;
  /** Acting in another's name: accounts, people and rights are closed then. */
  isInTheirName: boolean;
}

const PREFERENCES = '/settings/preferences';

/** The groups with the pages one may open. */
export const settingsGroupsFor = ({ isAdmin, isInTheirName }: SettingsReader): SettingsGroup[] =>
  SETTINGS_GROUPS.map((group) => ({
    ...group,
    pages: group.pages.filter(({ to, audience }) =>
      isInTheirName ? to === PREFERENCES : isAdmin || audience === 'everyone',
    ),
  })).filter(({ pages }) => pages.length > 0);

/** The page an address belongs to. */
export const settingsPageAt = (pathname: string): SettingsEntry | undefined =>
  SETTINGS_GROUPS.flatMap(({ pages }) => pages).find(
    ({ to }) => pathname === to || pathname.startsWith(`${to}/`),
  );
