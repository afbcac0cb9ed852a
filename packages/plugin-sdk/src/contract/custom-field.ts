/** Types a user may give to a field of their own. */
export const CUSTOM_FIELD_TYPES = [
  'text',
  'longText',
  'number',
  'boolean',
  'date',
  'select',
  'url',
  'email',
  'phone',
] as const;
export type CustomFieldType = (typeof CUSTOM_FIELD_TYPES)[number];

/** A field a workspace added to a record type. `key` is stable; labels may change. */
export interface CustomField {
  id: string;
  recordType: string;
  key: string;
  type: CustomFieldType;
  label: string;
  isRequired: boolean;
  /** Choices of a `select`. */
  options: string[];
  position: number;
  archivedAt: Date | null;
}
