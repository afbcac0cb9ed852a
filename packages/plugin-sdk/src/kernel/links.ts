import type { LinkDefinition } from '../contract';
import { isId } from '../primitives/ids';
import type { Links } from '../server/ctx';
import type { QueryFn } from './database';

/** Many-to-many links in the tables their modules own. */
export function createLinks(query: QueryFn, workspaceId: string): Links {
  const table = (link: LinkDefinition): string => `"${link.table.replaceAll('"', '')}"`;
  return {
    async add(link, { fromId, toId }) {
      await query(
        `insert into ${table(link)} (workspace_id, from_id, to_id) values ($1, $2, $3) on conflict do nothing`,
        [workspaceId, fromId, toId],
      );
    },
    async remove(link, { fromId, toId }) {
      await query(
        `delete from ${table(link)} where workspace_id = $1 and from_id = $2 and to_id = $3`,
        [workspaceId, fromId, toId],
      );
    },
    async of(link, end) {
      const [own, other, id] =
        'fromId' in end ? ['from_id', 'to_id', end.fromId] : ['to_id', 'from_id', end.toId];
      if (!isId(id)) return [];
      const rows = await query<{ id: string }>(
        `select ${other} as id from ${table(link)} where workspace_id = $1 and ${own} = $2 order by created_at, ${other}`,
        [workspaceId, id],
      );
      return rows.map((row) => row.id);
    },
  };
}
