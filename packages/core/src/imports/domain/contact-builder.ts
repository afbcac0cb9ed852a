import { ContactDraft, type ReaderSettings } from './contact-draft.ts';
import { nameContact } from './contact-identity.ts';
import {
  type BuildOptions,
  type BuildResult,
  type ContactInput,
  MAX_CELL_CHARS,
  MAX_NOTE_CHARS,
  type PhoneInput,
} from './contact-input.ts';
import {
  birthdayFromParts,
  type ColumnReader,
  contactReader,
  usableCell,
} from './contact-readers.ts';
import { contactTarget } from './contact-target.ts';
import { countryOfEmail } from './countries.ts';
import { customReader } from './custom-readers.ts';
import type { ColumnMapping, ImportTarget } from './import-target.ts';
import { parsePhone } from './phones.ts';

/** Builds the contact of one row; made once per file by `compileContactBuilder`. */
export type ContactBuilder = (cells: readonly string[]) => BuildResult;

/**
 * Resolves a mapping once into a builder that only visits mapped columns. `target` brings the
 * workspace's custom fields. Pure: the same cells always give the same contact.
 */
export function compileContactBuilder(
  mapping: readonly ColumnMapping[],
  options: BuildOptions,
  target: ImportTarget = contactTarget,
): ContactBuilder {
  const settings: ReaderSettings = {
    dateOrder: options.dateOrder,
    isDateOrderSure: options.isDateOrderSure ?? true,
  };
  const columns: CompiledColumn[] = [];
  for (const entry of mapping) {
    const read = readerOf(entry, settings, target);
    if (!read) continue;
    const limit = isLongText(entry.fieldKey, target) ? MAX_NOTE_CHARS : MAX_CELL_CHARS;
    columns.push({ column: entry.column, header: entry.header, limit, read });
  }
  const width = mapping.reduce((max, entry) => Math.max(max, entry.column + 1), 0);
  const fallbackKind = options.defaultKind ?? 'person';
  return (cells) => {
    const draft = new ContactDraft();
    for (const { column, header, limit, read } of columns) {
      const cell = usableCell(cells[column]);
      if (cell === '') continue;
      if (cell.length <= limit) read(cell, draft, cells);
      else draft.error(header, 'tooLong', { max: limit, length: cell.length });
    }
    if (cells.length > width) warnOfExtraCells(cells, width, draft);
    return finish(draft, options.defaultCountry, fallbackKind);
  };
}

interface CompiledColumn {
  column: number;
  header: string;
  /** Longest cell accepted, in characters. */
  limit: number;
  read: ColumnReader;
}

function isLongText(key: string | null, target: ImportTarget): boolean {
  return target.fields.some((field) => field.key === key && field.type === 'longText');
}

function readerOf(
  entry: ColumnMapping,
  settings: ReaderSettings,
  target: ImportTarget,
): ColumnReader | null {
  if (entry.fieldKey === null) return null;
  if (!entry.fieldKey.startsWith('custom.')) return contactReader(entry, settings);
  const type = target.fields.find((field) => field.key === entry.fieldKey)?.type ?? 'text';
  return customReader(entry, type, settings);
}

function finish(
  draft: ContactDraft,
  defaultCountry: string | null,
  fallbackKind: ContactInput['kind'],
): BuildResult {
  const { errors, warnings } = draft;
  const named = nameContact(draft, fallbackKind);
  if (!named && errors.length === 0) draft.error(null, 'noIdentity');
  const siren = companyNumber(draft);
  if (errors.length > 0 || !named) return { ok: false, errors, warnings };
  // Spelled out: a spread before twenty more keys makes a hash-table object, fifteen times slower to build.
  const value: ContactInput = {
    kind: named.kind,
    firstName: named.firstName,
    lastName: named.lastName,
    name: named.name,
    companyName: named.companyName,
    jobTitle: draft.text.jobTitle ?? '',
    emails: draft.emails,
    phones: readPhones(draft, defaultCountry),
    addresses: [...draft.addresses.values()],
    website: draft.websites[0] ?? null,
    tags: [...new Set(draft.tags)],
    roles: draft.roles,
    birthday: draft.birthday ?? birthdayFromParts(draft),
    note: draft.notes.join('\n\n'),
    siren,
    siret: draft.siret,
    vatNumber: draft.vatNumber,
    language: draft.language,
    externalId: draft.text.externalId ?? null,
    aliases: draft.aliases,
    ownerEmail: draft.ownerEmail,
    createdAt: draft.createdAt,
    customFields: draft.customFields,
  };
  return { ok: true, value, warnings };
}

// SIRET and French VAT numbers contain the SIREN: they must agree with it, and can stand for it.
function companyNumber(draft: ContactDraft): string | null {
  const fromSiret = draft.siret?.slice(0, 9) ?? null;
  if (draft.siren && fromSiret && draft.siren !== fromSiret) {
    draft.error(null, 'sirenMismatch', { siren: draft.siren, siret: draft.siret ?? '' });
  }
  const fromVat = /^FR..(\d{9})$/.exec(draft.vatNumber ?? '')?.[1] ?? null;
  const isMonaco = fromVat?.startsWith('000') ?? false;
  return draft.siren ?? fromSiret ?? (isMonaco ? null : fromVat);
}

function readPhones(draft: ContactDraft, defaultCountry: string | null): PhoneInput[] {
  if (draft.phones.length === 0) return [];
  const own = draft.country();
  const region = own ?? defaultCountry;
  const hint = own ? null : countryOfEmail(draft.emails[0]?.value ?? '');
  const phones: PhoneInput[] = [];
  for (const { text, place, header } of draft.phones) {
    const phone = parsePhone(text, region, hint);
    if (!/\d/.test(phone.value)) continue;
    const known = phones.find((other) => other.value === phone.value);
    if (known) {
      // The same number twice: "mobile" says more than "work".
      if (place === 'mobile') known.label = place;
      continue;
    }
    if (!phone.isE164) draft.warn(header, 'unknownPhone', { value: phone.value });
    const label = place ?? (phone.isMobile ? 'mobile' : 'work');
    phones.push(
      phone.value === text ? { value: text, label } : { value: phone.value, label, raw: text },
    );
  }
  return phones;
}

function warnOfExtraCells(cells: readonly string[], width: number, draft: ContactDraft): void {
  const extra = cells.slice(width).filter((cell) => cell.trim() !== '');
  if (extra.length === 0) return;
  draft.warn(null, 'tooManyCells', {
    count: extra.length,
    expected: width,
    value: extra.join(' | ').slice(0, 200),
  });
}
