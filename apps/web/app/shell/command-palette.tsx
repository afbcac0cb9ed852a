import { useLocation, useNavigate } from '@remix-run/react';
import {
  CommandDialog,
  type CommandGroup,
  type CommandItem,
  namedIcon,
  type PageCommand,
  useT,
} from '@socle/plugin-sdk/web';
import { Search } from 'lucide-react';
import { useState } from 'react';
import type { PaletteRecord } from './command-palette.server';
import {
  type CommandGroupId,
  type StaticCommand,
  useStaticCommands,
} from './command-palette-commands';
import { rank, SURE } from './command-palette-rank';
import { useMatches, useRecent } from './command-palette-records';
import { visitsKey } from './command-palette-visits';
import type { FrameData } from './workspace-frame';

export interface CommandPaletteProps {
  frame: FrameData;
  /** What the page on screen offers. */
  page: readonly PageCommand[];
  /** Everything, or only what can be created. */
  mode: 'all' | 'create';
  openShortcuts: () => void;
  onClose: () => void;
}

/** One field for all there is to open, to create and to do. */
export function CommandPalette(props: CommandPaletteProps) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const query = typed.trim();
  const isCreating = props.mode === 'create';
  const run = (act: () => void) => () => {
    props.onClose();
    act();
  };
  const statics = useStaticCommands({ ...props, run }).filter(
    ({ group }) => !isCreating || group === 'create',
  );
  const { status, groups: found } = useFound(isCreating ? '' : query, run);
  const recent = useRecentGroup(props.frame, run);
  const first = isCreating ? [] : recent;
  const ranked = query === '' ? [] : rankedGroups(query, statics, first, found, t);
  const groups = query === '' ? startGroups(statics, first, t) : ranked;
  return (
    <CommandDialog
      title={t('shell.palette.title')}
      fieldLabel={t(isCreating ? 'shell.palette.createField' : 'shell.palette.field')}
      query={typed}
      onQueryChange={setTyped}
      groups={groups}
      status={status}
      isSure={(ranked[0]?.rank ?? 0) >= SURE}
      empty={{
        title: t('shell.search.none.title'),
        text: t('shell.search.none.text', { q: query }),
      }}
      onClose={props.onClose}
    />
  );
}

type T = ReturnType<typeof useT>;
type Run = (act: () => void) => () => void;

interface RankedGroup extends CommandGroup {
  /** Of its best line. */
  rank: number;
}

const GROUPS: readonly CommandGroupId[] = [
  'page',
  'create',
  'go',
  'settings',
  'workspaces',
  'account',
];

/** What is offered before anything is typed. */
function startGroups(statics: StaticCommand[], recent: CommandGroup[], t: T): CommandGroup[] {
  const shown = statics.filter(({ isQuiet }) => !isQuiet);
  const groups = groupsOf(shown, t);
  const ofPage = groups.filter(({ id }) => id === 'page');
  return [...ofPage, ...recent, ...groups.filter(({ id }) => id !== 'page')];
}

/**
 * What answers to the words typed, best first. What the server answers stays below commands that surely
 * match: a line must not move away from under Enter.
 */
function rankedGroups(
  query: string,
  statics: StaticCommand[],
  recent: CommandGroup[],
  found: RankedGroup[],
  t: T,
): RankedGroup[] {
  const matching = statics
    .map((command) => ({ command, rank: rank(query, command.label, command.keywords) }))
    .filter((match) => match.rank > 0)
    .sort((a, b) => b.rank - a.rank);
  const best = (ids: readonly { id: string }[]) =>
    matching.find(({ command }) => ids.some(({ id }) => id === command.id))?.rank ?? 0;
  const commands = groupsOf(
    matching.map(({ command }) => command),
    t,
  ).map((group) => ({ ...group, rank: best(group.items) }));
  const opened = recent
    .map((group) => rankedItems(query, group))
    .filter(({ items }) => items.length > 0);
  const known = new Set(opened.flatMap(({ items }) => items.map(({ id }) => id)));
  const fresh = found
    .map((group) => ({
      ...group,
      rank: Math.min(group.rank, SURE - 1),
      items: group.items.filter(({ id }) => !known.has(id)),
    }))
    .filter(({ items }) => items.length > 0);
  return [...commands, ...opened, ...fresh].sort((a, b) => b.rank - a.rank);
}

function rankedItems(query: string, group: CommandGroup): RankedGroup {
  const ranks = new Map(group.items.map((item) => [item, rank(query, item.label)]));
  const items = group.items.filter((item) => ranks.get(item));
  return { id: group.id, label: group.label, items, rank: Math.max(0, ...ranks.values()) };
}

function groupsOf(commands: readonly StaticCommand[], t: T): CommandGroup[] {
  return GROUPS.map((id) => ({
    id,
    label: t(`shell.palette.group.${id}`),
    items: commands.filter(({ group }) => group === id),
  })).filter(({ items }) => items.length > 0);
}

// The title of a record need not hold what it was found by: an address, a number.
const FOUND_BY_ANOTHER_FIELD = 20;

function useFound(query: string, run: Run) {
  const t = useT();
  const item = useRecordItem(run);
  const navigate = useNavigate();
  const { status, groups } = useMatches(query);
  const ranked = groups
    .map(({ type, label, records }): RankedGroup => {
      const ranks = records.map((record) => ({ record, rank: rank(query, record.title) }));
      // While the next answer is on its way, of the one before only what still fits is kept.
      const shown = status === 'ready' ? ranks : ranks.filter((match) => match.rank > 0);
      return {
        id: type,
        label: t(label),
        items: shown.map(({ record }) => item(record)),
        rank: Math.max(FOUND_BY_ANOTHER_FIELD, ...shown.map((match) => match.rank)),
      };
    })
    .filter(({ items }) => items.length > 0);
  const all: RankedGroup = {
    id: 'search',
    label: t('shell.search.title'),
    rank: 0,
    items: [
      {
        id: 'search.all',
        label: t('shell.palette.allResults', { q: query }),
        icon: Search,
        onRun: run(() => navigate(`/search?q=${encodeURIComponent(query)}`)),
      },
    ],
  };
  return { status, groups: ranked.length > 0 ? [...ranked, all] : [] };
}

function useRecentGroup(frame: FrameData, run: Run): CommandGroup[] {
  const t = useT();
  const item = useRecordItem(run);
  const { pathname } = useLocation();
  const { records, pending } = useRecent(
    visitsKey(frame.workspaceId, frame.palette.userId),
    pathname,
  );
  if (records.length === 0 && pending === 0) return [];
  return [
    { id: 'recent', label: t('shell.palette.group.recent'), items: records.map(item), pending },
  ];
}

function useRecordItem(run: Run): (record: PaletteRecord) => CommandItem {
  const navigate = useNavigate();
  return ({ to, title, subtitle, icon }) => ({
    id: to,
    label: title,
    ...(subtitle ? { detail: subtitle } : {}),
    icon: namedIcon(icon),
    onRun: run(() => navigate(to)),
  });
}
