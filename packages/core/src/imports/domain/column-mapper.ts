import { type ParsedHeader, parseHeader } from './header-parser.ts';
import type {
  ColumnMapping,
  ImportField,
  ImportTarget,
  MappingReason,
  VendorHeaders,
} from './import-target.ts';
import { compactKey, normalizeText } from './normalize.ts';
import { columnSignal } from './value-signals.ts';

/**
 * Maps the columns of a file onto the fields of a target: first what the vendor's export is known
 * to mean, then the names, then the look of the values. Two columns never feed one single-valued
 * field: the surer one wins and the other says `taken`.
 */
export function mapColumns(
  headers: readonly string[],
  sampleRows: readonly (readonly string[])[],
  target: ImportTarget,
): ColumnMapping[] {
  const index = indexAliases(target);
  const vendor = detectVendor(headers, target.vendors);
  const vendorColumns = vendor ? compactColumns(vendor) : null;
  const fieldsByKey = new Map(target.fields.map((field) => [field.key, field]));
  const parsed = headers.map(parseHeader);
  const guesses = headers.map((header, column) => {
    const values = sampleRows.map((row) => row[column] ?? '');
    const input: HeaderGuessInput = { header, column, parsed: parsed[column] };
    return (
      fromVendor(input, vendorColumns) ??
      fromAlias(input, index) ??
      fromFamily(input, index, fieldsByKey) ??
      fromValues(input, values, target) ??
      unmapped(input, 'none')
    );
  });
  resolveBeside(guesses, fieldsByKey);
  resolveConflicts(guesses, fieldsByKey);
  attachLabels(guesses, parsed, index, fieldsByKey);
  return guesses;
}

/** Recognises the vendor of an export, or null. The longest signature wins. */
export function detectVendor(
  headers: readonly string[],
  vendors: readonly VendorHeaders[],
): VendorHeaders | null {
  const present = new Set(headers.map(compactKey));
  const matching = vendors.filter((vendor) =>
    vendor.signature.every((name) => present.has(compactKey(name))),
  );
  matching.sort((a, b) => b.signature.length - a.signature.length);
  return matching[0] ?? null;
}

/** A test for `detectTabular`: does this text name a field of the target? */
export function isHeaderOf(target: ImportTarget): (header: string) => boolean {
  const index = indexAliases(target);
  const fields = new Map(target.fields.map((field) => [field.key, field]));
  return (header) => {
    if (header.length > 80) return false;
    const input = { header, column: 0, parsed: parseHeader(header) };
    return fromAlias(input, index) !== null || fromFamily(input, index, fields) !== null;
  };
}

interface HeaderGuessInput {
  header: string;
  column: number;
  parsed: ParsedHeader | undefined;
}

interface AliasHit {
  field: ImportField;
  isWeak: boolean;
}

type AliasIndex = ReadonlyMap<string, AliasHit>;

function indexAliases(target: ImportTarget): AliasIndex {
  const index = new Map<string, AliasHit>();
  for (const field of target.fields) {
    for (const alias of [field.key, ...field.aliases]) {
      const isWeak = alias.startsWith('~');
      const spaced = normalizeText(alias);
      for (const key of [`=${spaced}`, compactKey(alias)]) {
        const known = index.get(key);
        if (!known || (known.isWeak && !isWeak)) index.set(key, { field, isWeak });
      }
    }
  }
  return index;
}

// Word for word first: `Birth Day` is the day of birth although `Birthday` is spelt alike.
function lookUp(index: AliasIndex, name: string): AliasHit | undefined {
  return index.get(`=${normalizeText(name)}`) ?? index.get(compactKey(name));
}

function compactColumns(vendor: VendorHeaders): Map<string, VendorHeaders['columns'][string]> {
  return new Map(Object.entries(vendor.columns).map(([name, hit]) => [compactKey(name), hit]));
}

function mapped(
  input: HeaderGuessInput,
  fieldKey: string,
  confidence: number,
  reason: MappingReason,
  where: { place?: string | null; slot?: number } = {},
): ColumnMapping {
  return {
    column: input.column,
    header: input.header,
    fieldKey,
    confidence,
    reason,
    place: where.place ?? null,
    slot: where.slot ?? 1,
    placeColumn: null,
  };
}

function unmapped(input: HeaderGuessInput, reason: MappingReason): ColumnMapping {
  return { ...mapped(input, '', 0, reason), fieldKey: null };
}

function fromVendor(
  input: HeaderGuessInput,
  columns: ReturnType<typeof compactColumns> | null,
): ColumnMapping | null {
  const hit = columns?.get(compactKey(input.header));
  if (hit === undefined) return null;
  if (hit === null) return unmapped(input, 'vendor');
  return mapped(input, hit.field, 1, 'vendor', { place: hit.place ?? null, slot: hit.slot ?? 1 });
}

