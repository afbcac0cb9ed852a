import type { ListQuery } from '../contract';
import type { Ctx } from './ctx';

/** The address of what a list shows, as a file; null for those who may not take records away. */
export function exportPath(ctx: Ctx, type: string, query: ListQuery): string | null {
  if (!ctx.can(`${type}.export`)) return null;
  const search = new URLSearchParams();
  if (query.q) search.set('q', query.q);
  if (query.filter) search.set('filter', JSON.stringify(query.filter));
  if (query.sort) search.set('sort', query.sort);
  if (query.archived) search.set('archived', query.archived);
  const text = search.toString();
  return `/export/${type}${text ? `?${text}` : ''}`;
}
