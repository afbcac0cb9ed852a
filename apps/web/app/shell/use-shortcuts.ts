import { useNavigate } from '@remix-run/react';
import { useEffect } from 'react';

/**
 * Keys that work on every page. They stay silent while someone types, and can be switched off in the
 * preferences: a single letter must not act on people who dictate (WCAG 2.1.4).
 */
export function useShortcuts(areOn: boolean): void {
  const navigate = useNavigate();
  useEffect(() => {
    if (!areOn) return undefined;
    const press = (event: KeyboardEvent) => {
      const isChord = event.ctrlKey || event.metaKey || event.altKey;
      if (event.key !== '/' || isChord || event.defaultPrevented || isTyping(event.target)) return;
      event.preventDefault();
      const field = document.querySelector<HTMLInputElement>(
        '#main input[type="search"][name="q"]',
      );
      if (field && window.location.pathname === '/search') field.select();
      else navigate('/search');
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [areOn, navigate]);
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select, [role="textbox"]'));
