import type { ReactNode } from 'react';
import { Icon, type IconType } from './icon';
import { type Tone, toneClasses } from './tone';

/** A state in one or two words: soft background, strong text. */
export function Badge({
  tone = 'muted',
  icon,
  children,
}: {
  tone?: Tone;
  icon?: IconType;
  children: ReactNode;
}) {
  return (
    <span
      className={`inline-flex h-5 max-w-full items-center gap-1 rounded-tag px-1.5 text-micro font-medium whitespace-nowrap ${toneClasses[tone]}`}
    >
      {icon && <Icon of={icon} size={12} />}
      <span className="truncate">{children}</span>
    </span>
  );
}
