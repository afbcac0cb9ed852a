import type { RecordField } from './field';

/**
 * A kind of record a module owns: one table, one page, one set of permissions. Everything generic —
 * lists, search, REST, custom fields, realtime — reads this description.
 */
export interface RecordDefinition {
  /** `module_thing`. The table has the standard columns made by `createRecordTable`. */
  table: string;
  /** Message keys, singular and plural. */
  label: string;
  labelPlural: string;
  /** Name of an icon known to the shell (see `icons.ts` in the web half of the SDK). */
  icon: string;
  /** Page of one record, with `:id`. */
  path: string;
  /** API names → stored fields. */
  fields: Record<string, RecordField>;
  /** API name of the field that names the record on screens and in search results. */
  title: string;
  /** API name of the second line in search results. */
  subtitle?: string;
  /** Permission ids. Without `archive` and `export`, `module.thing.archive` and `.export` are made, held by whoever may update. */
  permissions: { read: string; create: string; update: string; archive?: string; export?: string };
  /**
   * API name of the `user` field that says whose the record is, for rights that reach only one's own
   * or one's team's. Where it is empty, or without it, a record belongs to whoever made it.
   */
  owner?: string;
  /** Default order, as in `?sort=`. */
  defaultSort: string;
  /** Whether users may add fields of their own. */
  customFields?: boolean;
}
