import { Monitor, Moon, Sun } from 'lucide-react';
import { useT } from './i18n';
import { Icon } from './icon';
import { PreferenceToggle } from './preference-toggle';

export type Theme = 'light' | 'dark' | 'system';

/** Light, dark, or as the device: posts `theme` to `action`. */
export function ThemeToggle({ theme, action }: { theme: Theme; action: string }) {
  const t = useT();
  return (
    <PreferenceToggle
      label={t('ui.theme.label')}
      name="theme"
      value={theme}
      action={action}
      options={[
        { value: 'light', label: t('ui.theme.light'), content: <Icon of={Sun} size={14} /> },
        { value: 'dark', label: t('ui.theme.dark'), content: <Icon of={Moon} size={14} /> },
        { value: 'system', label: t('ui.theme.system'), content: <Icon of={Monitor} size={14} /> },
      ]}
    />
  );
}
