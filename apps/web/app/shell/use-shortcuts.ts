import { useNavigate } from '@remix-run/react';
import type { PageCommand } from '@socle/plugin-sdk/web';
import { useEffect, useRef } from 'react';
import { moveInList, selectInList } from './list-keys';

export interface ShortcutActs {
  /** The keys of one letter; Ctrl-K or ⌘-K works all the same. */
  areOn: boolean;
  openPalette: (mode: 'all' | 'create') => void;
  openShortcuts: () => void;
  /** Where G and a letter lead. */
  placeOf: (letter: string) => string | undefined;
  /** What the page on screen offers under a letter. */
  commandOf: (letter: string) => PageCommand | undefined;
}

/** How long G waits for its letter. */
const CHORD_MS = 1500;

/**
 * Keys that work on every page. They stay silent while someone types, with other keys held and while a
 * dialog is open, and those of one letter can be switched off in the preferences: a single letter must
 * not act on people who dictate (WCAG 2.1.4).
 */
export function useShortcuts(acts: ShortcutActs): void {
  const navigate = useNavigate();
  const latest = useRef({ acts, navigate });
  useEffect(() => {
    latest.current = { acts, navigate };
  });
  useEffect(() => {
    let goingSince = Number.NEGATIVE_INFINITY;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.isComposing) return;
      const { acts: now, navigate: go } = latest.current;
      if (isPaletteChord(event)) {
        event.preventDefault();
        if (!isDialogOpen()) now.openPalette('all');
        return;
      }
      const isHeld = event.ctrlKey || event.metaKey || event.altKey;
      if (!now.areOn || isHeld || isTyping(event.target) || isDialogOpen()) return;
      const isGoing = event.timeStamp - goingSince < CHORD_MS;
      goingSince = event.key === 'g' && !isGoing ? event.timeStamp : Number.NEGATIVE_INFINITY;
      const isDone = isGoing ? goTo(event.key, now, go) : act(event.key, now, go);
      if (isDone) event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

/** Whether this is a machine whose commands are given with ⌘ rather than Ctrl. */
export const isApple = (): boolean => /mac|iphone|ipad/i.test(navigator.platform);

function isPaletteChord(event: KeyboardEvent): boolean {
  const isCommand = isApple() ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  return isCommand && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k';
}

type Navigate = (to: string) => void;

function goTo(key: string, acts: ShortcutActs, navigate: Navigate): boolean {
  const place = acts.placeOf(key);
  if (place) navigate(place);
  return place !== undefined;
}

function act(key: string, acts: ShortcutActs, navigate: Navigate): boolean {
  switch (key) {
    case '/':
      search(navigate);
      return true;
    case '?':
      acts.openShortcuts();
      return true;
    case 'c':
      acts.openPalette('create');
      return true;
    case 'j':
      moveInList(1);
      return true;
    case 'k':
      moveInList(-1);
      return true;
    case 'x':
      selectInList();
      return true;
    default:
      return runOnPage(acts.commandOf(key), navigate);
  }
}

function runOnPage(command: PageCommand | undefined, navigate: Navigate): boolean {
  if (command?.to) navigate(command.to);
  else command?.onRun?.();
  return command !== undefined;
}

function search(navigate: Navigate): void {
  const field = document.querySelector<HTMLInputElement>('#main input[type="search"][name="q"]');
  if (field && window.location.pathname === '/search') field.select();
  else navigate('/search');
}

const TEXT = [
  'input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"], [type="reset"])',
  ...['textarea', 'select', '[role="textbox"]', '[role="combobox"]', '[role="searchbox"]'],
  // In these a letter chooses the item that begins with it.
  ...['[role="menu"] *', '[role="listbox"] *', '[role="tree"] *'],
].join(', ');

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches(TEXT));

const isDialogOpen = (): boolean =>
  document.querySelector('[role="dialog"], [role="alertdialog"], dialog[open]') !== null;
