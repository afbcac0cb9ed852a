import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min';

/** A phone as stored: E.164 when it could be read in full, else the text tidied. */
export interface ParsedPhone {
  value: string;
  isE164: boolean;
  /** True for a number known to be a mobile (France only: the rest would need the heavy metadata). */
  isMobile: boolean;
}

const PUNCTUATION = /[\s().\-/\u00a0\u2010-\u2015]/g;
const FRENCH_LOCAL = /^0[1-9]\d{8}$/;
const FRENCH_INTERNATIONAL = /^(?:\+33|0033)0?([1-9]\d{8})$/;

// How French numbers are grouped: in pairs, or not at all.
const FRENCH_GROUPS = /^0[1-9](?:\d{8}|(?:[ .\-\u00a0]\d\d){4})$/;

/**
 * Reads one phone number. `region` (ISO-2) says how numbers without a country code are dialled;
 * `hint` is a likelier country when the row itself names none (its e-mail ends in .de), believed
 * unless the number is grouped the French way. French numbers take a short path: the general
 * parser costs some ten times more.
 */
export function parsePhone(
  text: string,
  region: string | null,
  hint: string | null = null,
): ParsedPhone {
  if (hint && hint !== region && !FRENCH_GROUPS.test(text.trim())) {
    const hinted = parsePhone(text, hint);
    if (hinted.isE164) return hinted;
  }
  const tidy = text
    .replace(/^['`’\s]+/, '')
    .replace(/^(?:tel|phone|t[ée]l)\s*:?\s*/i, '')
    .trim();
  const compact = tidy.replace(PUNCTUATION, '');
  const french = frenchNumber(compact, region);
  if (french) return french;
  const international = compact.startsWith('00') ? `+${compact.slice(2)}` : tidy;
  const country = region && isSupportedCountry(region) ? region : undefined;
  return (
    parseAny(international, country) ?? { value: tidy.slice(0, 60), isE164: false, isMobile: false }
  );
}

/** The numbers of a cell: several may be separated by `:::`, `;`, `|`, a line or ` / `. */
export function splitPhones(cell: string): string[] {
  if (!/[:;|\n/]/.test(cell)) return cell.trim() === '' ? [] : [cell];
  return cell
    .split(/:::|[;|\n\r]+|\s\/\s/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function frenchNumber(compact: string, region: string | null): ParsedPhone | null {
  if (region === 'FR' && FRENCH_LOCAL.test(compact)) return frenchResult(compact.slice(1));
  const match = FRENCH_INTERNATIONAL.exec(compact);
  return match?.[1] ? frenchResult(match[1]) : null;
}

function frenchResult(national: string): ParsedPhone {
  const isMobile = national.startsWith('6') || national.startsWith('7');
  return { value: `+33${national}`, isE164: true, isMobile };
}

function parseAny(text: string, country: CountryCode | undefined): ParsedPhone | null {
  if (text.length > 40 || !/\d/.test(text)) return null;
  const parsed = parsePhoneNumberFromString(text, country);
  // "Possible" is enough: numbering plans change faster than metadata is updated.
  if (!parsed?.isPossible()) return null;
  const extension = parsed.ext ? ` ext. ${parsed.ext}` : '';
  return { value: parsed.number + extension, isE164: extension === '', isMobile: false };
}