function fromAlias(input: HeaderGuessInput, index: AliasIndex): ColumnMapping | null {
  const hit = lookUp(index, input.header);
  if (!hit) return null;
  return mapped(input, hit.field.key, hit.isWeak ? 0.75 : 0.95, 'alias');
}

function fromFamily(
  input: HeaderGuessInput,
  index: AliasIndex,
  fields: ReadonlyMap<string, ImportField>,
): ColumnMapping | null {
  const { parsed } = input;
  if (!parsed || parsed.role === 'label') return null;
  const hit = familyHit(parsed, index);
  if (!hit) return null;
  const isPlain = parsed.place === null && parsed.number === 1;
  if (!isPlain && !hit.field.hasPlace) return null;
  const confidence = hit.isWeak ? 0.7 : 0.9;
  const next = parsed.isNumberLast && parsed.number > 1 ? hit.field.continuation : undefined;
  if (next && fields.has(next)) {
    return mapped(input, next, confidence, 'family', { place: parsed.place });
  }
  // A mobile or a fax is no place for an address or an e-mail.
  const isPhonePlace = parsed.place === 'mobile' || parsed.place === 'fax';
  if (isPhonePlace && hit.field.type !== 'phone') return null;
  return mapped(input, hit.field.key, confidence, 'family', {
    place: parsed.place,
    slot: parsed.number,
  });
}

const NUMBER_WORDS = new Set(['', 'number', 'numero', 'no', 'n', 'num', 'phone line']);

function familyHit(parsed: ParsedHeader, index: AliasIndex): AliasHit | null {
  const isPhonePlace = parsed.place === 'mobile' || parsed.place === 'fax';
  // `Mobile`, `Fax number`: the place alone says it is a phone.
  if (isPhonePlace && NUMBER_WORDS.has(parsed.rest)) return lookUp(index, 'phone') ?? null;
  return parsed.rest === '' ? null : (lookUp(index, parsed.rest) ?? null);
}

function fromValues(
  input: HeaderGuessInput,
  values: readonly string[],
  target: ImportTarget,
): ColumnMapping | null {
  if (input.parsed?.role === 'label') return null;
  const found = columnSignal(values);
  // A date in an unknown column may be anything: only a name can tell which.
  if (!found || found.signal === 'date') return null;
  const field = target.fields.find((candidate) => candidate.type === found.signal);
  return field ? mapped(input, field.key, 0.6 * found.share, 'values') : null;
}

function resolveBeside(guesses: ColumnMapping[], fields: ReadonlyMap<string, ImportField>): void {
  const keys = new Set(guesses.map((guess) => guess.fieldKey));
  for (const guess of guesses) {
    const rule = guess.fieldKey ? fields.get(guess.fieldKey)?.beside : undefined;
    if (
      !rule ||
      guess.reason !== 'alias' ||
      !/^(?:nom|name|nombre)$/.test(compactKey(guess.header))
    )
      continue;
    if (keys.has(rule.field) && !keys.has(rule.becomes)) guess.fieldKey = rule.becomes;
  }
}

function resolveConflicts(
  guesses: ColumnMapping[],
  fields: ReadonlyMap<string, ImportField>,
): void {
  const claimed = new Set<string>();
  const order = [...guesses].sort((a, b) => b.confidence - a.confidence || a.column - b.column);
  for (const guess of order) {
    const field = guess.fieldKey ? fields.get(guess.fieldKey) : undefined;
    if (!field) {
      guess.fieldKey = null;
      continue;
    }
    // A column recognised by its values only must not add to what named columns already give.
    const isGuess = guess.reason === 'values';
    if (field.multiple && !(isGuess && claimed.has(field.key))) {
      claimed.add(field.key);
      continue;
    }
    const identity = field.hasPlace ? `${field.key}|${guess.place}|${guess.slot}` : field.key;
    if (claimed.has(identity) || (isGuess && claimed.has(field.key))) {
      Object.assign(guess, { fieldKey: null, reason: 'taken', confidence: 0 });
    }
    claimed.add(identity);
    claimed.add(field.key);
  }
}

// `E-mail 2 - Label` names the place of `E-mail 2 - Value`; `Address 1 - Type` that of every part.
function attachLabels(
  guesses: ColumnMapping[],
  parsed: readonly ParsedHeader[],
  index: AliasIndex,
  fields: ReadonlyMap<string, ImportField>,
): void {
  for (const guess of guesses) {
    const header = parsed[guess.column];
    if (header?.role !== 'label' || guess.fieldKey !== null || guess.reason !== 'none') continue;
    const field = lookUp(index, header.rest)?.field;
    if (!field?.hasPlace) continue;
    for (const value of guesses) {
      const valueField = value.fieldKey ? fields.get(value.fieldKey) : undefined;
      const isSame =
        valueField &&
        (valueField.key === field.key ||
          (field.group !== undefined && valueField.group === field.group));
      if (!isSame || value.slot !== header.number || value.place !== null) continue;
      value.placeColumn = guess.column;
      guess.reason = 'label';
      guess.confidence = 0.9;
    }
  }
}
