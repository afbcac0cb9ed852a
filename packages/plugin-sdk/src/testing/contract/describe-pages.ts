import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { newId } from '../../primitives/ids';
import { GATE, type Gate } from '../../server/routes';
import { importRoute, type RouteFunction, type TestRoute } from '../test-pages';
import { comparable, expectNoIds, expectNoLeak, openPage } from './answers';
import { fill, forms, isParametric, ownFields, pages, pointingAt, theirRows } from './page-cases';
import { rowsOf } from './snapshot';
import { MARKER, type Subject } from './subject';

/** The pages of a module as seen by those who may not see. */
export function describePages(open: () => Subject): void {
  it('Z-04 pages: every loader and action stands behind the gate of its own module', () =>
    everyHandlerIsGated(open()));
  it('P-03 pages: a record of another workspace is answered byte for byte like a missing one, 404', () =>
    foreignIsLikeMissing(open()));
  it('P-03 pages: lists and searches show nothing of another workspace', () =>
    listsShowNothing(open()));
  it('P-03 pages: a form that points at a record of another workspace is refused like a missing one', () =>
    formsRefuseForeign(open()));
  it('Z-04 pages: every loader and form is refused without its permission (403), and changes nothing', () =>
    refusedWithoutPermission(open()));
  it('Z-04 pages: a visitor who is signed out is sent to the sign-in page', () =>
    signedOutIsRedirected(open()));
  it('Z-04 pages: a form sent by another site is refused (403)', () =>
    otherSitesAreRefused(open()));
  it('Z-10 pages: the owner may open every page on what was seeded', () =>
    ownerOpensEverything(open()));
}

async function everyHandlerIsGated(subject: Subject): Promise<void> {
  for (const route of subject.test.routes) {
    expect(existsSync(route.absoluteFile), `${route.id}: ${route.file} exists`).toBe(true);
    const module = await importRoute(route);
    for (const name of ['loader', 'action'] as const) {
      const handler = module[name];
      if (!handler) continue;
      const gates = handler[GATE] ?? [];
      expect(gates.length, `${name} of ${route.id} has a gate`).toBeGreaterThan(0);
      for (const gate of gates) checkGate(subject, route, name, gate);
    }
    expect(module.clientLoader, `${route.id} has no clientLoader`).toBeUndefined();
    expect(module.clientAction, `${route.id} has no clientAction`).toBeUndefined();
    if (module.loader) continue;
    const source = readFileSync(route.absoluteFile, 'utf8');
    const readsData = /useLoaderData|useRouteLoaderData|useMatches/.test(source);
    expect(readsData, `${route.id} shows data without a loader of its own`).toBe(false);
  }
}

function checkGate(subject: Subject, route: TestRoute, name: string, gate: Gate): void {
  expect(gate.moduleId, `gate of the ${name} of ${route.id}`).toBe(subject.manifest.id);
  if (gate.permission === null) {
    expect(route.layout, `${route.id} needs no session, so its layout says so`).toBe('public');
    return;
  }
  expect(subject.test.host.registry.permissions.has(gate.permission), gate.permission).toBe(true);
}

async function foreignIsLikeMissing(subject: Subject): Promise<void> {
  const before = await theirRows(subject);
  for (const { route, module } of await pages(subject)) {
    if (!isParametric(route)) continue;
    for (const form of await forms(subject, module)) {
      const where = `${form.title} of ${route.id}`;
      const answerTo = (id: string) => openPage(subject, 'owner', fill(route, id), form.request);
      const missing = await answerTo(newId());
      expect(form.expected, `${where}: ${missing.text}`).toContain(missing.status);
      for (const id of [...Object.values(subject.theirs), 'not-an-id']) {
        const answer = await answerTo(id);
        expect(comparable(answer), `${where} with ${id}`).toEqual(comparable(missing));
        expectNoLeak(where, answer.text);
      }
    }
  }
  expect(await theirRows(subject), 'rows of the other workspace').toEqual(before);
}

async function listsShowNothing(subject: Subject): Promise<void> {
  const foreign = Object.values(subject.theirs)[0] ?? newId();
  const queries = [
    '',
    `?q=${MARKER.theirs}`,
    `?archived=all&q=${MARKER.theirs}`,
    `?cursor=${foreign}`,
    `?id=${foreign}&contactId=${foreign}`,
  ];
  for (const { route, module } of await pages(subject)) {
    if (!module.loader || isParametric(route)) continue;
    for (const query of queries) {
      const { status, text } = await openPage(subject, 'owner', `/${route.path}${query}`);
      const where = `${route.id}${query}`;
      expect(status, `${where}: ${text}`).toBeLessThan(500);
      // What was typed may come back; what was found may not, and its text is longer than the word.
      expectNoLeak(
        where,
        query
          ? text.replaceAll(`"${MARKER.theirs}"`, '').replaceAll(`q=${MARKER.theirs}`, '')
          : text,
      );
      if (query === '') expectNoIds(subject, where, text);
    }
  }
}

