import type { ListPage, ListQuery, RecordField, RecordRow } from '../contract';
import { AppError, normalizeText, notFound, type RecordRef } from '../primitives';
import { isId } from '../primitives/ids';
import type { RecordEntity } from '../server/repository';
import { ownerExpression } from './access/access-policies';
import { maskRows } from './access/caller';
import type { QueryFn } from './database';
import { createParameters, fitsField, type Parameters } from './filter-sql';
import { type FilterScope, recordFilter } from './record-filter';
import type { RegisteredRecord } from './registry';
import { toSearchText } from './repository';

const SYSTEM_FIELDS: Record<string, RecordField> = {
  id: { column: 'id', type: 'reference', label: '', filter: true },
  createdAt: {
    column: 'created_at',
    type: 'instant',
    label: 'ui.createdAt',
    filter: true,
    sort: true,
    required: true,
  },
  updatedAt: {
    column: 'updated_at',
    type: 'instant',
    label: 'ui.updatedAt',
    filter: true,
    sort: true,
    required: true,
  },
};

/** Most matches a search collects before it sorts; above it, the list walks the sort order instead. */
const SEARCH_CAP = 20_000;
const MAX_LIMIT = 200;
const DEFAULT_LIMIT = 50;

/** What the list engine needs of its context. */
export interface RecordScope extends FilterScope {
  query: QueryFn;
  workspaceId: string;
  /** The words a record of this table is found by; null for tables without search. */
  searchText(table: string): ((row: RecordEntity) => string) | null;
}

/** The words of a search: normalised, and digits typed in groups (`06 12`) put together. */
export function searchWords(q: string): string[] {
  const isNumber = /^[\s+().\-\d]+$/.test(q);
  const text = normalizeText(q);
  if (isNumber) return text === '' ? [] : [text.replace(/\s+/g, '')];
  return text.split(' ').filter(Boolean).slice(0, 8);
}

/** One page of records. Sorted by one field and the id, so that a cursor always knows where it is. */
export async function listRecords(
  scope: RecordScope,
  record: RegisteredRecord,
  query: ListQuery,
): Promise<ListPage> {
  return readPage(scope, record, query, await findMatches(scope, record, query));
}

type Matches = { ids: string[] } | { words: string[] } | null;

// A list and its count ask the same question, or they would contradict each other.
async function findMatches(
  scope: RecordScope,
  record: RegisteredRecord,
  query: ListQuery,
): Promise<Matches> {
  const words = query.q ? searchWords(query.q) : [];
  if (words.length === 0) return null;
  const found = await scope.query<{ id: string }>(
    `select socle_search($1::regclass, $2, $3) as id`,
    [record.table, words, SEARCH_CAP + 1],
  );
  const isPart = scope.caller.hidden(record.type).length > 0;
  if (found.length > SEARCH_CAP && !isPart) return { words };
  const ids = found.map((row) => row.id);
  const exact = isPart ? await shownMatches(scope, record, words, ids) : ids;
  if (exact.length > 0) return { ids: exact };
  const like = await scope.query<{ id: string }>(
    `select socle_search_like($1::regclass, $2, 100) as id`,
    [record.table, words],
  );
  const similar = like.map((row) => row.id);
  return { ids: isPart ? await shownMatches(scope, record, words, similar, true) : similar };
}

/** Most matches that are looked at again for a caller from whom fields are hidden. */
const RECHECK_CAP = 2000;

// The stored search text holds every field. Finding a record by what one may not see would tell it.
async function shownMatches(
  scope: RecordScope,
  record: RegisteredRecord,
  words: readonly string[],
  ids: readonly string[],
  isFuzzy = false,
): Promise<string[]> {
  const text = scope.searchText(record.table);
  if (!text || ids.length === 0) return [];
  const rows = await scope.query<RecordRow>(
    `select ${selectList(record)} from "${record.table}" where workspace_id = $1 and id = any($2::uuid[])`,
    [scope.workspaceId, ids.slice(0, RECHECK_CAP)],
  );
  const texts = maskRows(scope.caller, record, rows).map((row) =>
    toSearchText(text(row as unknown as RecordEntity)),
  );
  const matching = await scope.query<{ id: string }>(
    `select c.id from unnest($1::uuid[], $2::text[]) as c (id, shown)
     where (select bool_and(case when $4 then word_similarity(w, c.shown) >= 0.5
       else position(case when length(w) < 3 then ' ' || w else w end in c.shown) > 0 end) from unnest($3::text[]) w)`,
    [rows.map((row) => row.id), texts, words, isFuzzy],
  );
  return matching.map((row) => row.id);
}

