import type { Ctx } from '@socle/plugin-sdk/server';
import { memberNames } from '@socle/plugin-sdk/server';
import { TASK, type TaskSnapshot } from '../../contract';
import { isOverdue } from '../../domain/project';
import { todayIn } from './project-pages';

/** A card of the board. */
export interface TaskCard extends TaskSnapshot {
  assigneeName: string | null;
  isOverdue: boolean;
}

const MAX_CARDS = 500;

/** The tasks of a project in the order of its board, in two statements. */
export async function taskBoard(ctx: Ctx, projectId: string): Promise<TaskCard[]> {
  const tasks = await ctx.query<TaskSnapshot>(
    `select id, project_id as "projectId", title, status, assignee_id as "assigneeId", due_on as "dueOn",
       planned_minutes as "plannedMinutes"
     from projects_task where workspace_id = $1 and project_id = $2 and archived_at is null
     order by position, id limit ${MAX_CARDS}`,
    [ctx.workspace.id, projectId],
  );
  return withNames(ctx, ctx.mask(TASK, tasks));
}

async function withNames(ctx: Ctx, tasks: readonly TaskSnapshot[]): Promise<TaskCard[]> {
  const today = todayIn(ctx);
  const names = await memberNames(
    ctx,
    tasks.map(({ assigneeId }) => assigneeId),
  );
  return tasks.map((task) => ({
    ...task,
    assigneeName: task.assigneeId ? (names.get(task.assigneeId) ?? null) : null,
    isOverdue: isOverdue(task, today),
  }));
}

/** A task with the name of its assignee. Throws notFound. */
export async function taskPage(ctx: Ctx, id: string) {
  const row = await ctx.records.get(TASK, id);
  const [task] = await withNames(ctx, [row as unknown as TaskSnapshot]);
  return {
    ...(task as TaskCard),
    version: row.version,
    archivedAt: row.archivedAt,
    can: {
      update: ctx.reaches('projects.task.update', TASK, row),
      archive: ctx.reaches('projects.task.archive', TASK, row),
    },
  };
}