async function formsRefuseForeign(subject: Subject): Promise<void> {
  const stored = await theirRows(subject);
  for (const { route, module } of await pages(subject)) {
    for (const form of await forms(subject, module)) {
      if (!form.request) continue;
      for (const own of isParametric(route) ? Object.values(subject.mine) : ['']) {
        for (const [type, foreign] of Object.entries(subject.theirs)) {
          const answerTo = async (id: string) => {
            // Read again each time: a form that was accepted has changed the record's version.
            const fields = { ...(await ownFields(subject)), ...form.intent };
            const pointed = pointingAt(subject, fields, type, id);
            return openPage(subject, 'owner', fill(route, own), { form: pointed });
          };
          const where = `${form.title} of ${route.id} pointing at ${type}`;
          // An act can change what the next one finds, so the missing one is asked for before and after.
          const before = await answerTo(newId());
          const answer = await answerTo(foreign);
          const missing = [before.status, (await answerTo(newId())).status];
          expect(before.status, `${where}: ${before.text}`).toBeLessThan(500);
          expect(missing, `${where}: ${answer.text}`).toContain(answer.status);
          expectNoLeak(where, answer.text);
        }
      }
    }
  }
  expect(await theirRows(subject), 'rows of the other workspace').toEqual(stored);
}

async function refusedWithoutPermission(subject: Subject): Promise<void> {
  const { host, withPermissions } = subject.test;
  const all = [...host.registry.permissions.keys()];
  const before = await rowsOf(host.database.systemQuery, subject.tables);
  for (const { route, name, gate } of await gatedHandlers(subject)) {
    const rest = all.filter((permission) => permission !== gate.permission);
    const address = fill(route, Object.values(subject.mine)[0] ?? newId());
    const answer = await withPermissions('reader', rest, () =>
      openPage(subject, 'reader', address, name === 'action' ? { form: intentOf(gate) } : {}),
    );
    const where = `${name} of ${route.id} without ${gate.permission}`;
    expect(answer.status, `${where}: ${answer.text}`).toBe(403);
  }
  expect(await rowsOf(host.database.systemQuery, subject.tables)).toEqual(before);
}

async function signedOutIsRedirected(subject: Subject): Promise<void> {
  for (const { route, name, gate } of await gatedHandlers(subject)) {
    const address = fill(route, Object.values(subject.mine)[0] ?? newId());
    const request = name === 'action' ? { form: intentOf(gate) } : {};
    const answer = await openPage(subject, null, address, request);
    expect(answer.status, `${name} of ${route.id}`).toBe(302);
    expect(answer.headers.get('location')).toMatch(/^\/sign-in\?next=%2F/);
  }
}

async function otherSitesAreRefused(subject: Subject): Promise<void> {
  for (const { route, name, gate } of await gatedHandlers(subject)) {
    if (name !== 'action') continue;
    const address = fill(route, Object.values(subject.mine)[0] ?? newId());
    const request = { form: intentOf(gate), headers: { origin: 'https://evil.example' } };
    expect((await openPage(subject, 'owner', address, request)).status, route.id).toBe(403);
  }
}

async function ownerOpensEverything(subject: Subject): Promise<void> {
  for (const { route, module } of await pages(subject)) {
    if (!module.loader) continue;
    const answers = [];
    for (const id of isParametric(route) ? Object.values(subject.mine) : ['']) {
      answers.push(await openPage(subject, 'owner', fill(route, id)));
    }
    const shown = answers.map(({ status, text }) => `${status} ${text.slice(0, 300)}`).join('\n');
    expect(
      answers.some((answer) => answer.status < 400),
      `${route.id}: ${shown}`,
    ).toBe(true);
  }
}

interface GatedHandler {
  route: TestRoute;
  name: 'loader' | 'action';
  gate: Gate;
}

/** Every gate of every page that asks for a permission. */
async function gatedHandlers(subject: Subject): Promise<GatedHandler[]> {
  return (await pages(subject)).flatMap(({ route, module }) => {
    const of = (name: 'loader' | 'action', handler: RouteFunction | undefined) =>
      (handler?.[GATE] ?? [])
        .filter((gate) => gate.permission !== null)
        .map((gate) => ({ route, name, gate }));
    return [...of('loader', module.loader), ...of('action', module.action)];
  });
}

const intentOf = ({ intent }: Gate): Record<string, string> => (intent ? { intent } : {});
