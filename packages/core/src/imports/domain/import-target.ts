/** What a field's values are; it decides how cells are read and which columns look like it. */
export type ImportFieldType =
  | 'text'
  | 'longText'
  | 'email'
  | 'phone'
  | 'url'
  | 'date'
  | 'number'
  | 'boolean'
  | 'list'
  | 'country'
  | 'siren'
  | 'siret'
  | 'vatNumber'
  | 'postalCode';

/** One field an import can fill. */
export interface ImportField {
  /** Unique in the target; custom fields use `custom.<key>`. */
  key: string;
  /** Message key of the field's name. */
  label: string;
  type: ImportFieldType;
  /** Column names that mean this field, in any case and accents; `~name` yields to a better column. */
  aliases: readonly string[];
  example: string;
  /** Several columns may feed it; otherwise the first good one wins. */
  multiple?: boolean;
  /** A mapping without it (or without its alternatives) is worth a warning. */
  required?: boolean;
  /** Fields that make one thing together, such as an address; each `place` and `slot` is one more of them. */
  group?: string;
  /** True when the column name may say which one: work, home, mobile… */
  hasPlace?: boolean;
  /** Field taken by the next lines: `Street 2` is not a second street. */
  continuation?: string;
  /** Field meant instead when the other key is mapped as well: `Nom` beside `Prénom` is the last name. */
  beside?: { field: string; becomes: string };
}

/** A record type as the import sees it. The contact target is in contact-target.ts. */
export interface ImportTarget {
  /** Record type, e.g. `core.contact`. */
  record: string;
  fields: readonly ImportField[];
  /** Export formats whose columns are known for certain. */
  vendors: readonly VendorHeaders[];
}

/** Where an e-mail, phone or address belongs. Files may also bring their own words. */
export type Place = 'work' | 'home' | 'other' | 'mobile' | 'fax';

/** Columns of one vendor's export whose meaning general rules would miss. */
export interface VendorHeaders {
  vendor: string;
  /** The export is recognised when the file has all of these columns. */
  signature: readonly string[];
  /** Column name → field, or null for a column to leave out. */
  columns: Readonly<Record<string, VendorColumn | null>>;
}

export interface VendorColumn {
  field: string;
  place?: Place;
  slot?: number;
}

export type MappingReason =
  | 'vendor'
  | 'alias'
  | 'family'
  | 'values'
  | 'label'
  | 'taken'
  | 'none'
  | 'manual';

/** What becomes of one column. Plain JSON: stored with the import, edited on the mapping screen. */
export interface ColumnMapping {
  /** 0-based. */
  column: number;
  header: string;
  /** Key of a field of the target, or null: the column is left out. */
  fieldKey: string | null;
  /** 0 to 1. */
  confidence: number;
  reason: MappingReason;
  /** Which e-mail, phone or address; null when the file does not say. */
  place: string | null;
  /** Instance in a numbered family: 2 for `Address 2 - City`. */
  slot: number;
  /** 0-based column whose cells name the place (`E-mail 2 - Label`), or null. */
  placeColumn: number | null;
}

/**
 * The target plus fields the workspace defined, which come first: their names win. Keys already there
 * are replaced.
 */
export function extendTarget(target: ImportTarget, fields: readonly ImportField[]): ImportTarget {
  const added = new Set(fields.map((field) => field.key));
  return { ...target, fields: [...fields, ...target.fields.filter((f) => !added.has(f.key))] };
}

/** A mapping entry chosen by hand. */
export function manualMapping(
  column: number,
  header: string,
  fieldKey: string | null,
  place: string | null = null,
): ColumnMapping {
  return {
    column,
    header,
    fieldKey,
    confidence: 1,
    reason: 'manual',
    place,
    slot: 1,
    placeColumn: null,
  };
}
