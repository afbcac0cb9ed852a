import type { ColumnMapping, ImportField, ImportTarget } from './import-target.ts';
import { parseTargetValue, placesOf, targetValue } from './target-value.ts';

/** A choice of the mapping screen. `label` and `place` are message keys, or the user's own words. */
export interface TargetOption {
  value: string;
  label: string;
  place: string | null;
  /** Second, third… of a numbered family; 1 is not shown. */
  slot: number;
}

export interface TargetGroup {
  key: 'identity' | 'reach' | 'address' | 'company' | 'more' | 'custom';
  options: TargetOption[];
}

const IDENTITY = ['firstName', 'lastName', 'name', 'middleName', 'companyName', 'jobTitle', 'kind'];
const REACH = ['email', 'phone', 'website'];
const COMPANY = ['siren', 'siret', 'vatNumber', 'organisationType', 'aliases'];
const ORDER: readonly TargetGroup['key'][] = [
  'identity',
  'reach',
  'address',
  'company',
  'more',
  'custom',
];

/** What a column may feed, grouped, with every choice the present mapping makes. */
export function targetGroups(
  target: ImportTarget,
  mapping: readonly ColumnMapping[],
): TargetGroup[] {
  const groups = new Map<TargetGroup['key'], TargetOption[]>(ORDER.map((key) => [key, []]));
  for (const field of sorted(target.fields)) {
    const options = new Map<string, TargetOption>();
    const add = (place: string | null, slot: number): void => {
      const value = targetValue({ fieldKey: field.key, place, slot });
      options.set(value, { value, label: field.label, place, slot });
    };
    for (const place of placesOf(field)) add(place, 1);
    // A file's own words ("Bureau 2") are kept as they are until somebody chooses otherwise.
    for (const entry of mapping) {
      const used = entry.fieldKey === field.key ? parseTargetValue(targetValue(entry)) : null;
      if (used) add(used.place, used.slot);
    }
    groups.get(groupOf(field))?.push(...options.values());
  }
  return ORDER.map((key) => ({ key, options: groups.get(key) ?? [] })).filter(
    (group) => group.options.length > 0,
  );
}

function groupOf({ key, group }: ImportField): TargetGroup['key'] {
  if (key.startsWith('custom.')) return 'custom';
  if (group === 'address') return 'address';
  if (IDENTITY.includes(key)) return 'identity';
  if (REACH.includes(key)) return 'reach';
  return COMPANY.includes(key) ? 'company' : 'more';
}

function sorted(fields: readonly ImportField[]): ImportField[] {
  const rank = (field: ImportField): number => {
    const at = IDENTITY.indexOf(field.key);
    return at < 0 ? IDENTITY.length : at;
  };
  return [...fields].sort((a, b) => rank(a) - rank(b));
}
