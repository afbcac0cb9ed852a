import path from 'node:path';
import { createTestHost, type TestHost } from '@socle/plugin-sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverModule } from '../../module.server';
import { PROJECT, TASK } from '../contract';
import { projectInput } from '../domain/project';
import { taskInput } from '../domain/task';
import { contactProjects } from './queries/project-pages';
import { addTask } from './use-cases/add-task';
import { completeProject, reopenProject, startProject } from './use-cases/advance-project';
import { archiveProject, restoreProject } from './use-cases/archive-project';
import { createProject } from './use-cases/create-project';
import { updateProject } from './use-cases/update-project';
import { archiveTask, moveTask, updateTask } from './use-cases/update-task';

let test: TestHost;

beforeAll(async () => {
  test = await createTestHost({
    modules: ['@socle/core', serverModule],
    directories: { projects: path.join(import.meta.dirname, '../../..') },
  });
});
afterAll(() => test?.close());

async function newContact(name: string): Promise<string> {
  const { body } = await test.api('owner', 'POST', '/contacts', { kind: 'company', name });
  return String(body.id);
}

async function newProject(name: string, more: object = {}): Promise<string> {
  const contactId = await newContact(`Client ${name}`);
  return test.workspace.run((ctx) =>
    createProject(ctx, projectInput.parse({ name, contactId, ...more })),
  );
}

const newTask = (projectId: string, title: string, more: object = {}) =>
  test.workspace.run((ctx) => addTask(ctx, taskInput.parse({ projectId, title, ...more })));

const project = (id: string) => test.workspace.run((ctx) => ctx.records.get(PROJECT, id));
const task = (id: string) => test.workspace.run((ctx) => ctx.records.get(TASK, id));
const conflict = (code: string) => ({ kind: 'conflict', code });

describe('projects', () => {
  it('J-03 go from planned to under way to completed and back, and refuse what their state forbids', async () => {
    const id = await newProject('Machine');
    const act = (run: typeof startProject) => test.workspace.run((ctx) => run(ctx, id));
    await expect(act(reopenProject)).rejects.toMatchObject(
      conflict('projects.project.error.reopen'),
    );
    await act(startProject);
    await expect(act(startProject)).rejects.toMatchObject(conflict('projects.project.error.start'));
    await act(completeProject);
    expect(await project(id)).toMatchObject({ status: 'done', completedAt: test.clock.now });
    await expect(act(completeProject)).rejects.toMatchObject(
      conflict('projects.project.error.complete'),
    );
    await act(reopenProject);
    expect(await project(id)).toMatchObject({ status: 'active', completedAt: null });
  });

  it('J-03 are not completed while a task is left, even one added at the same moment', async () => {
    const id = await newProject('Reste');
    const left = await newTask(id, 'À finir');
    await expect(test.workspace.run((ctx) => completeProject(ctx, id))).rejects.toMatchObject({
      ...conflict('projects.project.error.unfinished'),
      params: { count: 1 },
    });
    await test.workspace.run((ctx) => moveTask(ctx, left, 'done'));
    await Promise.allSettled([
      test.workspace.run((ctx) => completeProject(ctx, id)),
      newTask(id, 'Au même moment'),
    ]);
    const open = await test.workspace.run((ctx) =>
      ctx.query(`select 1 from projects_task where project_id = $1 and status <> 'done'`, [id]),
    );
    expect((await project(id)).status === 'done' && open.length > 0).toBe(false);
  });

  it('begin before they end', async () => {
    const refused = { kind: 'invalid', fields: [{ field: 'dueOn' }] };
    await expect(
      newProject('À rebours', { startsOn: '2026-03-10', dueOn: '2026-03-09' }),
    ).rejects.toMatchObject(refused);
    const id = await newProject('Dates', { startsOn: '2026-03-10', dueOn: '2026-03-20' });
    await expect(
      test.workspace.run((ctx) => updateProject(ctx, id, { dueOn: '2026-03-01' }, null)),
    ).rejects.toMatchObject(refused);
    await test.workspace.run((ctx) => updateProject(ctx, id, { dueOn: null }, 1));
    await expect(
      test.workspace.run((ctx) => updateProject(ctx, id, { name: 'Perdu' }, 1)),
    ).rejects.toMatchObject({ kind: 'stale' });
  });

  it('are led by members of the workspace only', async () => {
    const stranger = test.other.users.member.id;
    await expect(newProject('Étranger', { ownerId: stranger })).rejects.toMatchObject({
      kind: 'invalid',
      fields: [{ field: 'ownerId', code: 'projects.error.unknownMember' }],
    });
    const id = await newProject('Tâche étrangère');
    await expect(newTask(id, 'Pose', { assigneeId: stranger })).rejects.toMatchObject({
      kind: 'invalid',
      fields: [{ field: 'assigneeId' }],
    });
  });

  it('ask for the permission of each act', async () => {
    const id = await newProject('Droits');
    const taskId = await newTask(id, 'Lecture seule');
    const contactId = String((await project(id)).contactId);
    const asReader = (work: Parameters<typeof test.workspace.as>[1]) =>
      expect(test.workspace.as('reader', work)).rejects.toMatchObject({ kind: 'forbidden' });
    await asReader((ctx) => createProject(ctx, projectInput.parse({ name: 'Non', contactId })));
    await asReader((ctx) => updateProject(ctx, id, { name: 'Non' }, null));
    await asReader((ctx) => startProject(ctx, id));
    await asReader((ctx) => archiveProject(ctx, id));
    await asReader((ctx) => addTask(ctx, taskInput.parse({ projectId: id, title: 'Non' })));
    await asReader((ctx) => moveTask(ctx, taskId, 'done'));
    await asReader((ctx) => archiveTask(ctx, taskId));
    const page = await test.page<{ can: object }>('reader', `/projects/${id}`);
    expect(page.data.can).toEqual({
      update: false,
      archive: false,
      addTask: false,
      moveTask: false,
    });
  });

  it('P-03 are not there for another workspace', async () => {
    const id = await newProject('Secret');
    const taskId = await newTask(id, 'Secrète');
    const gone = { kind: 'notFound' };
    await expect(test.other.run((ctx) => startProject(ctx, id))).rejects.toMatchObject(gone);
    await expect(
      test.other.run((ctx) => updateProject(ctx, id, { name: 'x' }, null)),
    ).rejects.toMatchObject(gone);
    await expect(test.other.run((ctx) => moveTask(ctx, taskId, 'done'))).rejects.toMatchObject(
      gone,
    );
    await expect(
      test.other.run((ctx) => addTask(ctx, taskInput.parse({ projectId: id, title: 'x' }))),
    ).rejects.toMatchObject({ kind: 'invalid', fields: [{ field: 'projectId' }] });
  });
});

