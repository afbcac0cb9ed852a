import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { JOB_VIEW } from '@socle/plugin-sdk/kernel';
import type { JobStatus, JobView } from '@socle/plugin-sdk/server';
import {
  Badge,
  Callout,
  DataTable,
  EmptyState,
  Panel,
  Prose,
  Stack,
  SubmitButton,
  Time,
  type Tone,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { Clock } from 'lucide-react';
import { z } from 'zod';
import { hostAction, hostLoader } from '../shell/host-page.server';
import { titled } from '../shell/page-title';
import { SettingsPage } from '../shell/settings-page';

const SHOWN = 100;

export const handle = { live: ['socle.job'] };

export const meta = titled('shell.jobs.title');

export const loader = hostLoader({ permission: 'admin' }, async ({ host, read }) => {
  const jobs = await read((ctx) =>
    ctx.query<JobView>(
      `select ${JOB_VIEW} from socle_job where workspace_id = $1 order by created_at desc, id desc limit ${SHOWN}`,
      [ctx.workspace.id],
    ),
  );
  return {
    jobs: jobs.map(({ result: _, ...job }) => ({
      ...job,
      label: host.jobDefinitions.get(job.name)?.label ?? null,
    })),
  };
});

const input = z.object({ cancel: z.string().optional(), retry: z.string().optional() });

export const action = hostAction(
  { permission: 'admin', input },
  async ({ write, input: { cancel, retry } }) => {
    await write(async ({ jobs }) => {
      if (cancel) await jobs.cancel(cancel);
      if (retry) await jobs.retry(retry);
    });
    return redirect('/settings/jobs');
  },
);

type JobRow = Omit<JobView, 'result'> & { label: string | null };

const TONES: Record<JobStatus, Tone> = {
  queued: 'muted',
  running: 'info',
  done: 'success',
  failed: 'danger',
  cancelled: 'warning',
};

export default function Jobs() {
  const t = useT();
  const { jobs } = useLoaderData<typeof loader>();
  const { formErrors } = useRefusal(useActionData<typeof action>());
  return (
    <SettingsPage>
      <Stack>
        <Prose>{t('shell.jobs.text')}</Prose>
        {formErrors.map((text) => (
          <Callout key={text} tone="danger" isLive>
            {text}
          </Callout>
        ))}
        <Panel isFlush>
          <JobTable jobs={jobs} />
        </Panel>
      </Stack>
    </SettingsPage>
  );
}

function JobTable({ jobs }: { jobs: readonly JobRow[] }) {
  const t = useT();
  return (
    <DataTable
      caption={t('shell.jobs.title')}
      rows={jobs}
      rowKey={(job) => job.id}
      empty={
        <EmptyState
          icon={Clock}
          title={t('shell.jobs.empty.title')}
          text={t('shell.jobs.empty.text')}
        />
      }
      columns={[
        {
          key: 'name',
          header: t('shell.jobs.name'),
          render: (job) => (job.label ? t(job.label) : job.name),
        },
        { key: 'state', header: t('shell.jobs.state'), render: (job) => <JobState job={job} /> },
        {
          key: 'progress',
          header: t('shell.jobs.progress'),
          render: (job) => <JobProgress job={job} />,
        },
        {
          key: 'created',
          header: t('shell.jobs.createdAt'),
          render: (job) => <Time at={job.createdAt} />,
        },
        {
          key: 'duration',
          header: t('shell.jobs.duration'),
          align: 'end',
          render: (job) => <Duration job={job} />,
        },
        {
          key: 'act',
          header: t('shell.jobs.act'),
          align: 'end',
          render: (job) => <JobAct job={job} />,
        },
      ]}
    />
  );
}

function JobState({ job }: { job: JobRow }) {
  const t = useT();
  const isOpen = job.status === 'queued' || job.status === 'running';
  const state = isOpen && job.isCancelRequested ? 'cancelling' : job.status;
  return <Badge tone={TONES[job.status]}>{t(`shell.jobs.state.${state}`)}</Badge>;
}

/** How far it is, or why it failed. */
function JobProgress({ job: { error, progress } }: { job: JobRow }) {
  const t = useT();
  // A reason is read whole, however long; only figures stay on one line.
  if (error) return <span className="whitespace-normal">{t(error.code, error.params)}</span>;
  if (!progress) return null;
  const { done, total } = progress;
  return total === null ? t('shell.jobs.done', { done }) : t('shell.jobs.doneOf', { done, total });
}

function Duration({ job: { startedAt, finishedAt } }: { job: JobRow }) {
  const t = useT();
  if (!startedAt || !finishedAt) return null;
  const seconds = Math.max(0, Math.round((finishedAt.getTime() - startedAt.getTime()) / 1000));
  if (seconds < 60) return t('shell.jobs.seconds', { seconds });
  return t('shell.jobs.minutes', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
}

function JobAct({ job }: { job: JobRow }) {
  const t = useT();
  const name = job.label ? t(job.label) : job.name;
  const canCancel = (job.status === 'queued' || job.status === 'running') && !job.isCancelRequested;
  const canRetry = job.status === 'failed' || job.status === 'cancelled';
  if (!canCancel && !canRetry) return null;
  const act = canCancel ? 'cancel' : 'retry';
  return (
    <Form method="post" preventScrollReset>
      <SubmitButton
        variant="secondary"
        size="small"
        name={act}
        value={job.id}
        aria-label={t(`shell.jobs.${act}Named`, { name })}
      >
        {t(`shell.jobs.${act}`)}
      </SubmitButton>
    </Form>
  );
}
