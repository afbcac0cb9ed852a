import { parseSiren, parseSiret, parseVatNumber } from './company-numbers.ts';
import { type ContactDraft, cachedCountryCode, type ReaderSettings } from './contact-draft.ts';
import { MAX_NAME_CHARS } from './contact-input.ts';
import { dateFromParts, parseDate } from './dates.ts';
import { findEmail, isEmail, splitEmails, suggestEmail } from './emails.ts';
import { placeFromLabel } from './header-parser.ts';
import type { ColumnMapping } from './import-target.ts';
import { cleanLine, cleanText, unescapeCell } from './normalize.ts';
import { splitPhones } from './phones.ts';
import {
  kindFromWord,
  languageTag,
  parseWebsite,
  roleFromWord,
  splitAliases,
  splitTags,
} from './words.ts';

/** Puts one filled cell into the draft. `cells` serves the columns that name the place. */
export type ColumnReader = (cell: string, draft: ContactDraft, cells: readonly string[]) => void;

type ReaderFactory = (mapping: ColumnMapping, settings: ReaderSettings) => ColumnReader;

/** The reader of a mapped column, or null for a field that contacts do not have. */
export function contactReader(
  mapping: ColumnMapping,
  settings: ReaderSettings,
): ColumnReader | null {
  const key = mapping.fieldKey ?? '';
  return READERS[key]?.(mapping, settings) ?? null;
}

function placeOf(mapping: ColumnMapping, cells: readonly string[]): string | null {
  if (mapping.placeColumn === null) return mapping.place;
  return placeFromLabel(cells[mapping.placeColumn] ?? '') ?? mapping.place;
}

const lineReader: ReaderFactory = (mapping) => {
  const key = mapping.fieldKey ?? '';
  return (cell, draft) => {
    const value = cleanLine(cell);
    if (value.length <= MAX_NAME_CHARS) draft.text[key] = value;
    else draft.error(mapping.header, 'tooLong', { max: MAX_NAME_CHARS, length: value.length });
  };
};

const emailReader: ReaderFactory = (mapping) => (cell, draft, cells) => {
  const label = placeOf(mapping, cells);
  for (const value of splitEmails(cell)) {
    if (isEmail(value)) {
      const lower = value.toLowerCase();
      if (draft.emails.some((email) => email.value.toLowerCase() === lower)) continue;
      draft.emails.push({ value, label: label ?? 'work' });
      continue;
    }
    const suggestion = suggestEmail(value);
    const shown = value.slice(0, 120);
    if (suggestion) {
      draft.error(mapping.header, 'invalidEmailSuggestion', { value: shown, suggestion });
    } else {
      draft.error(mapping.header, 'invalidEmail', { value: shown });
    }
  }
};

const phoneReader: ReaderFactory = (mapping) => (cell, draft, cells) => {
  const place = placeOf(mapping, cells);
  for (const text of splitPhones(cell)) {
    draft.phones.push({ text: cleanLine(text), place, header: mapping.header });
  }
};

const websiteReader: ReaderFactory = (mapping) => (cell, draft) => {
  for (const part of cell.split(/:::|[\n\r]+/)) {
    if (part.trim() === '') continue;
    const website = parseWebsite(part);
    if (website) draft.websites.push(website);
    else draft.warn(mapping.header, 'invalidWebsite', { value: part.slice(0, 120) });
  }
};

const streetReader: ReaderFactory = (mapping) => (cell, draft, cells) => {
  const address = draft.address(placeOf(mapping, cells), mapping.slot);
  const line = cleanText(cell);
  address.street = address.street === '' ? line : `${address.street}\n${line}`;
};

function addressPart(part: 'city' | 'region' | 'postalCode'): ReaderFactory {
  return (mapping) => (cell, draft, cells) => {
    draft.address(placeOf(mapping, cells), mapping.slot)[part] = cleanLine(cell);
  };
}

const countryReader: ReaderFactory = (mapping) => (cell, draft, cells) => {
  const name = cleanLine(cell);
  const code = cachedCountryCode(name);
  draft.address(placeOf(mapping, cells), mapping.slot).country = code ?? name;
  if (!code) draft.warn(mapping.header, 'unknownCountry', { value: name.slice(0, 120) });
};

