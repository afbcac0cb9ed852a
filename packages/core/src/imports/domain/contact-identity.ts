import type { ContactDraft } from './contact-draft.ts';
import type { ContactInput } from './contact-input.ts';
import type { ColumnMapping } from './import-target.ts';
import { normalizeText } from './normalize.ts';
import { looksLikeCompany } from './words.ts';

type Identity = Pick<ContactInput, 'kind' | 'firstName' | 'lastName' | 'name' | 'companyName'>;

/**
 * Decides whether a row is a person or a company and what it is called; null when the row has no
 * name, no company and no e-mail to be recognised by.
 */
export function nameContact(
  draft: ContactDraft,
  fallbackKind: ContactInput['kind'],
): Identity | null {
  const {
    firstName = '',
    middleName = '',
    lastName = '',
    name = '',
    companyName = '',
  } = draft.text;
  const given = joinWords(firstName, middleName);
  const kind =
    draft.kind ?? decideKind({ given, lastName, name, companyName }, draft, fallbackKind);
  if (kind === 'company') {
    const title = companyName || name || joinWords(given, lastName);
    return title === '' ? anonymous(draft, 'company') : company(title);
  }
  if (kind === null) return anonymous(draft, 'person');
  const split = given || lastName ? { firstName: given, lastName } : splitFullName(name);
  const shown = joinWords(split.firstName, split.lastName) || name;
  if (shown === '') {
    return anonymous(draft, 'person', companyName) ?? (companyName ? company(companyName) : null);
  }
  return { kind: 'person', ...split, name: shown, companyName };
}

/**
 * What the rows of a file are when a row alone does not tell: companies when the file has columns
 * only companies have and none that only people have, or when most names carry a legal form.
 */
export function guessKind(
  mapping: readonly ColumnMapping[],
  sampleRows: readonly (readonly string[])[],
): ContactInput['kind'] {
  const keys = new Set(mapping.map((entry) => entry.fieldKey));
  if (['firstName', 'lastName', 'jobTitle', 'birthday'].some((key) => keys.has(key)))
    return 'person';
  if (['siren', 'siret', 'vatNumber', 'aliases', 'organisationType'].some((key) => keys.has(key))) {
    return 'company';
  }
  if (mapping.some((entry) => COMPANY_COLUMNS.test(normalizeText(entry.header)))) return 'company';
  const column = mapping.find((entry) => entry.fieldKey === 'name')?.column;
  if (column === undefined) return keys.has('companyName') ? 'company' : 'person';
  const names = sampleRows.map((row) => row[column] ?? '').filter((value) => value.trim() !== '');
  return names.filter(looksLikeCompany).length * 2 > names.length ? 'company' : 'person';
}

// Columns no field takes, but that only companies have.
const COMPANY_COLUMNS =
  /^(?:industry|number of employees|employees|num ?emp|effectifs?|nombre de salaries|annual revenue|chiffre d affaires|ca|code (?:naf|ape)|naf|ape|forme juridique|legal form|capital(?: social)?|rcs)$/;

interface Names {
  given: string;
  lastName: string;
  name: string;
  companyName: string;
}

function decideKind(
  { given, lastName, name, companyName }: Names,
  draft: ContactDraft,
  fallbackKind: ContactInput['kind'],
): ContactInput['kind'] | null {
  if (given !== '') return 'person';
  // Exports repeat the company as the last or display name of a contact that is nobody.
  const only = lastName || name;
  if (companyName !== '' && (only === '' || isSame(only, companyName))) return 'company';
  if (lastName !== '') return 'person';
  if (name === '') return null;
  if (companyName !== '') return 'person';
  if (looksLikeCompany(name) || draft.siren || draft.siret) return 'company';
  return fallbackKind;
}

function isSame(a: string, b: string): boolean {
  return a === b || normalizeText(a) === normalizeText(b);
}

// A contact known only by its address is still a contact; it is shown under that address.
function anonymous(
  draft: ContactDraft,
  kind: ContactInput['kind'],
  companyName = '',
): Identity | null {
  const name = draft.emails[0]?.value ?? '';
  if (name === '') return null;
  return { kind, firstName: '', lastName: '', name, companyName };
}

function company(name: string): Identity {
  return { kind: 'company', firstName: '', lastName: '', name, companyName: '' };
}

function joinWords(a: string, b: string): string {
  return a && b ? `${a} ${b}` : a || b;
}

const TITLES =
  /^(?:m|mr|mrs|ms|mme|mlle|me|dr|pr|prof|monsieur|madame|mademoiselle|maitre|herr|frau|sr|sra)\.? +/i;

/** First and last name of `Élodie Martin`, `MARTIN Élodie`, `Martin, Élodie` or `Mme Élodie Martin`. */
export function splitFullName(full: string): { firstName: string; lastName: string } {
  const name = full.replace(TITLES, '');
  const comma = /^([^,]+),\s*([^,]+)$/.exec(name);
  if (comma) return { firstName: comma[2] ?? '', lastName: comma[1] ?? '' };
  const words = name.split(' ').filter(Boolean);
  if (words.length < 2) return { firstName: '', lastName: name };
  const capitals = words.findIndex((word) => !isCapitals(word));
  // "DUPONT LEROY Jean": surnames in capitals come first in French lists.
  if (capitals > 0) {
    return {
      firstName: words.slice(capitals).join(' '),
      lastName: words.slice(0, capitals).join(' '),
    };
  }
  return { firstName: words[0] ?? '', lastName: words.slice(1).join(' ') };
}

function isCapitals(word: string): boolean {
  return word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();
}
