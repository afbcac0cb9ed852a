import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { CommandDialogProps } from './command-dialog';

type Options = Pick<CommandDialogProps, 'query' | 'groups' | 'status' | 'isSure'>;

const PAGE = 8;

/** The keyboard of a command dialog: the focus stays in the field, which points at the active line. */
export function useCommandKeys({ query, groups, status, isSure }: Options) {
  const items = groups.flatMap((group) => group.items);
  // A choice, and an Enter still to be answered, are about one question; another forgets them.
  const [chosen, setChosen] = useState<{ query: string; id: string } | null>(null);
  const entered = useRef<string | null>(null);
  const place = items.findIndex((item) => chosen?.query === query && item.id === chosen.id);
  // A line that an answer took away leaves the choice to the first one.
  const active = items[Math.max(place, 0)];

  useEffect(() => {
    if (entered.current !== query || status === 'loading') return;
    entered.current = null;
    items[0]?.onRun();
  });

  const enter = () => {
    // Someone types faster than the search answers: what they mean is the best of the answer.
    if (status === 'loading' && place < 0 && !isSure) entered.current = query;
    else active?.onRun();
  };
  const activate = (id: string) => setChosen({ query, id });
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter may only choose a word of an input method.
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      enter();
      return;
    }
    const target = placeAfter(event, Math.max(place, 0), items.length);
    const item = target === null ? undefined : items[target];
    if (!item) return;
    event.preventDefault();
    activate(item.id);
  };
  return { active: active?.id, activate, onKeyDown };
}

function placeAfter(event: KeyboardEvent, place: number, count: number): number | null {
  if (event.shiftKey || count === 0) return null;
  const last = count - 1;
  switch (event.key) {
    case 'ArrowDown':
      return place === last ? 0 : place + 1;
    case 'ArrowUp':
      return place === 0 ? last : place - 1;
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'PageDown':
      return Math.min(place + PAGE, last);
    case 'PageUp':
      return Math.max(place - PAGE, 0);
    default:
      return null;
  }
}
