import { Icon, namedIcon, Text, TextLink, useT } from '@socle/plugin-sdk/web';
import type { ReactNode } from 'react';

interface ModuleMarkProps {
  /** Message keys. */
  name: string;
  description: string;
  icon: string;
  /** Where the name leads. */
  to?: string | null;
  /** After the name: a badge. */
  badge?: ReactNode;
  children?: ReactNode;
}

/** A module in a list: its icon, its name and what it is for. */
export function ModuleMark({ name, description, icon, to, badge, children }: ModuleMarkProps) {
  const t = useT();
  return (
    <div className="flex gap-3">
      <span className="pt-0.5">
        <Icon of={namedIcon(icon)} size={20} />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-2">
          {to ? <TextLink to={to}>{t(name)}</TextLink> : <Text look="strong">{t(name)}</Text>}
          {badge}
        </div>
        <Text look="soft">{t(description)}</Text>
        {children}
      </div>
    </div>
  );
}
