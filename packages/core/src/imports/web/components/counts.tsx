import { DescriptionList, Text, useLocale, useT } from '@socle/plugin-sdk/web';
import type { ImportCounts } from '../../domain/import-counts';

const SHOWN = ['created', 'updated', 'unchanged', 'skipped', 'rejected', 'companies'] as const;
// The outcomes everybody looks for are said even when there are none.
const ALWAYS = new Set<string>(['created', 'updated', 'rejected']);

/** What became, or will become, of the rows. */
export function Counts({ counts }: { counts: Partial<ImportCounts> }) {
  const t = useT();
  const { locale } = useLocale();
  const format = new Intl.NumberFormat(locale);
  return (
    <DescriptionList
      facts={SHOWN.filter((key) => ALWAYS.has(key) || (counts[key] ?? 0) > 0).map((key) => ({
        key,
        label: t(`core.import.screen.count.${key}`),
        value: <Text isNumeric>{format.format(counts[key] ?? 0)}</Text>,
      }))}
    />
  );
}
