import { type Ctx, isId } from '@socle/plugin-sdk/server';
import type { ImportCounts } from '../../domain/import-counts';
import type { ImportStatus } from '../../domain/import-status';
import { importsOf } from '../use-cases/find-import';

const PAGE_ROWS = 50;

/** One line of the list of imports. */
export interface ImportListRow {
  id: string;
  fileName: string;
  status: ImportStatus;
  rowCount: number | null;
  counts: ImportCounts;
  createdAt: Date;
  startedAt: Date | null;
  userName: string | null;
}

/** Imports, newest first; `before` is the id the last page ended with. */
export async function importListPage(
  ctx: Ctx,
  before: string | null,
): Promise<{ rows: ImportListRow[]; next: string | null }> {
  const rows = await ctx.query<ImportListRow>(
    `select i.id, i.file_name as "fileName", i.status, i.row_count as "rowCount", i.counts,
       i.created_at as "createdAt", i.started_at as "startedAt", m.name as "userName"
     from core_import i left join socle_member m on m.user_id = i.created_by
     where i.workspace_id = $1 and ($3::uuid is null or i.created_by = $3) and ($2::uuid is null or (i.created_at, i.id) <
       (select b.created_at, b.id from core_import b where b.workspace_id = $1 and b.id = $2))
     order by i.created_at desc, i.id desc limit ${PAGE_ROWS + 1}`,
    [ctx.workspace.id, isId(before) ? before : null, importsOf(ctx)],
  );
  const page = rows.slice(0, PAGE_ROWS);
  return { rows: page, next: rows.length > PAGE_ROWS ? (page.at(-1)?.id ?? null) : null };
}
