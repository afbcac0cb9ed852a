import type { Filter } from './filter';

/** What a list asks for; the same shape serves screens and the API. */
export interface ListQuery {
  /** Search text: accents, case and small typing errors do not matter. */
  q?: string;
  filter?: Filter;
  /** Field name, descending with a leading `-`. */
  sort?: string;
  /** Rows per page, at most 200. */
  limit?: number;
  cursor?: string;
  /** Which records by their archived state; `active` unless told. */
  archived?: 'active' | 'archived' | 'all';
  /** Only records this permission reaches as well, e.g. the one to export. */
  permission?: string;
}

/** One page of records by API field names, and where the next one starts. */
export interface ListPage<R = RecordRow> {
  rows: R[];
  nextCursor: string | null;
  /** Cursor of the page before, null on the first. */
  previousCursor: string | null;
}

/** A record by its API names. */
export interface RecordRow {
  id: string;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  createdBy: string | null;
  archivedAt: Date | null;
  customFields: Record<string, unknown>;
  [field: string]: unknown;
}
