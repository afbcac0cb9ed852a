import { CONTACT } from '@socle/core/contract';
import type { Filter, ListQuery } from '@socle/plugin-sdk';
import { localDateIn } from '@socle/plugin-sdk/primitives';
import { type Ctx, exportPath, memberNames } from '@socle/plugin-sdk/server';
import { PROJECT, type ProjectSnapshot, type ProjectStatus } from '../../contract';
import { isOverdue } from '../../domain/project';
import type { Progress } from '../../domain/task';

/** One line of the project list. */
export interface ProjectListRow extends ProjectSnapshot {
  contactName: string;
  ownerName: string | null;
  isOverdue: boolean;
  progress: Progress;
  updatedAt: Date;
}

export type ProjectListState = {
  q: string;
  status: ProjectStatus | '';
  owner: 'me' | 'none' | '';
  due: 'late' | '';
};

const NOTHING: Progress = { done: 0, total: 0, doneMinutes: 0, plannedMinutes: 0 };

/** Today's date where the workspace is. */
export const todayIn = (ctx: Ctx): string => localDateIn(ctx.now(), ctx.workspace.timeZone);

/** One page of projects with names and progress, in a fixed number of statements. */
export async function projectListPage(ctx: Ctx, state: ProjectListState, cursor: string | null) {
  const filters = listFilters(ctx, state);
  const query: ListQuery = {
    ...(state.q ? { q: state.q } : {}),
    ...(filters.length > 0 ? { filter: { and: filters } } : {}),
  };
  const page = await ctx.records.list(PROJECT, { ...query, ...(cursor ? { cursor } : {}) });
  return {
    ...page,
    exportHref: exportPath(ctx, PROJECT, query),
    rows: await complete(ctx, page.rows),
  };
}

function listFilters(ctx: Ctx, state: ProjectListState): Filter[] {
  const filters: Filter[] = [];
  if (state.status) filters.push({ field: 'status', op: 'eq', value: state.status });
  if (state.owner === 'none') filters.push({ field: 'ownerId', op: 'empty' });
  if (state.owner === 'me') filters.push({ field: 'ownerId', op: 'eq', value: ctx.actor.userId });
  if (state.due === 'late') {
    filters.push({ field: 'dueOn', op: 'lt', value: todayIn(ctx) });
    filters.push({ field: 'status', op: 'ne', value: 'done' });
  }
  return filters;
}

async function complete(
  ctx: Ctx,
  rows: readonly Record<string, unknown>[],
): Promise<ProjectListRow[]> {
  const today = todayIn(ctx);
  const projects = rows as unknown as ProjectListRow[];
  const contacts = await ctx.records.titles(
    projects.map(({ contactId }) => ({ type: CONTACT, id: contactId })),
  );
  const members = await memberNames(
    ctx,
    projects.map(({ ownerId }) => ownerId),
  );
  const progress = await progressOfProjects(
    ctx,
    projects.map(({ id }) => id),
  );
  return projects.map((project) => ({
    ...project,
    contactName: contacts.get(`${CONTACT} ${project.contactId}`) ?? '',
    ownerName: project.ownerId ? (members.get(project.ownerId) ?? null) : null,
    isOverdue: isOverdue(project, today),
    progress: progress.get(project.id) ?? NOTHING,
  }));
}

/** How far several projects are, in one statement. */
async function progressOfProjects(
  ctx: Ctx,
  projectIds: readonly string[],
): Promise<Map<string, Progress>> {
  const rows = await ctx.query<Progress & { projectId: string }>(
    `select project_id as "projectId", count(*)::int as total,
       (count(*) filter (where status = 'done'))::int as done,
       sum(planned_minutes)::int as "plannedMinutes",
       coalesce(sum(planned_minutes) filter (where status = 'done'), 0)::int as "doneMinutes"
     from projects_task
     where workspace_id = $1 and project_id = any($2::uuid[]) and archived_at is null group by project_id`,
    [ctx.workspace.id, projectIds],
  );
  return new Map(rows.map(({ projectId, ...progress }) => [projectId, progress]));
}

/** A project with the names it shows and its progress. Throws notFound. */
export async function projectPage(ctx: Ctx, id: string) {
  const row = await ctx.records.get(PROJECT, id);
  const [project] = await complete(ctx, [row]);
  return {
    ...(project as ProjectListRow),
    version: row.version,
    archivedAt: row.archivedAt,
    completedAt: row.completedAt as Date | null,
    can: {
      update: ctx.reaches('projects.project.update', PROJECT, row),
      archive: ctx.reaches('projects.project.archive', PROJECT, row),
    },
  };
}

const PANEL_ROWS = 6;

/** A contact's projects, the running ones first, with their progress. */
export async function contactProjects(ctx: Ctx, contactId: string) {
  const today = todayIn(ctx);
  const rows = await ctx.query<Pick<ProjectSnapshot, 'id' | 'name' | 'status' | 'dueOn'>>(
    `select id, name, status, due_on as "dueOn" from projects_project
     where workspace_id = $1 and contact_id = $2 and archived_at is null
     order by status = 'done', created_at desc, id desc limit ${PANEL_ROWS}`,
    [ctx.workspace.id, contactId],
  );
  const progress = await progressOfProjects(
    ctx,
    rows.map(({ id }) => id),
  );
  return {
    projects: ctx.mask(PROJECT, rows).map((project) => ({
      ...project,
      isOverdue: isOverdue(project, today),
      progress: progress.get(project.id) ?? NOTHING,
    })),
    canCreate: ctx.can('projects.project.create'),
  };
}
