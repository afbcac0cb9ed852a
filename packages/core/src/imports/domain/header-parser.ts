import type { Place } from './import-target.ts';
import { normalizeText } from './normalize.ts';

/** A column name taken apart: `Business Address 2 - Street` → rest `address street`, place work, slot 2. */
export interface ParsedHeader {
  /** Words that name the field, without place, number and role words. */
  rest: string;
  place: Place | null;
  /** The number in the name, 1 without one. */
  number: number;
  /** True when the number closes the name (`Street 2`): a second line, not a second address. */
  isNumberLast: boolean;
  /** `label` columns say which place the matching value column is. */
  role: 'value' | 'label';
}

const PLACES: Readonly<Record<string, Place>> = {
  work: 'work',
  business: 'work',
  bureau: 'work',
  professionnel: 'work',
  professionnelle: 'work',
  professionnels: 'work',
  pro: 'work',
  office: 'work',
  mailing: 'work',
  billing: 'work',
  facturation: 'work',
  siege: 'work',
  direct: 'work',
  dienstlich: 'work',
  geschaftlich: 'work',
  trabajo: 'work',
  standard: 'work',
  home: 'home',
  domicile: 'home',
  personnel: 'home',
  personnelle: 'home',
  perso: 'home',
  personal: 'home',
  prive: 'home',
  privee: 'home',
  privat: 'home',
  private: 'home',
  casa: 'home',
  other: 'other',
  autre: 'other',
  shipping: 'other',
  livraison: 'other',
  delivery: 'other',
  secondary: 'other',
  secondaire: 'other',
  alternate: 'other',
  otro: 'other',
  mobile: 'mobile',
  cell: 'mobile',
  cellphone: 'mobile',
  cellulaire: 'mobile',
  portable: 'mobile',
  gsm: 'mobile',
  handy: 'mobile',
  mobil: 'mobile',
  movil: 'mobile',
  whatsapp: 'mobile',
  fax: 'fax',
  telecopie: 'fax',
  telefax: 'fax',
};

const ROLE_VALUE = new Set(['value', 'valeur', 'wert', 'valor']);
const ROLE_LABEL = new Set(['label', 'libelle', 'type', 'etiquette']);
const PRIMARY = new Set(['primary', 'main', 'principal', 'principale']);
// "Person - Email", "Contact: Nom": the record the column belongs to says nothing more.
const RECORD = new Set(['person', 'personne', 'contact', 'lead', 'kontakt', 'persona']);
const FILLER = new Set(['de', 'du', 'la', 'le', 'l', 'd', 'des', 'the', 'of']);

/** Takes a column name apart; see ParsedHeader. */
export function parseHeader(header: string): ParsedHeader {
  const words = normalizeText(splitCamel(header)).split(' ').filter(Boolean);
  const rest: string[] = [];
  let place: Place | null = null;
  let number = 1;
  let isNumberLast = false;
  let role: ParsedHeader['role'] = 'value';
  for (const [position, word] of words.entries()) {
    const found = PLACES[word];
    if (found) {
      // "Work fax" is a fax: the more telling word wins.
      place = place === 'fax' || (place === 'mobile' && found !== 'fax') ? place : found;
    } else if (/^[1-9]$/.test(word)) {
      number = Number(word);
      isNumberLast = position === words.length - 1;
    } else if (
      ROLE_LABEL.has(word) &&
      number > 0 &&
      position > 0 &&
      position === words.length - 1
    ) {
      role = 'label';
    } else if (isWorthKeeping(word, position, words.length)) {
      rest.push(word);
    }
  }
  return { rest: rest.join(' '), place, number, isNumberLast, role };
}

function isWorthKeeping(word: string, position: number, count: number): boolean {
  if (FILLER.has(word) || PRIMARY.has(word) || ROLE_VALUE.has(word)) return false;
  return !(position === 0 && count > 1 && RECORD.has(word));
}

/** `MailingPostalCode` → `Mailing Postal Code`; names written in capitals stay whole. */
export function splitCamel(header: string): string {
  return header.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2');
}

/** The place a cell such as `* Work`, `Domicile` or `Mobile` names; a custom word is kept as it is. */
export function placeFromLabel(label: string): string | null {
  const words = normalizeText(label).split(' ').filter(Boolean);
  if (words.length === 0) return null;
  for (const word of words) {
    const place = PLACES[word];
    if (place === 'fax' || place === 'mobile') return place;
  }
  for (const word of words) {
    const place = PLACES[word];
    if (place) return place;
  }
  if (words.some((word) => PRIMARY.has(word))) return null;
  return (
    label
      .replace(/^\*\s*/, '')
      .trim()
      .slice(0, 40) || null
  );
}