function dateReader(part: 'birthday' | 'createdAt'): ReaderFactory {
  return (mapping, settings) => (cell, draft) => {
    const date = parseDate(cell, settings.dateOrder);
    if (date.kind === 'date') draft[part] = date.value;
    if (date.kind === 'invalid') {
      draft.warn(mapping.header, 'invalidDate', { value: cell.slice(0, 60) });
    } else if (date.kind === 'date' && date.isAmbiguous && !settings.isDateOrderSure) {
      draft.warn(mapping.header, 'ambiguousDate', { value: cell.slice(0, 60), read: date.value });
    }
  };
}

function numberReader(
  part: 'siren' | 'siret' | 'vatNumber',
  parse: (text: string) => string | null,
  code: 'invalidSiren' | 'invalidSiret' | 'invalidVatNumber',
): ReaderFactory {
  return (mapping) => (cell, draft) => {
    const value = parse(cell);
    if (value) draft[part] = value;
    else draft.error(mapping.header, code, { value: cell.slice(0, 60) });
  };
}

// People put a SIRET in the SIREN column: it says both.
const sirenReader: ReaderFactory = (mapping) => (cell, draft) => {
  const siren = parseSiren(cell);
  const siret = siren ? null : parseSiret(cell);
  if (siret) draft.siret ??= siret;
  draft.siren = siren ?? siret?.slice(0, 9) ?? null;
  if (!draft.siren) draft.error(mapping.header, 'invalidSiren', { value: cell.slice(0, 60) });
};

const rolesReader: ReaderFactory = () => (cell, draft) => {
  for (const word of splitTags(cell)) {
    const role = roleFromWord(word);
    if (role && !draft.roles.includes(role)) draft.roles.push(role);
    // An unknown status is still worth finding again.
    if (!role) draft.tags.push(word);
  }
};

// Says "customer" in one export, "company" in another, "healthcare" in a third.
const typeReader: ReaderFactory = () => (cell, draft) => {
  for (const word of splitTags(cell)) {
    const role = roleFromWord(word);
    const kind = kindFromWord(word);
    if (role && !draft.roles.includes(role)) draft.roles.push(role);
    else if (kind) draft.kind ??= kind;
    else if (!role) draft.tags.push(word);
  }
};

const READERS: Readonly<Record<string, ReaderFactory>> = {
  firstName: lineReader,
  middleName: lineReader,
  lastName: lineReader,
  name: lineReader,
  companyName: lineReader,
  jobTitle: lineReader,
  externalId: lineReader,
  birthYear: lineReader,
  birthMonth: lineReader,
  birthDay: lineReader,
  email: emailReader,
  phone: phoneReader,
  website: websiteReader,
  street: streetReader,
  street2: streetReader,
  city: addressPart('city'),
  region: addressPart('region'),
  postalCode: addressPart('postalCode'),
  country: countryReader,
  birthday: dateReader('birthday'),
  createdAt: dateReader('createdAt'),
  siren: sirenReader,
  siret: numberReader('siret', parseSiret, 'invalidSiret'),
  vatNumber: numberReader('vatNumber', parseVatNumber, 'invalidVatNumber'),
  roles: rolesReader,
  organisationType: typeReader,
  aliases: () => (cell, draft) => {
    draft.aliases.push(...splitAliases(cell));
  },
  tags: () => (cell, draft) => {
    draft.tags.push(...splitTags(cell));
  },
  note: () => (cell, draft) => {
    draft.notes.push(cleanText(cell));
  },
  kind: (mapping) => (cell, draft) => {
    draft.kind = kindFromWord(cell) ?? draft.kind;
    if (!draft.kind) draft.warn(mapping.header, 'unknownKind', { value: cell.slice(0, 60) });
  },
  language: (mapping) => (cell, draft) => {
    draft.language = languageTag(cell);
    if (!draft.language)
      draft.warn(mapping.header, 'unknownLanguage', { value: cell.slice(0, 60) });
  },
  // Most exports give the owner's name only, which says nothing about who that is here.
  ownerEmail: () => (cell, draft) => {
    draft.ownerEmail = findEmail(cell);
  },
};

/** The birthday three columns make together (`Birth Year`, `Birth Month`, `Birth Day`), or null. */
export function birthdayFromParts(draft: ContactDraft): string | null {
  const { birthYear, birthMonth, birthDay } = draft.text;
  if (!birthYear || !birthMonth || !birthDay) return null;
  return dateFromParts(birthYear, birthMonth, birthDay);
}

/** A cell ready to be read: its escape undone; an empty string when there is nothing. */
export function usableCell(cell: string | undefined): string {
  if (cell === undefined || cell === '') return '';
  const value = unescapeCell(cell);
  return value.trim() === '' ? '' : value;
}
