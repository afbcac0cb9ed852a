const LIGATURES: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};
const LIGATURE = /[œæßøłđðþı]/g;
// Only combining accents go: vowel signs of other scripts are marks too, and carry the word.
const ACCENT = /[\u0300-\u036f]/g;
const SEPARATORS = /[^\p{L}\p{N}\p{M}]+/gu;
const PLAIN = /^[a-z0-9]+(?: [a-z0-9]+)*$/;

/** Text as it is compared: no accents, lower case, punctuation as single spaces (`Société  d’Écully` → `societe d ecully`). */
export function normalizeText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(ACCENT, '')
    .replace(LIGATURE, (char) => LIGATURES[char] ?? char)
    .normalize('NFC')
    .replace(SEPARATORS, ' ')
    .trim();
}

/** `normalizeText` without its spaces, so that `MailingStreet`, `Mailing Street` and `mailing_street` meet. */
export function compactKey(text: string): string {
  return normalizeText(text).replaceAll(' ', '');
}

const INVISIBLE = /[\u200b-\u200d\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]/g;
// Anything outside printable ASCII, the Latin letters that are composed already, and the usual
// typographic signs; most cells hold none of it and are returned as they are.
const NEEDS_CLEANING = /[^\x20-\x7e\u00a1-\u00ac\u00ae-\u017f\u2013-\u201e\u20ac]| {2}|^ | $/;
const EXCEL_ERROR = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|CALC!|SPILL!)$/;

/** One line of text: NFC, no invisible characters, single spaces, trimmed. */
export function cleanLine(text: string): string {
  if (!NEEDS_CLEANING.test(text)) return text;
  return text.normalize('NFC').replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
}

/** Text that keeps its lines: NFC, `\n` line ends, no trailing spaces. */
export function cleanText(text: string): string {
  if (!NEEDS_CLEANING.test(text)) return text;
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(INVISIBLE, '')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

/**
 * A cell as its author meant it: the apostrophe a spreadsheet (or our own rejected-rows file) puts
 * before a formula sign goes, and a formula's error is no value.
 */
export function unescapeCell(cell: string): string {
  const first = cell.charCodeAt(0);
  if (first === 39 && /^'[=+\-@\t\r]/.test(cell)) return cell.slice(1);
  if (first === 35 && EXCEL_ERROR.test(cell.trim())) return '';
  return cell;
}