async function readPage(
  scope: RecordScope,
  record: RegisteredRecord,
  query: ListQuery,
  matches: Matches,
): Promise<ListPage> {
  const parameters = createParameters();
  const sort = parseSort(scope, record, query.sort ?? defaultSort(scope, record));
  const cursor = query.cursor ? decodeCursor(query.cursor, sort) : null;
  const limit = Math.min(Math.max(query.limit ?? DEFAULT_LIMIT, 1), MAX_LIMIT);
  const where = await conditions(scope, record, query, matches, parameters);
  const isBackward = cursor?.isBackward ?? false;
  if (cursor) where.push(keyset(sort, cursor, parameters));
  const order = orderBy(sort, isBackward);
  const rows = await scope.query<RecordRow>(
    `select ${selectList(record)} from "${record.table}" where ${where.join(' and ')} order by ${order} limit ${limit + 1}`,
    parameters.values,
  );
  const hasMore = rows.length > limit;
  const page = maskRows(scope.caller, record, rows.slice(0, limit));
  if (isBackward) page.reverse();
  const first = page[0];
  const last = page.at(-1);
  return {
    rows: page,
    nextCursor: last && (isBackward || hasMore) ? encodeCursor(sort, last, false) : null,
    previousCursor:
      first && (isBackward ? hasMore : cursor !== null) ? encodeCursor(sort, first, true) : null,
  };
}

/** How many records a query matches. */
export async function countRecords(
  scope: RecordScope,
  record: RegisteredRecord,
  query: ListQuery,
): Promise<number> {
  const parameters = createParameters();
  const matches = await findMatches(scope, record, query);
  const where = await conditions(scope, record, query, matches, parameters);
  const [row] = await scope.query<{ count: string }>(
    `select count(*) as count from "${record.table}" where ${where.join(' and ')}`,
    parameters.values,
  );
  return Number(row?.count ?? 0);
}

/** One record, archived ones included; null when it is missing or another workspace's. */
export async function findRecord(
  scope: RecordScope,
  record: RegisteredRecord,
  id: string,
): Promise<RecordRow | null> {
  if (!isId(id)) return null;
  const [row] = await scope.query<RecordRow>(
    `select ${selectList(record)} from "${record.table}" where workspace_id = $1 and id = $2`,
    [scope.workspaceId, id],
  );
  return (row && maskRows(scope.caller, record, [row])[0]) ?? null;
}

export async function getRecord(
  scope: RecordScope,
  record: RegisteredRecord,
  id: string,
): Promise<RecordRow> {
  const row = await findRecord(scope, record, id);
  if (!row) throw notFound();
  return row;
}

/** Titles of many records, by `type id`. One query a type. */
export async function recordTitles(
  scope: RecordScope,
  records: ReadonlyMap<string, RegisteredRecord>,
  refs: readonly RecordRef[],
): Promise<Map<string, string>> {
  const titles = new Map<string, string>();
  for (const type of new Set(refs.map((ref) => ref.type))) {
    const record = records.get(type);
    const title = record?.fields[record.title];
    if (!record || !title) continue;
    const ids = [
      ...new Set(refs.filter((ref) => ref.type === type && isId(ref.id)).map((ref) => ref.id)),
    ];
    const rows = await scope.query<{ id: string; title: string }>(
      `select id, "${title.column}" as title from "${record.table}" where workspace_id = $1 and id = any($2::uuid[])`,
      [scope.workspaceId, ids],
    );
    for (const row of rows) titles.set(`${type} ${row.id}`, String(row.title));
  }
  return titles;
}

async function conditions(
  scope: RecordScope,
  record: RegisteredRecord,
  query: ListQuery,
  matches: Matches,
  parameters: Parameters,
): Promise<string[]> {
  const where = [`workspace_id = ${parameters.add(scope.workspaceId)}`];
  const archived = query.archived ?? 'active';
  if (archived === 'active') where.push('archived_at is null');
  if (archived === 'archived') where.push('archived_at is not null');
  if (matches && 'ids' in matches) where.push(`id = any(${parameters.add(matches.ids)}::uuid[])`);
  if (matches && 'words' in matches) {
    for (const word of matches.words) {
      where.push(
        `search_text like ${parameters.add(word.length < 3 ? `% ${word}%` : `%${word}%`)}`,
      );
    }
  }
  // The policy of the table asks the same; said here too, the planner can use the index for it.
  for (const permission of [record.permissions.read, query.permission]) {
    const owners = permission ? scope.caller.owners(permission) : 'all';
    if (owners !== 'all')
      where.push(`${ownerExpression(record)} = any(${parameters.add(owners)}::uuid[])`);
  }
  if (query.filter) {
    where.push(
      await recordFilter(scope, record, query.filter, parameters, (of) => shownFields(scope, of)),
    );
  }
  return where;
}

