import { Search, X } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { Dialog as AriaDialog, I18nProvider, Modal, ModalOverlay } from 'react-aria-components';
import { ariaLocale } from './aria-locale';
import type { CommandDialogProps } from './command-dialog';
import { CommandList } from './command-list';
import { EmptyState } from './empty-state';
import { useLocale, useT } from './i18n';
import { Icon } from './icon';
import { IconButton } from './icon-button';
import { Kbd } from './kbd';
import { Skeleton } from './skeleton';
import { useCommandKeys } from './use-command-keys';

/** The floating part of a `CommandDialog`; in a file of its own so that no first page pays for it. */
export function CommandDialogLayer(props: CommandDialogProps) {
  const { locale } = useLocale();
  return (
    <I18nProvider locale={ariaLocale(locale)}>
      <ModalOverlay
        isOpen
        isDismissable
        onOpenChange={(isOpen) => !isOpen && props.onClose()}
        className="fixed inset-x-0 top-0 z-50 flex h-(--visual-viewport-height) justify-center bg-scrim sm:items-start sm:px-4 sm:pt-[12vh]"
      >
        <Modal className="flex h-full w-full bg-float sm:h-112 sm:max-h-[76vh] sm:max-w-xl sm:animate-appear sm:overflow-hidden sm:rounded-float sm:shadow-float">
          <AriaDialog
            aria-label={props.title}
            className="flex min-h-0 w-full flex-1 flex-col outline-none"
          >
            <Content {...props} />
          </AriaDialog>
        </Modal>
      </ModalOverlay>
    </I18nProvider>
  );
}

function Content(props: CommandDialogProps) {
  const t = useT();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const { query, groups, status } = props;
  const keys = useCommandKeys(props);
  const items = groups.flatMap((group) => group.items);
  const isEmpty = items.length === 0 && groups.every((group) => !group.pending);
  return (
    <>
      <div className="flex h-13 shrink-0 items-center gap-2.5 border-b border-line pr-2 pl-4 text-ink-faint focus-within:border-focus">
        <Icon of={Search} />
        <input
          ref={field}
          type="text"
          role="combobox"
          inputMode="search"
          enterKeyHint="go"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-label={props.fieldLabel}
          aria-autocomplete="list"
          aria-expanded={items.length > 0}
          aria-controls={items.length > 0 ? `${id}-list` : undefined}
          aria-activedescendant={keys.active ? `${id}-${keys.active}` : undefined}
          placeholder={props.fieldLabel}
          value={query}
          onChange={(event) => props.onQueryChange(event.currentTarget.value)}
          onKeyDown={keys.onKeyDown}
          // The line under it shows the focus; the outline is for forced colours.
          className="h-full min-w-0 flex-1 bg-transparent text-title text-ink outline-transparent placeholder:text-ink-faint"
        />
        <IconButton icon={X} label={t('ui.close')} onClick={props.onClose} />
      </div>
      {isEmpty ? (
        <Nothing status={status} empty={props.empty} />
      ) : (
        <CommandList
          id={id}
          label={props.title}
          groups={groups}
          active={keys.active}
          onActivate={keys.activate}
        />
      )}
      <p role="status" className="sr-only">
        {query !== '' && status === 'ready' && t('ui.combobox.count', { count: items.length })}
      </p>
      {items.length > 0 && status === 'failed' && (
        <p role="alert" className="m-0 border-t border-line px-4 py-2 text-small text-danger">
          {t('ui.combobox.failed')}
        </p>
      )}
      <Hints />
    </>
  );
}

function Nothing({ status, empty }: Pick<CommandDialogProps, 'status' | 'empty'>) {
  const t = useT();
  return (
    <div className="min-h-0 flex-1 overflow-hidden">
      {status === 'loading' && <Skeleton shape="rows" count={5} />}
      {status === 'failed' && (
        <p role="alert" className="m-0 px-4 py-8 text-center text-dense text-danger">
          {t('ui.combobox.failed')}
        </p>
      )}
      {status !== 'loading' && status !== 'failed' && <EmptyState isCompact {...empty} />}
    </div>
  );
}

function Hints() {
  const t = useT();
  const hints = [
    { keys: ['↑', '↓'], text: t('ui.command.choose') },
    { keys: ['↵'], text: t('ui.command.open') },
    { keys: ['Esc'], text: t('ui.command.close') },
  ];
  return (
    <div
      aria-hidden="true"
      className="hidden shrink-0 gap-4 border-t border-line px-4 py-2 text-small text-ink-faint sm:flex"
    >
      {hints.map(({ keys, text }) => (
        <span key={text} className="flex items-center gap-1.5">
          <Kbd keys={keys} />
          {text}
        </span>
      ))}
    </div>
  );
}
