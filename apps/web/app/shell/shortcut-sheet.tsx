import {
  Button,
  Callout,
  Dialog,
  type PageCommand,
  ShortcutList,
  TextLink,
  useT,
} from '@socle/plugin-sdk/web';
import { goEntries } from './go-entries';
import type { FrameData } from './workspace-frame';

interface ShortcutSheetProps {
  frame: FrameData;
  /** What the page on screen offers. */
  page: readonly PageCommand[];
  /** The key held for the palette on this machine. */
  commandKey: string;
  onClose: () => void;
}

/** All that the keyboard does. */
export function ShortcutSheet({ frame, page, commandKey, onClose }: ShortcutSheetProps) {
  const t = useT();
  const palette = { label: t('shell.shortcuts.palette'), keys: [commandKey, 'K'] };
  const everywhere = [
    palette,
    { label: t('shell.shortcuts.create'), keys: ['C'] },
    { label: t('shell.search.everything'), keys: ['/'] },
    { label: t('shell.shortcuts.sheet'), keys: ['?'] },
  ];
  const go = goEntries(frame, t).flatMap(({ label, letter }) =>
    letter ? [{ label, keys: ['G', letter.toUpperCase()] }] : [],
  );
  const list = [
    { label: t('shell.shortcuts.next'), keys: ['J'] },
    { label: t('shell.shortcuts.previous'), keys: ['K'] },
    { label: t('shell.shortcuts.open'), keys: ['↵'] },
    { label: t('shell.shortcuts.select'), keys: ['X'] },
  ];
  // E edits wherever a record's page says so; here it stands with the words of the page.
  const offered = page.flatMap(({ label, shortcut }) =>
    shortcut ? [{ label, keys: [shortcut.toUpperCase()] }] : [],
  );
  const groups = [
    { label: t('shell.shortcuts.everywhere'), shortcuts: everywhere },
    { label: t('shell.palette.group.page'), shortcuts: offered },
    { label: t('shell.palette.group.go'), shortcuts: go },
    { label: t('shell.shortcuts.list'), shortcuts: list },
  ].filter(({ shortcuts }) => shortcuts.length > 0);
  const onlyChords = [{ label: t('shell.shortcuts.everywhere'), shortcuts: [palette] }];
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('shell.shortcuts.title')}
      actions={<Button onClick={onClose}>{t('ui.close')}</Button>}
    >
      <ShortcutList groups={frame.areShortcutsOn ? groups : onlyChords} />
      {!frame.areShortcutsOn && (
        <Callout tone="info">
          {t('shell.shortcuts.off')}{' '}
          <TextLink to="/settings/preferences" onClick={onClose}>
            {t('shell.shortcuts.switchOn')}
          </TextLink>
        </Callout>
      )}
    </Dialog>
  );
}
