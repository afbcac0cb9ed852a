const LA_POSTE = '356000000';

/** True for nine digits that pass the Luhn check. */
export function isSiren(digits: string): boolean {
  return /^\d{9}$/.test(digits) && digits !== '000000000' && luhnSum(digits) % 10 === 0;
}

/** True for fourteen digits that pass the Luhn check, or La Poste's own rule (sum of digits multiple of 5). */
export function isSiret(digits: string): boolean {
  if (!/^\d{14}$/.test(digits) || /^0+$/.test(digits)) return false;
  if (digits.startsWith(LA_POSTE)) {
    // The post offices outgrew the Luhn range (INSEE, règle de La Poste).
    if (luhnSum(digits) % 10 === 0) return true;
    return [...digits].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0;
  }
  return luhnSum(digits) % 10 === 0;
}

/** A SIREN without spaces, leading zeros a spreadsheet dropped put back; null when it is not one. */
export function parseSiren(text: string): string | null {
  const digits = text.replace(/[\s.\u00a0-]/g, '').replace(/^'/, '');
  return padded(digits, 9, isSiren);
}

/** A SIRET without spaces, leading zeros put back; null when it is not one. */
export function parseSiret(text: string): string | null {
  const digits = text.replace(/[\s.\u00a0-]/g, '').replace(/^'/, '');
  return padded(digits, 14, isSiret);
}

function padded(
  digits: string,
  length: number,
  isValid: (digits: string) => boolean,
): string | null {
  if (!/^\d+$/.test(digits) || digits.length < length - 2) return null;
  const whole = digits.padStart(length, '0');
  return isValid(whole) ? whole : null;
}

// Shapes of the VAT numbers of the Union (VIES), Northern Ireland, the United Kingdom, Switzerland, Norway.
const VAT_SHAPES: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]?\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[0-9A-HJ-NP-Z]{2}\d{9}$/,
  GB: /^(?:\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^\d[A-Z0-9+*]\d{5}[A-Z]{1,2}$/,
  IT: /^\d{11}$/,
  LT: /^(?:\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^\d{9}B\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  XI: /^(?:\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
  CHE: /^\d{9}(?:MWST|TVA|IVA)?$/,
  NO: /^\d{9}(?:MVA)?$/,
};

/** A VAT number in capitals without spaces; null when its shape, or the key of a French one, is wrong. */
export function parseVatNumber(text: string): string | null {
  const value = text.toUpperCase().replace(/[\s.\-_/']/g, '');
  const prefix = value.startsWith('CHE') ? 'CHE' : value.slice(0, 2);
  const shape = VAT_SHAPES[prefix];
  if (!shape?.test(value.slice(prefix.length))) return null;
  return prefix === 'FR' && !isFrenchVatKey(value) ? null : value;
}

// Keys with letters follow another, unpublished rule: only numeric ones can be checked.
function isFrenchVatKey(value: string): boolean {
  const key = value.slice(2, 4);
  const siren = value.slice(4);
  // Monaco's numbers carry no SIREN: they begin with 000.
  if (!/^\d\d$/.test(key) || siren.startsWith('000')) return true;
  return isSiren(siren) && Number(key) === (12 + 3 * (Number(siren) % 97)) % 97;
}

function luhnSum(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum;
}
