import { useLocation } from '@remix-run/react';
import { useEffect, useRef } from 'react';

/**
 * Makes a native <details> behave as a menu once JavaScript runs: Escape, a press outside and a
 * navigation close it.
 */
export function useLightDismiss() {
  const details = useRef<HTMLDetailsElement>(null);
  const { key } = useLocation();

  useEffect(() => {
    // The key is read so that each navigation closes the menu.
    if (key && details.current) details.current.open = false;
  }, [key]);

  useEffect(() => {
    const close = (event: Event) => {
      const element = details.current;
      const isInside = event.target instanceof Node && element?.contains(event.target);
      if (element?.open && !isInside) element.open = false;
    };
    const closeOnEscape = (event: KeyboardEvent) => {
      const element = details.current;
      if (event.key !== 'Escape' || !element?.open) return;
      event.preventDefault();
      element.open = false;
      element.querySelector('summary')?.focus();
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('focusin', close);
    document.addEventListener('keydown', closeOnEscape);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('focusin', close);
      document.removeEventListener('keydown', closeOnEscape);
    };
  }, []);

  return details;
}
