import { History } from 'lucide-react';
import { ButtonLink } from './button-link';
import { useT } from './i18n';

/** The way to all that was ever changed on a record; for the acts of its page header. */
export function RecordHistoryLink({ type, id }: { type: string; id: string }) {
  const t = useT();
  return (
    <ButtonLink to={`/history/${type}/${id}`} variant="ghost" icon={History}>
      {t('ui.record.history')}
    </ButtonLink>
  );
}
