import type { CustomFieldType, Filter, RecordField } from '../contract';
import { type FilterFields, MAX_HOPS } from '../contract/filter-read';
import { type FilterMoment, resolveFilter } from '../contract/filter-resolve';
import type { Caller } from './access/caller';
import { filterToSql, type Parameters } from './filter-sql';
import type { RegisteredRecord } from './registry';

/** What the filter of a list needs of its context. */
export interface FilterScope {
  caller: Caller;
  records: ReadonlyMap<string, RegisteredRecord>;
  customFieldTypes(recordType: string): Promise<ReadonlyMap<string, CustomFieldType>>;
  /** Who asks, when and where. */
  moment(): FilterMoment;
}

/**
 * The condition of a filter over the records a caller may see: relative values resolved, hidden fields
 * unknown, here and on related records. `shownFields` gives the stored fields of a record type.
 */
export async function recordFilter(
  scope: FilterScope,
  record: RegisteredRecord,
  filter: Filter,
  parameters: Parameters,
  shownFields: (of: RegisteredRecord) => Record<string, RecordField>,
): Promise<string> {
  const custom = await customFieldsIn(scope, record, filter);
  const fieldsOf = (of: RegisteredRecord): FilterFields => ({
    fields: shownFields(of),
    customFields: custom.get(of.type) ?? new Map(),
    related: (type) => {
      const other = scope.records.get(type);
      if (!other || scope.caller.scope(other.permissions.read) === 'none') return null;
      return fieldsOf(other);
    },
  });
  const target = fieldsOf(record);
  return filterToSql(resolveFilter(filter, scope.moment(), target), target, parameters, {
    own: record.table,
    of: (type) => scope.records.get(type)?.table ?? '',
  });
}

type CustomFields = NonNullable<FilterFields['customFields']>;

// Only those the filter speaks of: most speak of none.
async function customFieldsIn(
  scope: FilterScope,
  record: RegisteredRecord,
  filter: Filter,
): Promise<Map<string, CustomFields>> {
  const types = new Set<string>();
  for (const path of pathsOf(filter)) {
    const parts = path.split('.');
    const hops = parts.indexOf('customFields');
    if (hops < 0 || hops > MAX_HOPS) continue;
    const type = parts
      .slice(0, hops)
      .reduce<string | undefined>((at, name) => referenceOf(scope, at, name), record.type);
    if (type) types.add(type);
  }
  const found = new Map<string, CustomFields>();
  for (const type of types) {
    const shown = [...(await scope.customFieldTypes(type))].filter(
      ([key]) => scope.caller.fieldRule(type, `customFields.${key}`) !== 'hidden',
    );
    found.set(type, new Map(shown.map(([key, fieldType]) => [key, { type: fieldType }])));
  }
  return found;
}

function referenceOf(scope: FilterScope, type: string | undefined, name: string) {
  const fields = scope.records.get(type ?? '')?.fields ?? {};
  return Object.hasOwn(fields, name) ? fields[name]?.to : undefined;
}

function pathsOf(filter: Filter): string[] {
  if ('and' in filter) return filter.and.flatMap(pathsOf);
  if ('or' in filter) return filter.or.flatMap(pathsOf);
  return 'not' in filter ? pathsOf(filter.not) : [filter.field];
}
