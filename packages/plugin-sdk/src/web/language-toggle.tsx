import { useLocale, useT } from './i18n';
import { PreferenceToggle } from './preference-toggle';

/** French or English: posts `language` to `action`. Each language is written in itself. */
export function LanguageToggle({ action }: { action: string }) {
  const t = useT();
  const { locale } = useLocale();
  return (
    <PreferenceToggle
      label={t('ui.language.label')}
      name="language"
      value={locale}
      action={action}
      options={[
        { value: 'fr', label: 'Français', lang: 'fr', content: 'FR' },
        { value: 'en', label: 'English', lang: 'en', content: 'EN' },
      ]}
    />
  );
}
