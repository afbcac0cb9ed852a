import { Form } from '@remix-run/react';
import type { JobStatus, JobView } from '@socle/plugin-sdk/server';
import {
  Badge,
  Button,
  ButtonLink,
  DataTable,
  EmptyState,
  Progress,
  Time,
  type Tone,
  useT,
} from '@socle/plugin-sdk/web';
import { Clock, Search } from 'lucide-react';

export type JobRow = Omit<JobView, 'result'> & { label: string | null };

const TONES: Record<JobStatus, Tone> = {
  queued: 'muted',
  running: 'info',
  done: 'success',
  failed: 'danger',
  cancelled: 'warning',
};

/** Background jobs, newest first, with what can be done about each. */
export function JobTable({ jobs, isFiltered }: { jobs: readonly JobRow[]; isFiltered: boolean }) {
  const t = useT();
  return (
    <DataTable
      caption={t('shell.jobs.title')}
      rows={jobs}
      rowKey={(job) => job.id}
      empty={<NoJob isFiltered={isFiltered} />}
      columns={[
        { key: 'name', header: t('shell.jobs.name'), render: (job) => <JobName job={job} /> },
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

function NoJob({ isFiltered }: { isFiltered: boolean }) {
  const t = useT();
  if (!isFiltered)
    return (
      <EmptyState
        icon={Clock}
        title={t('shell.jobs.empty.title')}
        text={t('shell.jobs.empty.text')}
      />
    );
  return (
    <EmptyState
      icon={Search}
      title={t('shell.jobs.none.title')}
      text={t('shell.jobs.none.text')}
      actions={<ButtonLink to="/settings/jobs">{t('shell.audit.clear')}</ButtonLink>}
    />
  );
}

function JobName({ job: { label, name } }: { job: JobRow }) {
  const t = useT();
  return label ? t(label) : name;
}

function JobState({ job }: { job: JobRow }) {
  const t = useT();
  const isOpen = job.status === 'queued' || job.status === 'running';
  const state = isOpen && job.isCancelRequested ? 'cancelling' : job.status;
  return <Badge tone={TONES[job.status]}>{t(`shell.jobs.state.${state}`)}</Badge>;
}

/** How far it is, or why it failed. */
function JobProgress({ job: { error, progress, status } }: { job: JobRow }) {
  const t = useT();
  // A reason is read whole, however long; only figures stay on one line.
  if (error) return <span className="whitespace-normal">{t(error.code, error.params)}</span>;
  if (!progress) return null;
  const { done, total } = progress;
  const said =
    total === null ? t('shell.jobs.done', { done }) : t('shell.jobs.doneOf', { done, total });
  if (status !== 'running' || total === null) return said;
  return <Progress label={t('shell.jobs.progress')} value={done} max={total} detail={said} />;
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
      <input type="hidden" name="intent" value={act} />
      <input type="hidden" name="job" value={job.id} />
      <Button type="submit" size="small" aria-label={t(`shell.jobs.${act}Named`, { name })}>
        {t(`shell.jobs.${act}`)}
      </Button>
    </Form>
  );
}