describe('tasks', () => {
  it('J-04 move between the columns of the board, to their end, and keep when they were done', async () => {
    const id = await newProject('Tableau');
    const [first, second, third] = [
      await newTask(id, 'Un'),
      await newTask(id, 'Deux'),
      await newTask(id, 'Trois'),
    ];
    for (const taskId of [third, first])
      await test.workspace.run((ctx) => moveTask(ctx, taskId, 'doing'));
    const { data } = await test.page<{ tasks: { title: string; status: string }[] }>(
      'owner',
      `/projects/${id}`,
    );
    const column = (status: string) =>
      data.tasks.filter((card) => card.status === status).map((card) => card.title);
    expect([column('todo'), column('doing')]).toEqual([['Deux'], ['Trois', 'Un']]);
    await test.workspace.run((ctx) => moveTask(ctx, second, 'done'));
    expect((await task(second)).completedAt).toEqual(test.clock.now);
    await test.workspace.run((ctx) => moveTask(ctx, second, 'todo'));
    expect((await task(second)).completedAt).toBeNull();
  });

  it('J-04 move by a plain form', async () => {
    const id = await newProject('Sans script');
    const taskId = await newTask(id, 'Par formulaire');
    const moved = await test.page('member', `/projects/${id}`, {
      form: { intent: 'move', taskId, status: 'doing' },
    });
    expect([moved.status, (await task(taskId)).status]).toEqual([200, 'doing']);
    const added = await test.page('member', `/projects/${id}`, {
      form: { intent: 'addTask', title: 'Régler', assigneeId: '', dueOn: '', planned: '1 h 30' },
    });
    expect(added.status).toBe(200);
    const { rows } = await test.workspace.run((ctx) => ctx.records.list(TASK, { q: 'regler' }));
    expect(rows).toMatchObject([{ projectId: id, plannedMinutes: 90, status: 'todo' }]);
  });

  it('do not change once their project is completed or put away', async () => {
    const id = await newProject('Fini');
    const taskId = await newTask(id, 'Faite', { status: 'done' });
    await test.workspace.run((ctx) => completeProject(ctx, id));
    const refused = conflict('projects.task.error.projectDone');
    await expect(
      test.workspace.run((ctx) => updateTask(ctx, taskId, { title: 'Autre' }, null)),
    ).rejects.toMatchObject(refused);
    await expect(newTask(id, 'De trop')).rejects.toMatchObject(refused);
    await test.workspace.run((ctx) => archiveProject(ctx, id));
    await expect(newTask(id, 'De trop')).rejects.toMatchObject(
      conflict('projects.project.error.archived'),
    );
  });

  it('say when they are late', async () => {
    const id = await newProject('En retard', { dueOn: '2026-03-09' });
    await newTask(id, 'Hier', { dueOn: '2026-03-09' });
    await newTask(id, 'Aujourd’hui', { dueOn: '2026-03-10' });
    const page = await test.page<{
      project: { isOverdue: boolean };
      tasks: { title: string; isOverdue: boolean }[];
    }>('reader', `/projects/${id}`);
    expect(page.data.project.isOverdue).toBe(true);
    expect(page.data.tasks.map((card) => card.isOverdue)).toEqual([true, false]);
    const late = await test.page<{ rows: { id: string }[] }>('reader', '/projects?due=late');
    expect(late.data.rows.map((row) => row.id)).toContain(id);
  });
});

