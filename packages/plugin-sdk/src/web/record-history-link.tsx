import { History } from 'lucide-react';
import { ButtonLink } from './button-link';
import { useCommand } from './commands';
import { useT } from './i18n';

/** The way to all that was ever changed on a record; for the acts of its page header, and a command of the page. */
export function RecordHistoryLink({ type, id }: { type: string; id: string }) {
  const t = useT();
  const to = `/history/${type}/${id}`;
  useCommand({ label: t('ui.record.history'), icon: History, to });
  return (
    <ButtonLink to={to} variant="ghost" icon={History}>
      {t('ui.record.history')}
    </ButtonLink>
  );
}
