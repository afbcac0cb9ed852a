import type { EntitySchema, FindOptionsOrder, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import { AppError, normalizeText, notFound } from '../primitives';
import { isId, newId } from '../primitives/ids';
import type { Actor } from '../server/ctx';
import type {
  NewRow,
  RecordEntity,
  Repository,
  WorkspaceRow,
  WriteOptions,
} from '../server/repository';
import type { Caller } from './access/caller';
import { recordWrites } from './access/record-writes';
import type { RecordChange } from './audit/record-changes';
import type { RegisteredRecord } from './registry';
import type { Transaction } from './tenancy';

/** What a repository needs of the context it works in. */
export interface RepositoryScope {
  workspaceId: string;
  actor: Actor;
  now(): Date;
  transaction: Transaction;
  /** The words a record of this table is found by; null for tables without search. */
  searchText(table: string): ((row: RecordEntity) => string) | null;
  /** Checks custom values against their definitions; throws invalid. */
  checkCustomFields(
    table: string,
    values: Record<string, unknown>,
    stored?: Record<string, unknown>,
  ): Promise<Record<string, unknown>>;
  caller: Caller;
  /** The record type stored in a table; null for other tables. */
  record(table: string): RegisteredRecord | null;
  /** Lifts the limits on what may be seen, because a row may leave the caller's sight by the change itself. */
  unrestricted<R>(work: () => Promise<R>): Promise<R>;
  /** Writes into the audit trail. */
  recordChanges(changes: readonly RecordChange[]): Promise<void>;
}

/** Text as it is stored for search: normalised, each word preceded by a blank so that a prefix can be found. */
export function toSearchText(text: string): string {
  return ` ${normalizeText(text)} `.slice(0, 4000);
}

/** Opens an entity for the current workspace. */
export function createRepository<T extends WorkspaceRow>(
  scope: RepositoryScope,
  entity: EntitySchema<T>,
): Repository<T> {
  const { manager } = scope.transaction;
  const table = entity.options.tableName ?? entity.options.name;
  const isRecord = 'searchText' in entity.options.columns;
  const limited = (where: FindOptionsWhere<T> = {}): FindOptionsWhere<T> => ({
    ...where,
    workspaceId: scope.workspaceId,
  });
  const uuids = Object.entries(entity.options.columns)
    .filter(([, column]) => (column as { type?: unknown }).type === 'uuid')
    .map(([property]) => property);
  // PostgreSQL answers an id that is none with an error; it is simply the id of nothing.
  const matchesNothing = (where: FindOptionsWhere<T> = {}): boolean =>
    uuids.some((property) => {
      const value = where[property as keyof FindOptionsWhere<T>] as unknown;
      return typeof value === 'string' && !isId(value);
    });
  const repository = () =>
    manager().getRepository<T & ObjectLiteral>(entity as EntitySchema<T & ObjectLiteral>);
  const columns = Object.entries(entity.options.columns).map(([property, column]) => ({
    property,
    name: (column as { name?: string }).name ?? property,
  }));
  const record = isRecord ? scope.record(table) : null;
  const records = record ? recordWrites(scope, record, columns) : null;
  const write = <R>(work: () => Promise<R>): Promise<R> =>
    records ? scope.unrestricted(work) : work();

  const searchText = (row: RecordEntity): string =>
    toSearchText(scope.searchText(table)?.(row) ?? '');
  const complete = async (row: NewRow<T>): Promise<T> => {
    if (!isRecord) return { ...row, workspaceId: scope.workspaceId } as unknown as T;
    const now = scope.now();
    const given = row as unknown as Partial<RecordEntity>;
    const full = {
      ...row,
      workspaceId: scope.workspaceId,
      id: given.id ?? newId(),
      version: 1,
      createdAt: now,
      updatedAt: now,
      createdBy: scope.actor.userId,
      archivedAt: null,
      customFields: await scope.checkCustomFields(table, given.customFields ?? {}),
      searchText: '',
    } as unknown as T & RecordEntity;
    full.searchText = searchText(full);
    records?.checkNew(full);
    return full;
  };
  const changed = async (row: T, patch: Partial<T>, options?: WriteOptions) => {
    const before = row as unknown as RecordEntity;
    const own = (records?.writable(before, patch as object) ?? patch) as Partial<T>;
    records?.checkChange(before, own as object, options?.permission);
    const next = { ...row, ...own, version: before.version + 1, updatedAt: scope.now() } as T &
      RecordEntity;
    if ('customFields' in own)
      next.customFields = await scope.checkCustomFields(
        table,
        next.customFields,
        before.customFields,
      );
    next.searchText = searchText(next);
    return { own, next };
  };
  const populate = (rows: readonly T[]): string =>
    JSON.stringify(
      rows.map((row) =>
        Object.fromEntries(columns.map(({ property, name }) => [name, row[property as keyof T]])),
      ),
    );

  return {
    find: async (where, order, limit = 1000) =>
      matchesNothing(where)
        ? []
        : repository().find({
            where: limited(where),
            ...(order ? { order: order as FindOptionsOrder<T & ObjectLiteral> } : {}),
            take: limit,
          } as never),
    findOne: async (where) =>
      matchesNothing(where) ? null : repository().findOne({ where: limited(where) } as never),
    async get(where) {
      const row = await this.findOne(where);
      if (!row) throw notFound();
      return row;
    },
    async lock(where) {
      if (matchesNothing(where)) throw notFound();
      const row = await repository().findOne({
        where: limited(where),
        lock: { mode: 'pessimistic_write' },
      } as never);
      if (!row) throw notFound();
      return row;
    },
    async insert(row) {
      const full = await complete(row);
      await write(() => repository().insert(full as never));
      await records?.created([full]);
      return full;
    },
    async insertMany(rows) {
      if (rows.length === 0) return [];
      const full: T[] = [];
      for (const row of rows) full.push(await complete(row));
      const names = columns.map(({ name }) => `"${name}"`).join(', ');
      // One parameter however many rows: PostgreSQL reads the columns out of JSON by the table's own types.
      await scope.transaction.query(
        `insert into "${table}" (${names}) select ${names} from json_populate_recordset(null::"${table}", $1::json)`,
        [populate(full)],
      );
      await records?.created(full);
      return full;
    },
    async update(row, patch, options) {
      if (!isRecord) {
        const result = await repository().update(keyOf(entity, row) as never, patch as never);
        if (!result.affected) throw notFound();
        return { ...row, ...patch };
      }
      const { own, next } = await changed(row, patch, options);
      const { id, version, updatedAt, searchText: words, customFields } = next;
      const result = await write(() =>
        repository().update(
          { workspaceId: scope.workspaceId, id, version: version - 1 } as never,
          {
            ...own,
            version,
            updatedAt,
            searchText: words,
            ...('customFields' in own ? { customFields } : {}),
          } as never,
        ),
      );
      if (!result.affected) throw new AppError('stale', 'error.stale');
      await records?.updated([{ before: row, after: next }]);
      return next;
    },
    async updateMany(rows, patches, options) {
      if (!isRecord) throw new Error(`"${table}" is not a table of records.`);
      if (rows.length === 0) return [];
      const changes: { before: T; after: T & RecordEntity }[] = [];
      for (const [index, before] of rows.entries()) {
        const { next } = await changed(before, patches[index] ?? {}, options);
        changes.push({ before, after: next });
      }
      const fixed = new Set(['workspace_id', 'id', 'created_at', 'created_by']);
      const sets = columns.filter(({ name }) => !fixed.has(name));
      const written = await write(() =>
        scope.transaction.query(
          `update "${table}" t set ${sets.map(({ name }) => `"${name}" = r."${name}"`).join(', ')}
           from json_populate_recordset(null::"${table}", $2::json) r
           where t.workspace_id = $1 and t.id = r.id and t.version = r.version - 1 returning t.id`,
          [scope.workspaceId, populate(changes.map(({ after }) => after))],
        ),
      );
      if (written.length !== rows.length) throw new AppError('stale', 'error.stale');
      await records?.updated(changes);
      return changes.map(({ after }) => after);
    },
    async remove(where) {
      if (matchesNothing(where)) return 0;
      const rows = records
        ? ((await repository().find({ where: limited(where) } as never)) as T[])
        : [];
      records?.checkRemoval(rows);
      const result = await repository().delete(limited(where) as never);
      await records?.removed(rows);
      return result.affected ?? 0;
    },
    async audit(changes) {
      await records?.audited(changes);
    },
  };
}

function keyOf<T extends WorkspaceRow>(entity: EntitySchema<T>, row: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(entity.options.columns)
      .filter(([, column]) => (column as { primary?: boolean }).primary)
      .map(([property]) => [property, row[property as keyof T]]),
  ) as Partial<T>;
}
