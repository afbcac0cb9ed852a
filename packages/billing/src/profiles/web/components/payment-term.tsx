import { useT } from '@socle/plugin-sdk/web';

/** When a client pays: "30 jours", "45 jours fin de mois", "À réception". */
export function PaymentTerm({ days, isEndOfMonth }: { days: number; isEndOfMonth: boolean }) {
  const t = useT();
  return (
    <>{t(isEndOfMonth ? 'billing.profile.daysEndOfMonth' : 'billing.profile.days', { days })}</>
  );
}
