import type { CustomField } from '../contract';
import { type FieldError, invalid, isLocalDate } from '../primitives';
import type { QueryFn } from './database';

const MAX_TEXT = 10_000;

/** Definitions of a record type's custom fields, in their order; archived ones left out. */
export async function listCustomFields(
  query: QueryFn,
  workspaceId: string,
  recordType: string,
): Promise<CustomField[]> {
  return query<CustomField>(
    `select id, record_type as "recordType", key, type, label, is_required as "isRequired", options, position,
       archived_at as "archivedAt"
     from socle_custom_field
     where workspace_id = $1 and record_type = $2 and archived_at is null order by position, key`,
    [workspaceId, recordType],
  );
}

/**
 * Checks values against the definitions and returns them in their stored form. Empty values are dropped,
 * stored ones of fields that are hidden now are kept. Throws `invalid` naming each field as `customFields.<key>`.
 */
export function checkCustomValues(
  fields: readonly CustomField[],
  values: Record<string, unknown>,
  stored: Record<string, unknown> = {},
): Record<string, unknown> {
  const errors: FieldError[] = [];
  const known = new Map(fields.map((field) => [field.key, field]));
  const checked = Object.fromEntries(Object.entries(stored).filter(([key]) => !known.has(key)));
  for (const [key, value] of Object.entries(values)) {
    // What was read may be written back, even when the field has been hidden meanwhile.
    if (!known.has(key) && (!Object.hasOwn(stored, key) || stored[key] !== value))
      errors.push({
        field: `customFields.${key}`,
        code: 'error.unknownField',
        params: { names: key },
      });
  }
  for (const field of fields) {
    const outcome = checkValue(field, values[field.key]);
    if (typeof outcome === 'object' && outcome !== null && 'code' in outcome) {
      errors.push({ field: `customFields.${field.key}`, ...outcome });
    } else if (outcome !== null) {
      checked[field.key] = outcome;
    }
  }
  if (errors.length > 0) throw invalid(errors);
  return checked;
}

type Outcome = string | boolean | null | Omit<FieldError, 'field'>;

function checkValue(field: CustomField, value: unknown): Outcome {
  if (value === undefined || value === null || value === '') {
    return field.isRequired ? { code: 'error.required' } : null;
  }
  if (field.type === 'boolean') {
    if (value === true || value === 'true' || value === 'on') return true;
    return value === false || value === 'false'
      ? false
      : { code: 'error.wrongType', params: { expected: 'boolean' } };
  }
  if (typeof value !== 'string' && typeof value !== 'number') {
    return { code: 'error.wrongType', params: { expected: field.type } };
  }
  const text = String(value).trim();
  if (text.length > MAX_TEXT)
    return { code: 'error.tooBig.string', params: { maximum: String(MAX_TEXT) } };
  if (text.includes('\u0000') || !text.isWellFormed()) return { code: 'error.badCharacters' };
  return CHECKS[field.type](text, field);
}

const CHECKS: Record<
  Exclude<CustomField['type'], 'boolean'>,
  (text: string, field: CustomField) => Outcome
> = {
  text: (text) => text,
  longText: (text) => text,
  phone: (text) => text,
  // Decimals stay text: a float would change them.
  number: (text) => {
    const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
    return /^-?\d{1,20}(\.\d{1,10})?$/.test(plain)
      ? plain
      : { code: 'error.wrongType', params: { expected: 'number' } };
  },
  date: (text) => (isLocalDate(text) ? text : { code: 'error.format.date' }),
  select: (text, field) =>
    field.options.includes(text)
      ? text
      : { code: 'error.notAChoice', params: { choices: field.options.join(', ') } },
  url: (text) => (/^https?:\/\/[^\s]+$/i.test(text) ? text : { code: 'error.format.url' }),
  email: (text) =>
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? text : { code: 'error.format.email' },
};
