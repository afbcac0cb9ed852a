import type { ReactNode } from 'react';
import { classNames } from './class-names';

type Gap = 'tight' | 'normal' | 'loose';
const gaps: Record<Gap, string> = { tight: 'gap-2', normal: 'gap-4', loose: 'gap-6' };

/** Things one under the other. */
export function Stack({ gap = 'normal', children }: { gap?: Gap; children: ReactNode }) {
  return <div className={`grid min-w-0 grid-cols-[minmax(0,1fr)] ${gaps[gap]}`}>{children}</div>;
}

/** Things side by side, wrapping when there is no room. */
export function Inline({
  gap = 'tight',
  isSpread = false,
  children,
}: {
  gap?: Gap;
  isSpread?: boolean;
  children: ReactNode;
}) {
  return (
    <div
      className={classNames(
        'flex min-w-0 flex-wrap items-center',
        gaps[gap],
        isSpread && 'justify-between',
      )}
    >
      {children}
    </div>
  );
}
