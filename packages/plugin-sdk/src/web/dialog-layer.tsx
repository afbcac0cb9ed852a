import {
  Dialog as AriaDialog,
  Heading,
  I18nProvider,
  Modal,
  ModalOverlay,
} from 'react-aria-components';
import { ariaLocale } from './aria-locale';
import type { DialogProps } from './dialog';
import { useLocale } from './i18n';

/** The floating part of a `Dialog`; in a file of its own so that it is only fetched when opened. */
export function DialogLayer({ onClose, title, children, actions, kind = 'question' }: DialogProps) {
  const { locale } = useLocale();
  return (
    <I18nProvider locale={ariaLocale(locale)}>
      <ModalOverlay
        isOpen
        isDismissable={kind === 'question'}
        onOpenChange={(isOpen) => !isOpen && onClose()}
        className="fixed inset-0 z-50 flex items-end justify-center bg-scrim p-4 sm:items-center"
      >
        <Modal className="max-h-full w-full max-w-md animate-appear overflow-auto rounded-float bg-float shadow-float">
          <AriaDialog
            role={kind === 'alert' ? 'alertdialog' : 'dialog'}
            className="p-5 outline-none"
          >
            <Heading slot="title" className="m-0 text-title font-semibold text-balance">
              {title}
            </Heading>
            {children && <div className="mt-1.5 text-body text-ink-soft">{children}</div>}
            <div className="mt-5 flex flex-wrap justify-end gap-2">{actions}</div>
          </AriaDialog>
        </Modal>
      </ModalOverlay>
    </I18nProvider>
  );
}
