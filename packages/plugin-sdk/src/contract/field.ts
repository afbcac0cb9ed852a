/** The kinds of value a field can hold; `json` is structured data shown by its own component. */
export const FIELD_TYPES = [
  'text',
  'longText',
  'email',
  'phone',
  'url',
  'number',
  'money',
  'boolean',
  'date',
  'instant',
  'select',
  'tags',
  'reference',
  'user',
  'json',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** One choice of a `select` field. `label` is a message key. */
export interface FieldOption {
  value: string;
  label: string;
}

/** A stored field of a record: what the list, the filter, the API and the form know of it. */
export interface RecordField {
  /** Column of the record's table. */
  column: string;
  type: FieldType;
  /** Message key. */
  label: string;
  /** May appear in a filter (`?stage=…`, `?filter=`). Needs an index when tables grow. */
  filter?: boolean;
  /** May be sorted on. Needs an index `(workspace_id, column, id)` when tables grow. */
  sort?: boolean;
  /** Never empty in the table; sorting on it is then a plain walk of its index. */
  required?: boolean;
  options?: readonly FieldOption[];
  /** Record type a `reference` points at. */
  to?: string;
}
