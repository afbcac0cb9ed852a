import { Decimal as DecimalJs } from 'decimal.js';

/**
 * Exact decimals for quantities and rates: 40 significant digits, half-up (the rounding of EN 16931).
 * Never build one from a binary float.
 */
export const Decimal = DecimalJs.clone({ precision: 40, rounding: DecimalJs.ROUND_HALF_UP });
export type Decimal = DecimalJs;
