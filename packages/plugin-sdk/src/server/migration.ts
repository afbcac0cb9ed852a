/** Standard parts of a module's tables, so that none can forget its workspace or its policy. */
export interface MigrationBuilder {
  sql(text: string): Promise<void>;
  /**
   * A table of the workspace: adds `workspace_id`, a primary key that starts with it, row-level
   * security and the grants. `columns` is the SQL of the other columns; it must declare those of `key`.
   */
  createTable(
    name: string,
    columns: string,
    options: { key: readonly string[]; checks?: string },
  ): Promise<void>;
  /**
   * A table of records: as `createTable`, plus `id`, `version`, `created_at`, `updated_at`, `created_by`,
   * `archived_at`, `custom_fields` and `search_text` with its trigram index.
   */
  createRecordTable(name: string, columns: string): Promise<void>;
  /** A many-to-many link table between two record tables; rows go with either end. */
  createLinkTable(name: string, fromTable: string, toTable: string): Promise<void>;
  /** Lets the application read a view. */
  grantRead(name: string): Promise<void>;
  dropTable(name: string): Promise<void>;
}

/** One step of a module's schema. Ids sort in the order they run: `001-contacts`. */
export interface Migration {
  id: string;
  up(builder: MigrationBuilder): Promise<void>;
  down(builder: MigrationBuilder): Promise<void>;
}
