import { Link, useNavigate } from '@remix-run/react';
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { buttonClasses } from './button-style';
import { useT } from './i18n';
import { Icon } from './icon';

export interface SidePanelProps {
  title: string;
  /** The address of the page without the panel: an open panel is part of the URL. */
  closeHref: string;
  actions?: ReactNode;
  children: ReactNode;
  /** Stays in view below the content: the buttons of a form. */
  footer?: ReactNode;
}

/**
 * A look at, or an edit of, one thing beside the page it belongs to. Not modal: the list stays
 * usable. Escape closes it and gives the focus back to where it was.
 */
export function SidePanel({ title, closeHref, actions, children, footer }: SidePanelProps) {
  const t = useT();
  const titleId = useId();
  const panel = useRef<HTMLElement>(null);
  const navigate = useNavigate();

  useEffect(() => {
    const origin = document.activeElement;
    panel.current?.focus();
    return () => {
      if (origin instanceof HTMLElement && origin.isConnected)
        origin.focus({ preventScroll: true });
    };
  }, []);

  useEffect(() => {
    const closeOnEscape = (event: KeyboardEvent) => {
      // A menu or a dialog above the panel takes its Escape first.
      const isOurs = event.target instanceof Node && panel.current?.contains(event.target);
      if (event.key !== 'Escape' || event.defaultPrevented || !isOurs) return;
      navigate(closeHref, { preventScrollReset: true });
    };
    document.addEventListener('keydown', closeOnEscape);
    return () => document.removeEventListener('keydown', closeOnEscape);
  }, [closeHref, navigate]);

  return (
    <aside
      ref={panel}
      aria-labelledby={titleId}
      tabIndex={-1}
      data-print="hidden"
      className="fixed inset-0 z-40 flex animate-slide-in flex-col border-line bg-float outline-none sm:left-auto sm:w-115 sm:border-l sm:shadow-float"
    >
      <header className="flex min-h-13 shrink-0 items-center gap-2 border-b border-line px-5">
        <h2 id={titleId} className="m-0 min-w-0 flex-1 truncate text-title font-semibold">
          {title}
        </h2>
        {actions}
        <Link
          to={closeHref}
          preventScrollReset
          aria-label={t('ui.close')}
          className={buttonClasses({ variant: 'ghost', size: 'medium', isSquare: true })}
        >
          <Icon of={X} />
        </Link>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
      {footer && (
        <footer className="flex shrink-0 items-center justify-end gap-2 border-t border-line px-5 py-3">
          {footer}
        </footer>
      )}
    </aside>
  );
}
