import { zOptionalText, zText } from '@socle/plugin-sdk/validation';
import { z } from 'zod';
import type { ColumnMapping } from './import-target.ts';

/** By what a row is recognised as a contact that exists already. */
export const MATCH_KEYS = ['email', 'siret', 'externalId', 'name', 'none'] as const;
export type MatchKey = (typeof MATCH_KEYS)[number];

/** What becomes of a row whose contact exists already. */
export const MATCH_POLICIES = ['update', 'skip', 'create'] as const;
export type MatchPolicy = (typeof MATCH_POLICIES)[number];

const MAX_TAGS = 20;

/** Choices of an import that are not about one column. */
export const importOptions = z.object({
  matchKey: z.enum(MATCH_KEYS),
  onMatch: z.enum(MATCH_POLICIES),
  /** ISO 3166-1 alpha-2 of contacts whose row names no country. */
  defaultCountry: zOptionalText(2).refine((code) => code === null || /^[A-Z]{2}$/.test(code), {
    error: 'core.import.screen.error.country',
  }),
  /** What a row with nothing but a name is; `auto` lets the file's columns decide. */
  defaultKind: z.enum(['auto', 'person', 'company']),
  /** Given to every contact created or updated. */
  tags: z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',') : (value ?? [])),
    z
      .array(zText(60))
      .max(MAX_TAGS)
      .transform((tags) => [...new Set(tags.filter(Boolean))]),
  ),
});

export type ImportOptions = z.output<typeof importOptions>;

/** The surest way to recognise the contacts of a file with these columns. */
export function suggestMatchKey(mapping: readonly ColumnMapping[]): MatchKey {
  const keys = new Set(mapping.map((entry) => entry.fieldKey));
  return (['email', 'siret', 'externalId'] as const).find((key) => keys.has(key)) ?? 'none';
}