describe('projects elsewhere', () => {
  it('are on the contact’s page with their progress, and on its timeline', async () => {
    const id = await newProject('Panneau');
    const contactId = String((await project(id)).contactId);
    await newTask(id, 'Une', { status: 'done' });
    await newTask(id, 'Deux');
    await test.workspace.run((ctx) => startProject(ctx, id));
    await test.settle();
    expect(await test.workspace.run((ctx) => contactProjects(ctx, contactId))).toMatchObject({
      projects: [{ name: 'Panneau', status: 'active', progress: { done: 1, total: 2 } }],
      canCreate: true,
    });
    const { body } = await test.api('owner', 'GET', `/contacts/${contactId}/timeline`);
    const texts = (body.data ?? []).map((entry) => entry.text);
    expect(texts.slice(0, 2)).toEqual(['Project started: Panneau', 'Project planned: Panneau']);
  });

  it('keep a contact from being archived until they are completed', async () => {
    const id = await newProject('Retenu');
    const contactId = String((await project(id)).contactId);
    const refused = await test.api('owner', 'DELETE', `/contacts/${contactId}`);
    expect([refused.status, refused.body.code]).toEqual([409, 'projects.project.error.running']);
    await test.workspace.run((ctx) => archiveProject(ctx, id));
    expect((await test.api('owner', 'DELETE', `/contacts/${contactId}`)).status).toBe(204);
    await expect(test.workspace.run((ctx) => restoreProject(ctx, id))).rejects.toMatchObject(
      conflict('projects.project.error.archivedContact'),
    );
  });

  it('J-01 are planned, started and completed over the API', async () => {
    const contactId = await newContact('API');
    const created = await test.api('member', 'POST', '/projects', { name: 'Par l’API', contactId });
    expect([created.status, created.body.status]).toEqual([201, 'planned']);
    const projectId = created.body.id;
    const added = await test.api('member', 'POST', '/tasks', {
      projectId,
      title: 'Étude',
      plannedMinutes: 420,
      dueOn: '2026-03-20',
    });
    expect(added.body).toMatchObject({ status: 'todo', plannedMinutes: 420, dueOn: '2026-03-20' });
    const early = await test.api('member', 'POST', `/projects/${projectId}/complete`);
    expect([early.status, early.body.code]).toEqual([409, 'projects.project.error.unfinished']);
    await test.api('member', 'PATCH', `/tasks/${added.body.id}`, { status: 'done' });
    const done = await test.api('member', 'POST', `/projects/${projectId}/complete`);
    expect([done.status, done.body.status]).toEqual([200, 'done']);
    const list = await test.api('reader', 'GET', `/tasks?projectId=${projectId}`);
    expect(list.body.data).toHaveLength(1);
  });

  it('are part of the demo company, in every state', async () => {
    await test.fillDemo();
    const statuses = await test.workspace.run((ctx) =>
      ctx.query<{ status: string }>('select distinct status from projects_project order by status'),
    );
    expect(statuses.map((row) => row.status)).toEqual(['active', 'done', 'planned']);
  });
});
