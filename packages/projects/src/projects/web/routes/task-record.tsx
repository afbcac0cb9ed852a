import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { assignableMembers, idParam, intents, redirect } from '@socle/plugin-sdk/server';
import {
  Badge,
  Callout,
  PageBody,
  PageHeader,
  RecordForm,
  RecordHistoryLink,
  Stack,
  SubmitButton,
  titleMeta,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { formAction, pageLoader } from '../../../routes.server';
import { TASK } from '../../contract';
import { taskForm } from '../../domain/task';
import { findProject, isProjectClosed } from '../../server/queries/project-of-task';
import { taskPage } from '../../server/queries/task-board';
import { archiveTask, updateTask } from '../../server/use-cases/update-task';
import { TaskFacts } from '../components/task-facts';
import { TaskFields } from '../components/task-fields';

export const handle = { live: [TASK] };

export const loader = pageLoader('projects.task.read', async ({ ctx, params }) => {
  const task = await taskPage(ctx, idParam(params));
  const project = await findProject(ctx, task.id);
  return {
    task,
    project,
    isLocked: await isProjectClosed(ctx, task.id),
    members: await assignableMembers(ctx),
  };
});

const permission = 'projects.task.update';

const archiving = (isArchived: boolean) =>
  formAction(
    { permission: 'projects.task.archive', input: z.object({}) },
    async ({ ctx, params }) => {
      await archiveTask(ctx, idParam(params), isArchived);
      return { ok: true as const };
    },
  );

export const action = intents({
  save: formAction(
    { permission, input: taskForm.extend({ version: z.coerce.number().int() }), record: TASK },
    async ({ ctx, params, input: { version, planned, ...patch } }) => {
      const id = idParam(params);
      await updateTask(ctx, id, { ...patch, plannedMinutes: planned }, version);
      const project = await findProject(ctx, id);
      return redirect(project ? `/projects/${project.id}` : `/projects/tasks/${id}`);
    },
  ),
  archive: archiving(true),
  restore: archiving(false),
});

export const meta = titleMeta<typeof loader>(({ task }) => task.title);

/** A task of a project, read or changed. */
export default function TaskRecord() {
  const t = useT();
  const { task, project, members, isLocked } = useLoaderData<typeof loader>();
  const refusal = useRefusal(useActionData());
  const isWritable = task.can.update && !isLocked;
  const back = project ? `/projects/${project.id}` : '/projects';
  return (
    <>
      <PageHeader
        title={task.title}
        badge={<Badge>{t(`projects.taskStatus.${task.status}`)}</Badge>}
        breadcrumb={[
          { to: '/projects', label: t('projects.project.many') },
          ...(project ? [{ to: back, label: project.name }] : []),
        ]}
        actions={
          <>
            <RecordHistoryLink type={TASK} id={task.id} />
            {task.can.archive && !isLocked && <ArchiveTask isArchived={task.archivedAt !== null} />}
          </>
        }
      />
      <PageBody width="form">
        <Stack>
          {isLocked && <Callout tone="info">{t('projects.task.lockedNotice')}</Callout>}
          {task.archivedAt && <Callout tone="warning">{t('projects.task.archivedNotice')}</Callout>}
          {isWritable && !task.archivedAt ? (
            <RecordForm
              type={TASK}
              version={task.version}
              intent="save"
              refusal={refusal}
              submitLabel={t('projects.project.save')}
              cancelTo={back}
            >
              <TaskFields task={task} members={members} refusal={refusal} />
            </RecordForm>
          ) : (
            <TaskFacts task={task} />
          )}
        </Stack>
      </PageBody>
    </>
  );
}

function ArchiveTask({ isArchived }: { isArchived: boolean }) {
  const t = useT();
  const name = isArchived ? 'restore' : 'archive';
  return (
    <Form method="post">
      <SubmitButton name="intent" value={name} variant={isArchived ? 'primary' : 'ghost'}>
        {t(`projects.task.${name}`)}
      </SubmitButton>
    </Form>
  );
}
