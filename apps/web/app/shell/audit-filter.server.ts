import type { AuditFilter } from '@socle/plugin-sdk/kernel';
import { isLocalDate } from '@socle/plugin-sdk/primitives';
import { isId } from '@socle/plugin-sdk/server';

const NAMES = ['q', 'who', 'kind', 'action', 'via', 'from', 'to'] as const;

/** The filters of the log in a URL; what cannot be one is passed over. */
export function auditFilter(search: URLSearchParams): AuditFilter {
  const filter: AuditFilter = {};
  for (const name of NAMES) {
    const value = search.get(name)?.trim().slice(0, 200) ?? '';
    if (value !== '' && fits(name, value)) filter[name] = value;
  }
  return filter;
}

function fits(name: (typeof NAMES)[number], value: string): boolean {
  if (name === 'from' || name === 'to') return isLocalDate(value);
  if (name === 'who') return value === 'system' || isId(value);
  // A NUL byte cannot be in the database, and cannot be sent to it either.
  return !value.includes('\u0000') && value.isWellFormed();
}
