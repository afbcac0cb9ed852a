import { lazy, Suspense } from 'react';
import type { IconType } from './icon';
import type { SearchStatus } from './use-record-search';

/** One line of the command dialog. */
export interface CommandItem {
  /** Unique in the dialog, and the same when the list is made again. */
  id: string;
  label: string;
  /** Says more about a record: its job title, its number. */
  detail?: string;
  icon?: IconType;
  /** The shortcut that does the same: keys pressed together or one after the other. */
  keys?: readonly string[];
  /** The choice in force, e.g. the current theme. */
  isCurrent?: boolean;
  onRun: () => void;
}

export interface CommandGroup {
  id: string;
  label: string;
  items: readonly CommandItem[];
  /** Lines on their way: their room is kept, so that nothing moves under the pointer. */
  pending?: number;
}

export interface CommandDialogProps {
  title: string;
  /** Name of the search field, shown in it too. */
  fieldLabel: string;
  query: string;
  onQueryChange: (query: string) => void;
  /** Best first. */
  groups: readonly CommandGroup[];
  /** Of the search among records. */
  status: SearchStatus;
  /** The first line answers so well that Enter need not wait for the search. */
  isSure: boolean;
  /** Shown when nothing answers. */
  empty: { title: string; text: string };
  onClose: () => void;
}

const load = () => import('./command-dialog-layer');
const CommandDialogLayer = lazy(() =>
  load().then((module) => ({ default: module.CommandDialogLayer })),
);

/** Fetches what the dialog is made of ahead of its first opening. */
export const preloadCommandDialog = (): Promise<unknown> => load();

/** One field that finds pages, records and acts, from the keyboard. Fills a phone's screen. */
export function CommandDialog(props: CommandDialogProps) {
  return (
    <Suspense fallback={null}>
      <CommandDialogLayer {...props} />
    </Suspense>
  );
}
