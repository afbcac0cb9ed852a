import { useLocation } from '@remix-run/react';

/** Addresses of the other pages of a list: this one with another keyset cursor in the named parameter. */
export function useCursorHref(parameter: string) {
  const { pathname, search } = useLocation();
  return (cursor: string | null | undefined): string | undefined => {
    if (!cursor) return undefined;
    const next = new URLSearchParams(search);
    next.set(parameter, cursor);
    return `${pathname}?${next}`;
  };
}
