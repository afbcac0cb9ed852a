import {
  type CommandRegistry,
  createCommandRegistry,
  preloadCommandDialog,
  useT,
} from '@socle/plugin-sdk/web';
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { useVisits, visitsKey } from './command-palette-visits';
import { goEntries } from './go-entries';
import { isApple, useShortcuts } from './use-shortcuts';
import type { FrameData } from './workspace-frame';

const load = () => import('./command-palette');
const CommandPalette = lazy(() => load().then((module) => ({ default: module.CommandPalette })));
const ShortcutSheet = lazy(() =>
  import('./shortcut-sheet').then((module) => ({ default: module.ShortcutSheet })),
);

interface CommandCenter {
  /** Collects what pages offer. */
  registry: CommandRegistry;
  openPalette: () => void;
  /** The keys that open the palette, as this machine names them. */
  keys: readonly string[];
  /** What is open of it. */
  overlay: ReactNode;
}

/** The command palette, the sheet of shortcuts and the keyboard of every signed-in page. */
export function useCommandCenter(frame: FrameData): CommandCenter {
  const t = useT();
  const [registry] = useState(createCommandRegistry);
  const [open, setOpen] = useState<'nothing' | 'all' | 'create' | 'shortcuts'>('nothing');
  const commandKey = useCommandKey();
  useVisits(visitsKey(frame.workspaceId, frame.palette.userId), frame.palette.recordPaths);
  useIdlePreload();
  const openShortcuts = () => setOpen('shortcuts');
  const origin = useRef<Element | null>(null);
  const openPalette = (mode: 'all' | 'create') => {
    origin.current = document.activeElement;
    setOpen(mode);
  };
  useShortcuts({
    // Between the key and the dialog, what is typed is meant for the dialog.
    areOn: frame.areShortcutsOn && open === 'nothing',
    openPalette,
    openShortcuts,
    placeOf: (letter) => goEntries(frame, t).find((entry) => entry.letter === letter)?.to,
    commandOf: registry.withShortcut,
  });
  const shared = { frame, page: registry.list(), onClose: () => setOpen('nothing') };
  return {
    registry,
    openPalette: () => openPalette('all'),
    keys: [commandKey, 'K'],
    overlay: (
      <Suspense fallback={null}>
        {(open === 'all' || open === 'create') && (
          <CommandPalette
            {...shared}
            mode={open}
            openShortcuts={() => afterFocus(origin.current, openShortcuts)}
          />
        )}
        {open === 'shortcuts' && <ShortcutSheet {...shared} commandKey={commandKey} />}
      </Suspense>
    ),
  };
}

const MOST_FRAMES = 10;

/**
 * Goes on once the element has the focus again. What opens next gives the focus back to where it found
 * it, and a dialog that closes lets go of the page only some frames later.
 */
function afterFocus(element: Element | null, next: () => void, frames = MOST_FRAMES): void {
  requestAnimationFrame(() => {
    if (element instanceof HTMLElement) element.focus({ preventScroll: true });
    if (document.activeElement === element || frames === 0) next();
    else afterFocus(element, next, frames - 1);
  });
}

const SOON_MS = 1500;

/** Fetches the palette once the page has nothing better to do, so that it opens at once. */
function useIdlePreload(): void {
  useEffect(() => {
    const preload = () => {
      // Opening it tries again, and says what is wrong.
      Promise.all([load(), preloadCommandDialog()]).catch(() => undefined);
    };
    // Safari has no idle callbacks.
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(preload, SOON_MS);
      return () => clearTimeout(timer);
    }
    const idle = window.requestIdleCallback(preload, { timeout: SOON_MS * 2 });
    return () => window.cancelIdleCallback(idle);
  }, []);
}

// The server does not know the machine.
function useCommandKey(): string {
  const [key, setKey] = useState('Ctrl');
  useEffect(() => {
    if (isApple()) setKey('⌘');
  }, []);
  return key;
}
