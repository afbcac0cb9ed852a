import { CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import {
  Button as AriaButton,
  I18nProvider,
  UNSTABLE_ToastRegion as Region,
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
} from 'react-aria-components';
import { ariaLocale } from './aria-locale';
import { buttonClasses } from './button-style';
import { useLocale, useT } from './i18n';
import { Icon } from './icon';
import type { ToastMessage } from './toast';

const MINIMUM_MS = 10_000;
const icons = { success: CircleCheck, info: Info, warning: TriangleAlert };
const iconTones = { success: 'text-success', info: 'text-info', warning: 'text-warning' };

// One queue per browser tab; this file is never loaded on the server.
const queue = new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 });

export function addToast(message: ToastMessage): void {
  queue.add(message, { timeout: Math.max(MINIMUM_MS, message.durationMs ?? 0) });
}

/** The landmark that shows the toasts; fetched with the first of them. */
export function ToastRegion() {
  const { locale } = useLocale();
  const t = useT();
  return (
    <I18nProvider locale={ariaLocale(locale)}>
      <Region
        queue={queue}
        aria-label={t('ui.toast.region')}
        className="fixed right-4 bottom-18 left-4 z-60 flex flex-col gap-2 outline-none sm:right-auto sm:bottom-4 sm:left-62 sm:w-92"
      >
        {({ toast }) => (
          <Toast
            toast={toast}
            className="flex animate-appear items-center gap-2.5 rounded-float bg-float py-2 pr-2 pl-3.5 shadow-float outline-none focus-visible:outline-2 focus-visible:outline-focus"
          >
            <span className={iconTones[toast.content.tone ?? 'success']}>
              <Icon of={icons[toast.content.tone ?? 'success']} />
            </span>
            <ToastContent className="min-w-0 flex-1 text-dense">
              <Text slot="title">{toast.content.text}</Text>
            </ToastContent>
            {toast.content.action && (
              <AriaButton
                onPress={() => {
                  toast.content.action?.onAction();
                  queue.close(toast.key);
                }}
                className={buttonClasses({ variant: 'secondary', size: 'small' })}
              >
                {toast.content.action.label}
              </AriaButton>
            )}
            <AriaButton
              slot="close"
              aria-label={t('ui.close')}
              className={buttonClasses({ variant: 'ghost', size: 'small', isSquare: true })}
            >
              <Icon of={X} size={14} />
            </AriaButton>
          </Toast>
        )}
      </Region>
    </I18nProvider>
  );
}
