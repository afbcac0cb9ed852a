import type { Ctx } from '@socle/plugin-sdk/server';

/** How many tasks of a project are not done. */
export async function unfinishedTasks(ctx: Ctx, projectId: string): Promise<number> {
  const [row] = await ctx.query<{ count: number }>(
    `select count(*)::int as count from projects_task
     where workspace_id = $1 and project_id = $2 and status <> 'done' and archived_at is null`,
    [ctx.workspace.id, projectId],
  );
  return row?.count ?? 0;
}

/** Names of a contact's projects that are not done, at most five, the oldest first. */
export async function runningProjectNames(ctx: Ctx, contactId: string): Promise<string[]> {
  const rows = await ctx.query<{ name: string }>(
    `select name from projects_project
     where workspace_id = $1 and contact_id = $2 and status <> 'done' and archived_at is null
     order by created_at, id limit 5`,
    [ctx.workspace.id, contactId],
  );
  return rows.map(({ name }) => name);
}
