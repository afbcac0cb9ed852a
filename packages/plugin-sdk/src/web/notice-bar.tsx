import type { ReactNode } from 'react';
import { type Tone, toneClasses } from './tone';

export interface NoticeBarProps {
  tone?: Tone;
  children: ReactNode;
  /** At the end of the line: the way out. */
  actions?: ReactNode;
}

/** A line across the top that stays in view for as long as what it says is true; page headers stop below it. */
export function NoticeBar({ tone = 'info', children, actions }: NoticeBarProps) {
  return (
    <div
      data-print="hidden"
      className={`notice-bar sticky top-13 z-20 flex min-h-11 items-center gap-3 border-b border-line px-(--page-inset) py-1.5 text-dense sm:top-0 ${toneClasses[tone]}`}
    >
      <div className="min-w-0 flex-1">{children}</div>
      {actions}
    </div>
  );
}
