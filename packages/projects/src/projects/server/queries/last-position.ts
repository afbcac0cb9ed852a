import type { Ctx } from '@socle/plugin-sdk/server';
import type { TaskStatus } from '../../contract';

/** Position of the last task in a column of a project's board; 0 when it is empty. */
export async function lastPosition(
  ctx: Ctx,
  projectId: string,
  status: TaskStatus,
): Promise<number> {
  const [row] = await ctx.query<{ last: number }>(
    `select coalesce(max(position), 0) as last from projects_task
     where workspace_id = $1 and project_id = $2 and status = $3`,
    [ctx.workspace.id, projectId, status],
  );
  return row?.last ?? 0;
}