// A hidden field cannot be asked about: to the caller it does not exist.
function shownFields(scope: RecordScope, record: RegisteredRecord): Record<string, RecordField> {
  const all: Record<string, RecordField> = { ...SYSTEM_FIELDS, ...record.fields };
  const hidden = scope.caller.hidden(record.type);
  if (hidden.length === 0) return all;
  return Object.fromEntries(Object.entries(all).filter(([name]) => !hidden.includes(name)));
}

const defaultSort = (scope: RecordScope, record: RegisteredRecord): string =>
  Object.hasOwn(shownFields(scope, record), record.defaultSort.replace('-', ''))
    ? record.defaultSort
    : '-createdAt';

interface Sort {
  name: string;
  field: RecordField;
  isDescending: boolean;
}

function parseSort(scope: RecordScope, record: RegisteredRecord, text: string): Sort {
  const isDescending = text.startsWith('-');
  const name = isDescending ? text.slice(1) : text;
  const all = shownFields(scope, record);
  const field = Object.hasOwn(all, name) ? all[name] : undefined;
  if (!field?.sort) {
    const names = Object.entries(all)
      .filter(([, f]) => f.sort)
      .map(([key]) => key)
      .join(', ');
    throw new AppError('invalid', 'error.invalid', {}, [
      { field: 'sort', code: 'error.notAChoice', params: { choices: names } },
    ]);
  }
  return { name, field, isDescending };
}

// Empty values come last in both directions, as people expect of a list.
function orderBy(sort: Sort, isBackward: boolean): string {
  const isDown = sort.isDescending !== isBackward;
  const direction = isDown ? 'desc' : 'asc';
  const nulls = sort.field.required ? '' : `nulls ${isBackward ? 'first' : 'last'}`;
  return `"${sort.field.column}" ${direction} ${nulls}, id ${direction}`;
}

interface Cursor {
  value: string | number | boolean | null;
  id: string;
  isBackward: boolean;
}

function keyset(sort: Sort, cursor: Cursor, parameters: Parameters): string {
  const column = `"${sort.field.column}"`;
  const sign = sort.isDescending !== cursor.isBackward ? '<' : '>';
  const id = `${parameters.add(cursor.id)}::uuid`;
  if (cursor.value === null) {
    const sameNulls = `(${column} is null and id ${sign} ${id})`;
    return cursor.isBackward ? `(${column} is not null or ${sameNulls})` : sameNulls;
  }
  const value = `${parameters.add(cursor.value)}${{ instant: '::timestamptz', date: '::date', number: '::numeric', money: '::bigint' }[sort.field.type as 'date'] ?? ''}`;
  const after = `(${column}, id) ${sign} (${value}, ${id})`;
  return cursor.isBackward || sort.field.required ? after : `(${after} or ${column} is null)`;
}

function encodeCursor(sort: Sort, row: RecordRow, isBackward: boolean): string {
  const value = row[sort.name];
  const plain = value instanceof Date ? value.toISOString() : (value ?? null);
  return Buffer.from(
    JSON.stringify([
      sort.isDescending ? `-${sort.name}` : sort.name,
      plain,
      row.id,
      isBackward ? 1 : 0,
    ]),
  ).toString('base64url');
}

function decodeCursor(text: string, sort: Sort): Cursor {
  try {
    const [name, value, id, isBackward] = JSON.parse(
      Buffer.from(text, 'base64url').toString('utf8'),
    ) as unknown[];
    const isSame = name === (sort.isDescending ? `-${sort.name}` : sort.name);
    const isPlain =
      value === null ||
      (['string', 'number', 'boolean'].includes(typeof value) &&
        fitsField(sort.field, String(value)));
    if (isSame && isPlain && isId(id))
      return { value: value as Cursor['value'], id, isBackward: isBackward === 1 };
  } catch {
    // Falls through to the one answer for every cursor we did not make.
  }
  throw new AppError('invalid', 'error.invalid', {}, [
    { field: 'cursor', code: 'error.badCursor' },
  ]);
}

const selectLists = new WeakMap<RegisteredRecord, string>();

function selectList(record: RegisteredRecord): string {
  const kept = selectLists.get(record);
  if (kept) return kept;
  const fields = Object.entries(record.fields).map(
    ([name, field]) => `"${field.column}" as "${name}"`,
  );
  const list = [
    'id',
    'version',
    'created_at as "createdAt"',
    'updated_at as "updatedAt"',
    'created_by as "createdBy"',
    'archived_at as "archivedAt"',
    'custom_fields as "customFields"',
    ...fields,
  ].join(', ');
  selectLists.set(record, list);
  return list;
}
