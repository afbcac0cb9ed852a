import { type ReactNode, useId } from 'react';
import { classNames } from './class-names';

export interface PanelProps {
  title?: string;
  /** Small, beside the title: a count, a badge. */
  meta?: ReactNode;
  actions?: ReactNode;
  /** No inner margin, for lists and tables that run to the edge. */
  isFlush?: boolean;
  children: ReactNode;
}

/** A titled surface with a hairline border. */
export function Panel({ title, meta, actions, isFlush = false, children }: PanelProps) {
  const headingId = useId();
  return (
    <section
      aria-labelledby={title ? headingId : undefined}
      className="panel min-w-0 overflow-clip rounded-card border border-line bg-surface [--page-inset:16px] [--table-surface:var(--color-surface)]"
    >
      {title && (
        <header className="flex min-h-11 flex-wrap items-center gap-x-2 px-4 pt-1">
          <h2 id={headingId} className="m-0 min-w-0 text-dense font-semibold">
            {title}
          </h2>
          {meta && <span className="text-small text-ink-faint">{meta}</span>}
          {actions && <div className="-mr-2 ml-auto flex items-center gap-1">{actions}</div>}
        </header>
      )}
      <div className={classNames(!isFlush && 'px-4 pb-4', !isFlush && !title && 'pt-4')}>
        {children}
      </div>
    </section>
  );
}
