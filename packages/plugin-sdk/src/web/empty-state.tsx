import type { ReactNode } from 'react';
import { Icon, type IconType } from './icon';

export interface EmptyStateProps {
  icon?: IconType;
  title: string;
  text?: ReactNode;
  /** What to do next: one primary act, perhaps a secondary one. */
  actions?: ReactNode;
  /** For a panel rather than a page. */
  isCompact?: boolean;
}

/** Nothing here yet (say how to begin) or nothing found (say how to widen). */
export function EmptyState({ icon, title, text, actions, isCompact = false }: EmptyStateProps) {
  return (
    <div
      className={`mx-auto flex max-w-md flex-col items-center text-center ${
        isCompact ? 'px-4 py-6' : 'px-6 py-16'
      }`}
    >
      {icon && (
        <span className="mb-3 flex size-10 items-center justify-center rounded-float border border-line bg-surface text-ink-faint">
          <Icon of={icon} size={20} />
        </span>
      )}
      <h2 className={`m-0 font-semibold ${isCompact ? 'text-dense' : 'text-title'}`}>{title}</h2>
      {text && <p className="mt-1 text-dense text-pretty text-ink-soft">{text}</p>}
      {actions && (
        <div className="mt-4 flex flex-wrap items-center justify-center gap-2">{actions}</div>
      )}
    </div>
  );
}
