import type { ContactRole } from '../../contacts/contract.ts';
import type { Address } from '../../contacts/domain/contact.ts';

export interface EmailInput {
  /** As written, trimmed; compare in lower case. */
  value: string;
  label: string;
}

export interface PhoneInput {
  /** E.164 when it could be read, else the tidied text. */
  value: string;
  label: string;
  /** The cell's own text when it differs from `value`. */
  raw?: string;
}

/** `country` is as written where it was not recognised. */
export type AddressInput = Address;

/** One contact as an import gives it: clean, but not yet matched with what is stored. */
export interface ContactInput {
  kind: 'person' | 'company';
  firstName: string;
  lastName: string;
  /** Display name: the company's name, or first and last name. */
  name: string;
  /** The person's employer; empty for a company. */
  companyName: string;
  jobTitle: string;
  emails: EmailInput[];
  phones: PhoneInput[];
  addresses: AddressInput[];
  website: string | null;
  tags: string[];
  roles: ContactRole[];
  /** YYYY-MM-DD. */
  birthday: string | null;
  note: string;
  siren: string | null;
  siret: string | null;
  vatNumber: string | null;
  /** BCP 47 tag. */
  language: string | null;
  externalId: string | null;
  /** Alternative names of an organisation. */
  aliases: string[];
  ownerEmail: string | null;
  /** YYYY-MM-DD, when the file says since when the contact is known. */
  createdAt: string | null;
  /** Keyed without the `custom.` prefix. */
  customFields: Record<string, string | number | boolean | string[]>;
}

/** Ends of the message keys `core.import.row.<code>`. */
export type RowIssueCode =
  | 'noIdentity'
  | 'invalidEmail'
  | 'invalidEmailSuggestion'
  | 'invalidSiren'
  | 'invalidSiret'
  | 'invalidVatNumber'
  | 'sirenMismatch'
  | 'invalidDate'
  | 'ambiguousDate'
  | 'unknownPhone'
  | 'unknownCountry'
  | 'invalidWebsite'
  | 'unknownLanguage'
  | 'unknownKind'
  | 'invalidNumber'
  | 'invalidBoolean'
  | 'tooManyCells'
  | 'tooLong'
  | 'customMissing'
  | 'customChoice'
  | 'customInvalid';

/** What is wrong with a row, or merely noticed: the column's name, a message key and its values. */
export interface RowIssue {
  /** Header of the column, or null when the whole row is meant. */
  column: string | null;
  code: `core.import.row.${RowIssueCode}`;
  params: Readonly<Record<string, string | number>>;
}

export type BuildResult =
  | { ok: true; value: ContactInput; warnings: RowIssue[] }
  | { ok: false; errors: RowIssue[]; warnings: RowIssue[] };

export interface BuildOptions {
  /** ISO-2 country of rows that name none; decides how their phone numbers are dialled. */
  defaultCountry: string | null;
  dateOrder: 'dmy' | 'mdy' | 'ymd';
  /** False to warn of dates whose day and month could be swapped. */
  isDateOrderSure?: boolean;
  /** What a row with nothing but a name is; see `guessKind`. */
  defaultKind?: 'person' | 'company';
  locale?: string;
}

/** Longest cell of any field but the note; beyond it the text patterns would cost too much. */
export const MAX_CELL_CHARS = 10_000;
export const MAX_NAME_CHARS = 500;
export const MAX_NOTE_CHARS = 50_000;
