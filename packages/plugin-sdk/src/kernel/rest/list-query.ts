import type { Filter, ListQuery } from '../../contract';
import { AppError } from '../../primitives';
import { filterSchema } from '../filter-sql';
import type { RegisteredRecord } from '../registry';

/** Reads `?q=`, `?filter=`, `?sort=`, `?limit=`, `?cursor=` and one parameter per filterable field. */
export function listQuery(record: RegisteredRecord, search: URLSearchParams): ListQuery {
  const filters: Filter[] = [];
  const query: ListQuery = {};
  for (const [name, value] of search) {
    if (name === 'q') query.q = value.slice(0, 200);
    else if (name === 'sort') query.sort = value;
    else if (name === 'cursor') query.cursor = value;
    else if (name === 'limit') query.limit = limitOf(value);
    else if (name === 'archived' && (value === 'active' || value === 'archived' || value === 'all'))
      query.archived = value;
    else if (name === 'filter') filters.push(filterOf(value));
    else if (name !== 'count') {
      const field = Object.hasOwn(record.fields, name) ? record.fields[name] : undefined;
      if (!field?.filter && !name.startsWith('customFields.'))
        throw badParameter(name, 'error.unknownField', { names: name });
      filters.push({ field: name, op: 'eq', value: value === '' ? null : value });
    }
  }
  if (filters.length > 0) query.filter = { and: filters };
  return query;
}

/** A parameter or header that cannot be read. */
export const badParameter = (
  field: string,
  code: string,
  params: Record<string, string | number> = {},
): AppError => new AppError('invalid', 'error.invalid', {}, [{ field, code, params }]);

function limitOf(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > 200)
    throw badParameter('limit', 'error.limitRange', { maximum: 200 });
  return limit;
}

function filterOf(text: string): Filter {
  try {
    return filterSchema.parse(JSON.parse(text));
  } catch {
    throw badParameter('filter', 'error.badFilter');
  }
}
