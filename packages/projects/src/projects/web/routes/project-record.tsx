import { useActionData, useLoaderData } from '@remix-run/react';
import {
  assignableMembers,
  type Ctx,
  idParam,
  intents,
  readTimeline,
  zId,
} from '@socle/plugin-sdk/server';
import {
  Badge,
  Callout,
  HistoryPanel,
  PageBody,
  PageHeader,
  RecordHistoryLink,
  Section,
  Stack,
  titleMeta,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { formAction, pageLoader } from '../../../routes.server';
import { PROJECT, TASK, TASK_STATUSES } from '../../contract';
import { progressOf, taskForm, taskInput } from '../../domain/task';
import { projectPage } from '../../server/queries/project-pages';
import { taskBoard } from '../../server/queries/task-board';
import { addTask } from '../../server/use-cases/add-task';
import {
  completeProject,
  reopenProject,
  startProject,
} from '../../server/use-cases/advance-project';
import { archiveProject, restoreProject } from '../../server/use-cases/archive-project';
import { moveTask } from '../../server/use-cases/update-task';
import { AddTask } from '../components/add-task';
import { ProjectActs } from '../components/project-acts';
import { ProjectSummary } from '../components/project-summary';
import { statusTone } from '../components/project-tones';
import { TaskBoard } from '../components/task-board';

export const handle = { live: [PROJECT, TASK] };

export const loader = pageLoader('projects.project.read', async ({ ctx, params, url }) => {
  const id = idParam(params);
  const project = await projectPage(ctx, id);
  const isOpen = project.status !== 'done' && !project.archivedAt;
  const cursor = url.searchParams.get('before');
  return {
    project,
    tasks: ctx.can('projects.task.read') ? await taskBoard(ctx, id) : [],
    history: await readTimeline(ctx, { type: PROJECT, id }, { cursor, limit: 12 }),
    members: await assignableMembers(ctx),
    can: {
      ...project.can,
      addTask: isOpen && ctx.can('projects.task.create'),
      moveTask: isOpen && ctx.can('projects.task.update'),
    },
  };
});

const done = { ok: true as const };

const act = (
  run: (ctx: Ctx, id: string) => Promise<void>,
  permission: 'projects.project.update' | 'projects.project.archive' = 'projects.project.update',
) =>
  formAction({ permission, input: z.object({}) }, async ({ ctx, params }) => {
    await run(ctx, idParam(params));
    return done;
  });

export const action = intents({
  start: act(startProject),
  complete: act(completeProject),
  reopen: act(reopenProject),
  archive: act(archiveProject, 'projects.project.archive'),
  restore: act(restoreProject, 'projects.project.archive'),
  addTask: formAction(
    { permission: 'projects.task.create', input: taskForm, record: TASK },
    async ({ ctx, params, input: { planned, ...task } }) => {
      const projectId = idParam(params);
      await projectPage(ctx, projectId);
      await addTask(ctx, taskInput.parse({ ...task, projectId, plannedMinutes: planned }));
      return done;
    },
  ),
  move: formAction(
    {
      permission: 'projects.task.update',
      input: z.object({ taskId: zId(), status: z.enum(TASK_STATUSES) }),
    },
    async ({ ctx, input }) => {
      await moveTask(ctx, input.taskId, input.status);
      return done;
    },
  ),
});

export const meta = titleMeta<typeof loader>(({ project }) => project.name);

/** A project: for whom, how far, and what is left to do. */
export default function ProjectRecord() {
  const t = useT();
  const { project, tasks, history, members, can } = useLoaderData<typeof loader>();
  const refusal = useRefusal(useActionData());
  return (
    <>
      <PageHeader
        title={project.name}
        badge={
          <Badge tone={statusTone(project.status)}>{t(`projects.status.${project.status}`)}</Badge>
        }
        breadcrumb={[{ to: '/projects', label: t('projects.project.many') }]}
        actions={
          <>
            <RecordHistoryLink type={PROJECT} id={project.id} />
            <ProjectActs project={project} can={can} />
          </>
        }
      />
      <PageBody>
        <Stack gap="loose">
          {project.archivedAt && (
            <Callout tone="warning">{t('projects.project.archivedNotice')}</Callout>
          )}
          {refusal.formErrors.map((message) => (
            <Callout key={message} tone="danger" isLive>
              {message}
            </Callout>
          ))}
          <ProjectSummary project={project} progress={progressOf(tasks)} />
          <Section title={t('projects.project.board')}>
            <TaskBoard tasks={tasks} canMove={can.moveTask} />
          </Section>
          {can.addTask && <AddTask members={members} refusal={refusal} />}
          <HistoryPanel title={t('projects.project.history')} page={history} />
        </Stack>
      </PageBody>
    </>
  );
}
