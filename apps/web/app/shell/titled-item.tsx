import { Icon, type IconType, Text, TextLink } from '@socle/plugin-sdk/web';
import type { ReactNode } from 'react';

interface TitledItemProps {
  icon: IconType;
  title: string;
  /** One sentence on what it is for. */
  text: string;
  /** Where the title leads. */
  to?: string | null;
  /** After the title. */
  badge?: ReactNode;
  children?: ReactNode;
}

/** One thing in a list of a few: its icon, its name, and a sentence about it. */
export function TitledItem({ icon, title, text, to, badge, children }: TitledItemProps) {
  return (
    <div className="flex gap-3">
      <span className="pt-0.5">
        <Icon of={icon} size={20} />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-2">
          {to ? <TextLink to={to}>{title}</TextLink> : <Text look="strong">{title}</Text>}
          {badge}
        </div>
        <Text look="soft">{text}</Text>
        {children && <div className="mt-2">{children}</div>}
      </div>
    </div>
  );
}
