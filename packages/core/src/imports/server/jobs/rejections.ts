import type { Ctx } from '@socle/plugin-sdk/server';
import type { RowIssue } from '../../domain/contact-input';
import type { RejectedRow } from '../../domain/csv-writer';

const PAGE_ROWS = 2000;

interface Page {
  rows: RejectedRow[];
  /** Line of the last row, null on the last page. */
  last: number | null;
}

/** The next rejected rows after a line, with their reasons in the user's language. */
export async function readRejections(ctx: Ctx, importId: string, after: number): Promise<Page> {
  const rows = await ctx.query<{ line: number; cells: string[]; issues: RowIssue[] }>(
    `select line, cells, issues from core_import_rejection
     where workspace_id = $1 and import_id = $2 and line > $3 order by line limit ${PAGE_ROWS}`,
    [ctx.workspace.id, importId, after],
  );
  return {
    rows: rows.map(({ cells, issues }) => ({
      cells,
      reasons: issues.map((issue) => reasonText(ctx, issue)),
    })),
    last: rows.length === PAGE_ROWS ? (rows.at(-1)?.line ?? null) : null,
  };
}

function reasonText(ctx: Ctx, { column, code, params }: RowIssue): string {
  const text = ctx.t(code, { ...params });
  return column === null ? text : ctx.t('core.import.screen.reason', { column, text });
}
