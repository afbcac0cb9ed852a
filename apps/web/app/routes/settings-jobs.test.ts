import { AppError } from '@socle/plugin-sdk/primitives';
import { defineJob, defineServerModule, newId } from '@socle/plugin-sdk/server';
import type { TestHost } from '@socle/plugin-sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPageHost, type Form, openRoute } from '../test-support/open-route';
import * as jobs from './settings-jobs';

const work = defineJob<object>({
  id: 'watcher.thing.work',
  label: 'watcher.name',
  maxAttempts: 1,
  run: async () => {
    throw new AppError('conflict', 'error.jobOver');
  },
});
const watcher = defineServerModule({
  manifest: {
    id: 'watcher',
    version: '0.1.0',
    sdk: '^0.1.0',
    name: 'watcher.name',
    description: 'watcher.name',
    icon: 'note',
    dependsOn: [],
    permissions: {},
    messages: { en: { 'watcher.name': 'Watcher' }, fr: { 'watcher.name': 'Veilleur' } },
  },
  jobs: [work as never],
});

let test: TestHost;

beforeAll(async () => {
  test = await createPageHost(['@socle/core', watcher]);
});
afterAll(() => test?.close());

const users = () => test.workspace.users;

interface JobsPage {
  jobs: { id: string; status: string; label: string; error: { code: string } | null }[];
  health: { queue: { failed: number } };
  dead: { eventId: string; subscriber: string; module: string | null }[];
}

describe('O-04 the jobs console', () => {
  const list = async (query = '') =>
    (await openRoute<JobsPage>(test, jobs.loader, users().admin, `/settings/jobs${query}`)).data;
  const act = (form: Form) =>
    openRoute<{ data: unknown }>(test, jobs.action, users().admin, '/settings/jobs?state=failed', {
      form,
    });

  it('lists jobs by state, runs a failed one again and cancels a waiting one', async () => {
    const id = await test.workspace.run((ctx) => ctx.jobs.enqueue(work, {}));
    await test.settle();
    const { jobs: failed, health } = await list('?state=failed&name=watcher.thing.work');
    expect(failed).toMatchObject([{ id, status: 'failed', error: { code: 'error.jobOver' } }]);
    expect(health.queue.failed).toBe(1);
    expect((await list('?state=done')).jobs).toEqual([]);

    const { response } = await act({ intent: 'retry', job: id });
    expect(response.headers.get('location')).toBe('/settings/jobs?state=failed');
    expect((await list('?state=queued')).jobs).toMatchObject([{ id }]);
    await act({ intent: 'cancel', job: id });
    await test.settle();
    expect((await list('?state=cancelled')).jobs).toMatchObject([{ id }]);
    expect((await act({ intent: 'cancel', job: id })).data).toMatchObject({
      data: { error: { code: 'error.jobOver' } },
    });
  });

  it('is for administrators, in their own workspace', async () => {
    const id = await test.other.run((ctx) => ctx.jobs.enqueue(work, {}));
    expect((await list()).jobs.map((job) => job.id)).not.toContain(id);
    expect((await act({ intent: 'cancel', job: id })).status).toBe(404);
    const form = { intent: 'cancel', job: id };
    for (const role of ['manager', 'member', 'reader'] as const) {
      const member = test.other.users[role];
      expect((await openRoute(test, jobs.action, member, '/settings/jobs', { form })).status).toBe(
        403,
      );
      expect((await openRoute(test, jobs.loader, member, '/settings/jobs')).status).toBe(403);
    }
  });

  it('sends again what was given up, and records that', async () => {
    await test.host.database.systemQuery(
      `with event as (
         insert into socle_event (workspace_id, id, name, record_type, record_id, payload, occurred_at)
         select $1, gen_random_uuid(), 'core.contact.created', 'core.contact', $2, '{}', now() returning id, seq)
       insert into socle_delivery (workspace_id, event_id, subscriber, seq, record_type, record_id, status)
       select $1, id, 'watcher.gone', seq, 'core.contact', $2, 'dead' from event`,
      [test.workspace.id, newId()],
    );
    const [dead] = (await list()).dead;
    expect(dead).toMatchObject({ subscriber: 'watcher.gone', module: 'watcher.name' });
    const form = { intent: 'send', event: dead?.eventId ?? '', subscriber: 'watcher.gone' };
    expect((await act(form)).status).toBe(302);
    expect((await list()).dead).toEqual([]);
    expect((await act(form)).status).toBe(404);
    expect((await act({ ...form, event: '1' })).status).toBe(404);
    const recorded = await test.host.database.systemQuery(
      `select title from socle_audit where workspace_id = $1 and action = 'delivery.retried'`,
      [test.workspace.id],
    );
    expect(recorded).toEqual([{ title: 'watcher.gone' }]);
  });
});
