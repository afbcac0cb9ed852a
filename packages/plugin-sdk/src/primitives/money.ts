import { Decimal } from './decimal';

/** An amount in integer minor units (cents for EUR) with its ISO 4217 currency. */
export interface Money {
  minor: bigint;
  currency: string;
}

const DIGITS = new Map<string, number>();

/** Number of decimals of a currency (ISO 4217): 2 for EUR, 0 for JPY, 3 for TND. */
export function currencyDigits(currency: string): number {
  const known = DIGITS.get(currency);
  if (known !== undefined) return known;
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
      .maximumFractionDigits ?? 2;
  DIGITS.set(currency, digits);
  return digits;
}

/** Minor units as the decimal string used by the API: `{ minor: 123450n, EUR }` → `"1234.50"`. */
export function moneyToDecimalString({ minor, currency }: Money): string {
  const digits = currencyDigits(currency);
  const sign = minor < 0n ? '-' : '';
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0');
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/**
 * Reads a decimal string (`"1234.5"`) into minor units.
 * Returns null when it is not a number or has more decimals than the currency.
 */
export function moneyFromDecimalString(text: string, currency: string): Money | null {
  if (!/^-?\d{1,15}(\.\d+)?$/.test(text)) return null;
  const scaled = new Decimal(text).times(new Decimal(10).pow(currencyDigits(currency)));
  return scaled.isInteger() ? { minor: BigInt(scaled.toFixed(0)), currency } : null;
}
