import { cloneElement, type ReactElement, useEffect, useId, useRef } from 'react';

export interface TooltipProps {
  text: string;
  /** The text repeats the accessible name of the child, so it is not announced a second time. */
  isLabel?: boolean;
  side?: 'bottom' | 'right';
  /** One focusable element. */
  children: ReactElement<{ 'aria-describedby'?: string }>;
}

const GAP = 6;
const HOVER_DELAY_MS = 400;
// React 18 has no type for this attribute yet; spread, it reaches the DOM as it is.
const asPopover = { popover: 'manual' };

/**
 * A short text on hover and on keyboard focus, dismissed by Escape. It lives in the browser's top
 * layer (Popover API), so it is never clipped by a scrolling list nor hidden by a dialog.
 */
export function Tooltip({ text, isLabel = false, side = 'bottom', children }: TooltipProps) {
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const bubble = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    if (anchor.current && bubble.current) return attach(anchor.current, bubble.current, side);
  }, [side]);

  return (
    <span ref={anchor} className="inline-flex min-w-0">
      {isLabel ? children : cloneElement(children, { 'aria-describedby': id })}
      <span
        {...asPopover}
        ref={bubble}
        id={id}
        role="tooltip"
        aria-hidden={isLabel || undefined}
        className="tooltip rounded-control bg-ink px-2 py-1 text-small font-normal whitespace-nowrap text-ink-inverse"
      >
        {text}
      </span>
    </span>
  );
}

function attach(anchor: HTMLElement, bubble: HTMLElement, side: 'bottom' | 'right') {
  if (typeof bubble.showPopover !== 'function') return undefined;
  const listening = new AbortController();
  let timer = 0;
  const show = (delay: number) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      if (!bubble.matches(':popover-open')) bubble.showPopover();
      place(anchor.getBoundingClientRect(), bubble, side);
    }, delay);
  };
  const hide = () => {
    window.clearTimeout(timer);
    if (bubble.matches(':popover-open')) bubble.hidePopover();
  };
  const on = <K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (event: HTMLElementEventMap[K]) => void,
  ) => anchor.addEventListener(type, listener, { signal: listening.signal });

  on('pointerenter', (event) => event.pointerType === 'mouse' && show(HOVER_DELAY_MS));
  on('pointerleave', hide);
  on('pointerdown', hide);
  on('focusin', (event) => {
    if (event.target instanceof Element && event.target.matches(':focus-visible')) show(0);
  });
  on('focusout', hide);
  on('keydown', (event) => event.key === 'Escape' && hide());
  return () => {
    hide();
    listening.abort();
  };
}

function place(at: DOMRect, bubble: HTMLElement, side: 'bottom' | 'right') {
  const size = bubble.getBoundingClientRect();
  const hasRoomBelow = at.bottom + GAP + size.height < window.innerHeight;
  const besideLine = hasRoomBelow ? at.bottom + GAP : at.top - GAP - size.height;
  const left = side === 'right' ? at.right + GAP : at.left + at.width / 2 - size.width / 2;
  const top = side === 'right' ? at.top + at.height / 2 - size.height / 2 : besideLine;
  bubble.style.left = `${Math.max(4, Math.min(left, window.innerWidth - size.width - 4))}px`;
  bubble.style.top = `${Math.max(4, top)}px`;
}
