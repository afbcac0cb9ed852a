import type { CustomField, CustomFieldType } from '@socle/plugin-sdk';
import type { RowIssue, RowIssueCode } from './contact-input.ts';
import { contactTarget } from './contact-target.ts';
import {
  extendTarget,
  type ImportField,
  type ImportFieldType,
  type ImportTarget,
} from './import-target.ts';
import { compactKey } from './normalize.ts';

const TYPES: Record<CustomFieldType, ImportFieldType> = {
  text: 'text',
  longText: 'longText',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
  select: 'text',
  url: 'text',
  email: 'text',
  phone: 'text',
};

/**
 * The contact target with the fields this workspace added. They come first: a column named like a field
 * somebody made is meant for it, unless the name is one that every address book uses.
 */
export function workspaceTarget(fields: readonly CustomField[]): ImportTarget {
  if (fields.length === 0) return contactTarget;
  const own = fields.map(
    (field): ImportField => ({
      key: `custom.${field.key}`,
      label: field.label,
      type: TYPES[field.type],
      aliases: [field.label, field.key].filter((name) => !RESERVED.has(compactKey(name))),
      example: field.options[0] ?? '',
    }),
  );
  return extendTarget(contactTarget, own);
}

const RESERVED = new Set(
  contactTarget.fields
    .filter(({ key }) =>
      ['firstName', 'lastName', 'name', 'companyName', 'email', 'phone'].includes(key),
    )
    .flatMap((field) => field.aliases.map(compactKey)),
);

const MAX_DIGITS = /^-?\d{1,20}(\.\d{1,10})?$/;

const isAccepted: Record<CustomFieldType, (text: string, field: CustomField) => boolean> = {
  text: () => true,
  longText: () => true,
  phone: () => true,
  boolean: (text) => text === 'true' || text === 'false',
  number: (text) => MAX_DIGITS.test(text),
  date: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text),
  select: (text, field) => field.options.includes(text),
  url: (text) => /^https?:\/\/[^\s]+$/i.test(text),
  email: (text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text),
};

/**
 * What the workspace's own fields refuse in a row. At least as strict as the check every write goes
 * through, which would refuse the whole chunk for one bad cell.
 */
export function customIssues(
  fields: readonly CustomField[],
  values: Readonly<Record<string, unknown>>,
): RowIssue[] {
  const issues: RowIssue[] = [];
  const refuse = (field: CustomField, code: RowIssueCode, params: RowIssue['params']): void => {
    issues.push({ column: field.label, code: `core.import.row.${code}`, params });
  };
  for (const field of fields) {
    const text = String(values[field.key] ?? '').trim();
    if (text === '' && field.isRequired) refuse(field, 'customMissing', {});
    if (text === '' || isAccepted[field.type](text, field)) continue;
    const value = text.slice(0, 60);
    if (field.type === 'select')
      refuse(field, 'customChoice', { value, choices: field.options.join(', ') });
    else refuse(field, 'customInvalid', { value });
  }
  return issues;
}
