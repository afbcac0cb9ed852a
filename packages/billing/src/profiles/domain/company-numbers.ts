import { isSiren, isSiret, parseVatNumber } from '@socle/core/contract';

const digitsOf = (text: string): string => text.replace(/[\s.\-\u00a0\u202f]/g, '');

/** A SIREN as typed, in nine digits; null when it is not one. */
export function readSiren(text: string): string | null {
  const digits = digitsOf(text);
  return isSiren(digits) ? digits : null;
}

/** A SIRET as typed, in fourteen digits; null when it is not one. La Poste's own rule is known. */
export function readSiret(text: string): string | null {
  const digits = digitsOf(text);
  return isSiret(digits) ? digits : null;
}

/** A VAT number as typed, in capitals without blanks; null when its form, or a French key, is wrong. */
export const readVatNumber = (text: string): string | null => parseVatNumber(text);

/** The SIREN inside a SIRET. */
export const sirenOfSiret = (siret: string): string => siret.slice(0, 9);

/** The SIREN inside a French VAT number; null for other countries and for Monaco (`FR..000…`). */
export function sirenOfVatNumber(vatNumber: string): string | null {
  if (!vatNumber.startsWith('FR')) return null;
  const siren = vatNumber.slice(4);
  return isSiren(siren) ? siren : null;
}
