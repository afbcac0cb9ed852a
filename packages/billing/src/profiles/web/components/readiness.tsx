import { Badge, useLocale, useT } from '@socle/plugin-sdk/web';
import type { Mention } from '../../contract';

/** Whether a client can be billed, in a word. */
export function ReadinessBadge({ missing }: { missing: readonly Mention[] }) {
  const t = useT();
  return missing.length === 0 ? (
    <Badge tone="success">{t('billing.profile.ready')}</Badge>
  ) : (
    <Badge tone="warning">{t('billing.profile.incomplete')}</Badge>
  );
}

/** Words joined as the reader's language joins them: "a, b et c". */
export function useList(): (items: readonly string[]) => string {
  const { locale } = useLocale();
  return (items) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items);
}

/** The missing mentions in words: "le SIREN et l’adresse complète". */
export function useMentions(): (missing: readonly Mention[]) => string {
  const t = useT();
  const join = useList();
  return (missing) => join(missing.map((mention) => t(`billing.mention.${mention}`)));
}
