import type { EntitySchema, FindOptionsOrder, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import { AppError, normalizeText, notFound } from '../primitives';
import { isId, newId } from '../primitives/ids';
import type { Actor } from '../server/ctx';
import type { NewRow, RecordEntity, Repository, WorkspaceRow } from '../server/repository';
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

  const complete = async (row: NewRow<T>): Promise<T> => {
    if (!isRecord) return { ...row, workspaceId: scope.workspaceId } as unknown as T;
    const now = scope.now();
    const given = row as unknown as Partial<RecordEntity>;
    const record = {
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
    record.searchText = toSearchText(scope.searchText(table)?.(record) ?? '');
    return record;
  };

  const columns = Object.entries(entity.options.columns).map(([property, column]) => ({
    property,
    name: (column as { name?: string }).name ?? property,
  }));

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
      await repository().insert(full as never);
      return full;
    },
    async insertMany(rows) {
      if (rows.length === 0) return [];
      const full: T[] = [];
      for (const row of rows) full.push(await complete(row));
      const names = columns.map(({ name }) => `"${name}"`).join(', ');
      // One parameter however many rows: PostgreSQL reads the columns out of JSON by the table's own types.
      const json = JSON.stringify(
        full.map((row) =>
          Object.fromEntries(columns.map(({ property, name }) => [name, row[property as keyof T]])),
        ),
      );
      await scope.transaction.query(
        `insert into "${table}" (${names}) select ${names} from json_populate_recordset(null::"${table}", $1::json)`,
        [json],
      );
      return full;
    },
    async update(row, patch) {
      if (!isRecord) {
        const result = await repository().update(keyOf(entity, row) as never, patch as never);
        if (!result.affected) throw notFound();
        return { ...row, ...patch };
      }
      const before = row as unknown as RecordEntity;
      const next = { ...row, ...patch, version: before.version + 1, updatedAt: scope.now() } as T &
        RecordEntity;
      if ('customFields' in patch)
        next.customFields = await scope.checkCustomFields(
          table,
          next.customFields,
          before.customFields,
        );
      next.searchText = toSearchText(scope.searchText(table)?.(next) ?? '');
      const { id, version, updatedAt, searchText, customFields } = next;
      const result = await repository().update(
        { workspaceId: scope.workspaceId, id, version: before.version } as never,
        {
          ...patch,
          version,
          updatedAt,
          searchText,
          ...('customFields' in patch ? { customFields } : {}),
        } as never,
      );
      if (!result.affected) throw new AppError('stale', 'error.stale');
      return next;
    },
    async remove(where) {
      if (matchesNothing(where)) return 0;
      const result = await repository().delete(limited(where) as never);
      return result.affected ?? 0;
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
