import { useLocale } from './i18n';
import { formatMoney } from './money-format';

export interface MoneyProps {
  /** Minor units (cents) as an integer: a bigint, or its decimal string as JSON carries it. Null, where it is hidden, shows nothing. */
  amount: bigint | string | null;
  /** ISO 4217. */
  currency: string;
  /** Leaves out ",00" where many amounts stack and cents do not matter (boards, charts). */
  isRounded?: boolean;
}

/** An amount of money, exact whatever its size, in tabular figures. */
export function Money({ amount, currency, isRounded }: MoneyProps) {
  const { locale } = useLocale();
  if (amount === null) return null;
  return (
    // The server's ICU data and the browser's may differ by a space; that is not worth an error.
    <span className="numeric whitespace-nowrap" suppressHydrationWarning>
      {formatMoney(amount, currency, locale, isRounded)}
    </span>
  );
}
