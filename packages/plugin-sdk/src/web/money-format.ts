import { numberFormat } from './intl-formats';
/** Formats minor units without ever passing through a float. */
export function formatMoney(
  amount: bigint | string,
  currency: string,
  locale: string,
  isRounded = false,
): string {
  const format = numberFormat(locale, {
    style: 'currency',
    currency,
    ...(isRounded ? { maximumFractionDigits: 0 } : {}),
  });
  const digits =
    numberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
    2;
  return format.format(majorUnits(BigInt(amount), digits));
}

/** 123450 with 2 digits → "1234.50": Intl formats such a string exactly. */
function majorUnits(amount: bigint, digits: number): Intl.StringNumericLiteral {
  const figures = (amount < 0n ? -amount : amount).toString().padStart(digits + 1, '0');
  const split = figures.length - digits;
  const text = `${amount < 0n ? '-' : ''}${figures.slice(0, split)}.${figures.slice(split) || '0'}`;
  return text as Intl.StringNumericLiteral;
}
