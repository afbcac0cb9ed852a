import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useLocation } from '@remix-run/react';
import {
  deadDeliveries,
  type Host,
  healthReport,
  JOB_VIEW,
  recordAct,
  retryDeliveries,
} from '@socle/plugin-sdk/kernel';
import { notFound } from '@socle/plugin-sdk/primitives';
import { intents, isId, type JobStatus, type JobView } from '@socle/plugin-sdk/server';
import {
  Callout,
  FilterBar,
  FilterSelect,
  Panel,
  Prose,
  Stack,
  Toolbar,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { DeadDeliveries } from '../shell/dead-deliveries';
import { HealthPanel } from '../shell/health-panel';
import { hostAction, hostLoader } from '../shell/host-page.server';
import { JobTable } from '../shell/job-table';
import { titled } from '../shell/page-title';
import { SettingsPage } from '../shell/settings-page';

const SHOWN = 100;
const DEAD_SHOWN = 50;
const STATES: readonly JobStatus[] = ['queued', 'running', 'done', 'failed', 'cancelled'];

export const handle = { live: ['socle.job'] };

export const meta = titled('shell.jobs.title');

export const loader = hostLoader(
  { permission: 'admin' },
  async ({ host, read, url, workspaceId, t }) => {
    const state = STATES.find((one) => one === url.searchParams.get('state')) ?? '';
    const name = [...host.jobDefinitions.keys()].find(
      (one) => one === url.searchParams.get('name'),
    );
    const jobs = await read((ctx) =>
      ctx.query<JobView>(
        `select ${JOB_VIEW} from socle_job
         where workspace_id = $1 and ($2 = '' or status = $2) and ($3 = '' or name = $3)
         order by created_at desc, id desc limit ${SHOWN}`,
        [ctx.workspace.id, state, name ?? ''],
      ),
    );
    return {
      state,
      name: name ?? '',
      names: [...host.jobDefinitions.values()].map(({ id, label }) => ({
        value: id,
        label: t(label),
      })),
      jobs: jobs.map(({ result: _, ...job }) => ({
        ...job,
        label: host.jobDefinitions.get(job.name)?.label ?? null,
      })),
      health: await healthReport(host, workspaceId),
      dead: (await deadDeliveries(host, workspaceId, DEAD_SHOWN)).map((delivery) => ({
        ...delivery,
        module: moduleName(host, delivery.subscriber),
      })),
    };
  },
);

const moduleName = (host: Host, subscriber: string): string | null =>
  host.registry.byId.get(subscriber.split('.')[0] ?? '')?.manifest.name ?? null;

// The filters stay as they were when a job is stopped or run again.
const back = (url: URL) => redirect(`${url.pathname}${url.search}`);

export const action = intents({
  cancel: hostAction(
    { permission: 'admin', input: z.object({ job: z.string() }) },
    async ({ write, url, input }) => {
      await write(({ jobs }) => jobs.cancel(input.job));
      return back(url);
    },
  ),
  retry: hostAction(
    { permission: 'admin', input: z.object({ job: z.string() }) },
    async ({ write, url, input }) => {
      await write(({ jobs }) => jobs.retry(input.job));
      return back(url);
    },
  ),
  send: hostAction(
    {
      permission: 'admin',
      input: z.object({ event: z.string().optional(), subscriber: z.string().optional() }),
    },
    async ({ host, workspaceId, session, url, input: { event, subscriber } }) => {
      if (event !== undefined && !isId(event)) throw notFound();
      const only =
        event === undefined ? undefined : { eventId: event, subscriber: subscriber ?? '' };
      const count = await retryDeliveries(host, workspaceId, only);
      if (count === 0) throw notFound();
      await recordAct(host, workspaceId, {
        userId: session.userId,
        impersonatorId: session.impersonatorId,
        via: 'screen',
        action: 'delivery.retried',
        subject: { type: 'delivery', id: subscriber ?? '', title: subscriber ?? '…' },
        after: { count },
      });
      return back(url);
    },
  ),
});

export default function Jobs() {
  const t = useT();
  const { jobs, health, dead, state, name, names } = useLoaderData<typeof loader>();
  const { formErrors } = useRefusal(useActionData<typeof action>());
  const { pathname } = useLocation();
  return (
    <SettingsPage>
      <Stack>
        <Prose>{t('shell.jobs.text')}</Prose>
        {formErrors.map((text) => (
          <Callout key={text} tone="danger" isLive>
            {text}
          </Callout>
        ))}
        <HealthPanel health={health} />
        {dead.length > 0 && <DeadDeliveries deliveries={dead} />}
        <Panel isFlush title={t('shell.jobs.list')}>
          <Toolbar>
            <FilterBar isFiltered={`${state}${name}` !== ''} clearHref={pathname}>
              <FilterSelect
                name="state"
                label={t('shell.jobs.filter.state')}
                value={state}
                options={STATES.map((value) => ({ value, label: t(`shell.jobs.state.${value}`) }))}
              />
              <FilterSelect
                name="name"
                label={t('shell.jobs.filter.name')}
                value={name}
                options={names}
              />
            </FilterBar>
          </Toolbar>
          <JobTable jobs={jobs} isFiltered={`${state}${name}` !== ''} />
        </Panel>
      </Stack>
    </SettingsPage>
  );
}
