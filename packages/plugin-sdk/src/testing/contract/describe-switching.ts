import { expect, it } from 'vitest';
import { createRequestScope, SESSION_COOKIE, switchModule } from '../../kernel';
import { newId } from '../../primitives/ids';
import { comparable, ofApi, openPage } from './answers';
import { operationsOf } from './operations';
import { fill, pages } from './page-cases';
import { rowsOf } from './snapshot';
import type { Subject } from './subject';

/** A module switched off is gone; switched on again it has lost nothing. */
export function describeSwitching(open: () => Subject): void {
  it('O-11 a module that is always on cannot be switched off', async () => {
    const { manifest, test } = open();
    if (!manifest.alwaysOn) return;
    await expect(
      switchModule(test.host, test.workspace.id, manifest.id, false),
    ).rejects.toMatchObject({ code: 'error.moduleAlwaysOn' });
  });

  it('O-11 switched off: no page, no API, no permission, no panel; switched on again: nothing is lost', async () => {
    const subject = open();
    const { test, manifest, tables } = subject;
    if (manifest.alwaysOn) return;
    const { systemQuery } = test.host.database;
    const before = await rowsOf(systemQuery, tables);
    const answered = await statuses(subject);
    await switchModule(test.host, test.workspace.id, manifest.id, false);
    try {
      await expectGone(subject);
      await test.settle();
    } finally {
      await switchModule(test.host, test.workspace.id, manifest.id, true);
    }
    expect(await rowsOf(systemQuery, tables)).toEqual(before);
    expect(await statuses(subject), 'pages and lists after switching on again').toEqual(answered);
  });

  it('O-11 switched off: its subscribers pass over what happens, even what happened just before', async () => {
    const subject = open();
    const { test, manifest, module } = subject;
    if (manifest.alwaysOn) return;
    const publish = () =>
      test.workspace.run(async (ctx) => {
        for (const { event } of module.subscribers ?? [])
          await ctx.publish(
            { name: event },
            { record: { type: 'test.thing', id: newId() }, payload: {} },
          );
      });
    await test.settle();
    await publish();
    await switchModule(test.host, test.workspace.id, manifest.id, false);
    await publish();
    const rows = await rowsOf(test.host.database.systemQuery, subject.tables);
    await test.host.worker.dispatcher.drain();
    const [left] = await test.host.database.systemQuery<{ failed: string }>(
      `select count(*) as failed from socle_delivery where record_type = 'test.thing' and (status <> 'done' or attempts > 0)`,
    );
    await switchModule(test.host, test.workspace.id, manifest.id, true);
    expect(left?.failed, 'deliveries that reached the module').toBe('0');
    expect(await rowsOf(test.host.database.systemQuery, subject.tables)).toEqual(rows);
  });
}

async function expectGone(subject: Subject): Promise<void> {
  const { test, manifest } = subject;
  const unknown = comparable(ofApi(await test.api('owner', 'GET', '/there-is-no-such-thing')));
  for (const operation of operationsOf(subject)) {
    const own = subject.mine[operation.resource.record] ?? newId();
    const answer = await test.api(
      'owner',
      operation.method,
      operation.path(own),
      operation.body?.({}, own),
    );
    expect(comparable(ofApi(answer)), operation.title).toEqual(unknown);
  }
  for (const { route, module } of await pages(subject)) {
    const address = fill(route, Object.values(subject.mine)[0] ?? newId());
    if (route.layout === 'public') continue;
    if (module.loader)
      expect((await openPage(subject, 'owner', address)).status, route.id).toBe(404);
  }
  const { modulesOn } = await test.host.workspaceState(test.workspace.id);
  expect(modulesOn.has(manifest.id), 'its navigation').toBe(false);
  await test.workspace.run(async (ctx) => {
    for (const permission of Object.keys(manifest.permissions))
      expect(ctx.can(permission), permission).toBe(false);
    for (const [type, id] of Object.entries(subject.mine)) {
      if (!type.startsWith(`${manifest.id}.`)) continue;
      await expect(ctx.records.get(type, id)).rejects.toMatchObject({ kind: 'notFound' });
    }
  });
  expect(await panels(subject), 'its panels').toEqual([]);
  const { text } = await test.api('owner', 'GET', '/openapi.json');
  for (const { name } of subject.module.resources ?? [])
    expect(text.includes(`"/${name}"`), `${name} in the document`).toBe(false);
}

async function panels(subject: Subject): Promise<string[]> {
  const { host, workspace } = subject.test;
  const scope = createRequestScope(host, {
    requestId: newId(),
    nonce: 'test',
    address: '127.0.0.1',
  });
  const request = new Request('http://localhost/', {
    headers: { cookie: `${SESSION_COOKIE}=${workspace.users.owner.session}` },
  });
  const shown = [];
  for (const { slot } of subject.module.slots ?? []) {
    const content = await scope.loadSlot(
      request,
      { id: slot },
      new Proxy({}, { get: () => newId() }),
    );
    shown.push(...content.map((item) => item.id));
  }
  return shown.filter((id) => id.startsWith(`${subject.manifest.id}.`));
}

async function statuses(subject: Subject): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const operation of operationsOf(subject).filter((op) => !op.isWrite)) {
    const own = subject.mine[operation.resource.record] ?? newId();
    found[operation.title] = (await subject.test.api('owner', 'GET', operation.path(own))).status;
  }
  for (const { route, module } of await pages(subject)) {
    const address = fill(route, Object.values(subject.mine)[0] ?? newId());
    if (module.loader) found[route.id] = (await openPage(subject, 'owner', address)).status;
  }
  return found;
}
