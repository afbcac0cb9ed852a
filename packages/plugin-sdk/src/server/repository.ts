import type { EntitySchemaColumnOptions, FindOptionsOrder, FindOptionsWhere } from 'typeorm';

/** What every row of a module's table has. */
export interface WorkspaceRow {
  workspaceId: string;
}

/** What every row of a record table has. */
export interface RecordEntity extends WorkspaceRow {
  id: string;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  createdBy: string | null;
  archivedAt: Date | null;
  customFields: Record<string, unknown>;
  searchText: string;
}

type Managed = 'workspaceId' | 'version' | 'createdAt' | 'updatedAt' | 'createdBy' | 'searchText';

/** A new row: what the repository fills in itself is left out. */
export type NewRow<T> = T extends RecordEntity
  ? Omit<T, Managed | 'id' | 'archivedAt' | 'customFields'> & {
      id?: string;
      customFields?: Record<string, unknown>;
    }
  : Omit<T, 'workspaceId'>;

/** How a record is written. */
export interface WriteOptions {
  /** The permission that is asked instead of the usual one, e.g. `billing.invoice.issue`. */
  permission?: string;
}

/** Rows of one entity in the current workspace. Every call is limited to it, whatever `where` says. */
export interface Repository<T extends WorkspaceRow> {
  find(where?: FindOptionsWhere<T>, order?: FindOptionsOrder<T>, limit?: number): Promise<T[]>;
  findOne(where: FindOptionsWhere<T>): Promise<T | null>;
  /** Throws notFound. Locks the row until the transaction ends. */
  lock(where: FindOptionsWhere<T>): Promise<T>;
  /** Throws notFound. */
  get(where: FindOptionsWhere<T>): Promise<T>;
  insert(row: NewRow<T>): Promise<T>;
  /** For bulk work: one statement whatever the number of rows. */
  insertMany(rows: readonly NewRow<T>[]): Promise<T[]>;
  /**
   * Writes changes to a row that was read before. For records the version must still be the one read,
   * else the error is `stale`; the version grows by one and the search text follows.
   *
   * Records are written only as far as the caller's rights reach: by the permission to archive when
   * `archivedAt` changes, else by the one to update, or by the one named. Throws `forbidden`.
   */
  update(row: T, patch: Partial<T>, options?: WriteOptions): Promise<T>;
  /** `update` for many rows in one statement; `patches[i]` belongs to `rows[i]`. Records only. */
  updateMany(
    rows: readonly T[],
    patches: readonly Partial<T>[],
    options?: WriteOptions,
  ): Promise<T[]>;
  remove(where: FindOptionsWhere<T>): Promise<number>;
  /** Tells the audit trail of records written by SQL of one's own; null for a row that was, or is, not there. */
  audit(changes: readonly { before: T | null; after: T | null }[]): Promise<void>;
}

type Columns<T> = { [K in keyof T]-?: EntitySchemaColumnOptions };

const column = (options: EntitySchemaColumnOptions): EntitySchemaColumnOptions => options;

/** First column of every table's key; spread into the columns of an EntitySchema. */
export const workspaceColumn: Columns<WorkspaceRow> = {
  workspaceId: column({ type: 'uuid', primary: true, name: 'workspace_id' }),
};

/** The standard columns of a record table; spread into the columns of an EntitySchema. */
export const recordColumns: Columns<RecordEntity> = {
  ...workspaceColumn,
  id: column({ type: 'uuid', primary: true }),
  version: column({ type: 'int', default: 1 }),
  createdAt: column({ type: 'timestamptz', name: 'created_at' }),
  updatedAt: column({ type: 'timestamptz', name: 'updated_at' }),
  createdBy: column({ type: 'uuid', name: 'created_by', nullable: true }),
  archivedAt: column({ type: 'timestamptz', name: 'archived_at', nullable: true }),
  customFields: column({ type: 'jsonb', name: 'custom_fields', default: {} }),
  searchText: column({ type: 'text', name: 'search_text', default: '' }),
};
