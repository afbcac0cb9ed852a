import { createContext, type ReactNode, useContext, useEffect, useId } from 'react';
import type { IconType } from './icon';

/** Something the page on screen offers to do, for the command palette and the keyboard. */
export interface PageCommand {
  label: string;
  icon?: IconType;
  /** An address to go to… */
  to?: string;
  /** …or something to do. */
  onRun?: () => void;
  /** One letter that does the same outside of fields, e.g. `e` to edit a record. */
  shortcut?: string;
}

/** What the pages on screen have declared, read at the moment it is asked for. */
export interface CommandRegistry {
  list(): readonly PageCommand[];
  /** The one with this shortcut. */
  withShortcut(letter: string): PageCommand | undefined;
  set(key: string, command: PageCommand): void;
  remove(key: string): void;
}

/** Keeps commands in the order they were first declared. */
export function createCommandRegistry(): CommandRegistry {
  const commands = new Map<string, PageCommand>();
  return {
    list: () => [...commands.values()],
    withShortcut: (letter) => [...commands.values()].find(({ shortcut }) => shortcut === letter),
    set: (key, command) => {
      commands.set(key, command);
    },
    remove: (key) => {
      commands.delete(key);
    },
  };
}

const CommandsContext = createContext<CommandRegistry | null>(null);

/** Collects the commands of every page below it. */
export function CommandsProvider(props: { registry: CommandRegistry; children: ReactNode }) {
  return (
    <CommandsContext.Provider value={props.registry}>{props.children}</CommandsContext.Provider>
  );
}

/**
 * Offers an act of this page in the command palette while the component is there. Null or false offers
 * nothing, so that a right can be asked in place: `useCommand(can.update && { … })`.
 */
export function useCommand(command: PageCommand | null | false): void {
  const registry = useContext(CommandsContext);
  const key = useId();
  // After every render: what the command does may close over what was just rendered.
  useEffect(() => {
    if (command) registry?.set(key, command);
    else registry?.remove(key);
  });
  useEffect(() => () => registry?.remove(key), [registry, key]);
}
