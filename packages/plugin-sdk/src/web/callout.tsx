import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon, type IconType } from './icon';
import { toneClasses } from './tone';

export type CalloutTone = 'info' | 'success' | 'warning' | 'danger' | 'muted';

export interface CalloutProps {
  tone?: CalloutTone;
  title?: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** Announced when it appears: the answer to an act, rather than a part of the page. */
  isLive?: boolean;
}

const icons: Record<CalloutTone, IconType> = {
  info: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: CircleAlert,
  muted: Info,
};

/** A message in the page: it stays until what it says is no longer true. */
export function Callout({ tone = 'info', title, children, actions, isLive }: CalloutProps) {
  return (
    <div
      role={isLive ? (tone === 'danger' ? 'alert' : 'status') : undefined}
      className={`flex gap-2.5 rounded-card px-3.5 py-3 text-dense ${toneClasses[tone]}`}
    >
      <span className="mt-0.5">
        <Icon of={icons[tone]} />
      </span>
      <div className="min-w-0 flex-1">
        {title && <p className="m-0 font-semibold">{title}</p>}
        {children && <div className="max-w-[75ch] text-pretty">{children}</div>}
        {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
