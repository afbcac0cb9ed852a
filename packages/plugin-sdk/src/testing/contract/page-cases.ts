import { existsSync } from 'node:fs';
import { GATE } from '../../server/routes';
import type { ApiBody } from '../test-api';
import { importRoute, type RouteModule, type TestRoute } from '../test-pages';
import { otherTables, rowsOf } from './snapshot';
import type { Subject } from './subject';

/** A page with its file. */
export interface Page {
  route: TestRoute;
  module: RouteModule;
}

/** The pages whose files exist; a missing one is reported by the test of the gates. */
export async function pages(subject: Subject): Promise<Page[]> {
  const found: Page[] = [];
  for (const route of subject.test.routes) {
    if (existsSync(route.absoluteFile)) found.push({ route, module: await importRoute(route) });
  }
  return found;
}

export const isParametric = (route: TestRoute): boolean => /:|\*/.test(route.path);

/** The address with every parameter replaced by one id. */
export const fill = (route: TestRoute, id: string): string =>
  `/${route.path.replace(/:[\w-]+\??|\*/g, encodeURIComponent(id))}`;

export interface FormCase {
  title: string;
  request: { form: Record<string, string> } | undefined;
  /** The field that tells this form from the page's others. */
  intent: Record<string, string>;
  /** Statuses a missing record may be answered with. */
  expected: readonly number[];
}

/** Reading the page, and posting each of its forms with the fields of the owner's own record. */
export async function forms(subject: Subject, module: RouteModule): Promise<FormCase[]> {
  const cases: FormCase[] = module.loader
    ? [{ title: 'loader', request: undefined, intent: {}, expected: [404] }]
    : [];
  const gates = (module.action?.[GATE] ?? []).filter((gate) => gate.permission !== null);
  const fields = gates.length > 0 ? await ownFields(subject) : {};
  for (const { intent: name } of gates) {
    const intent: Record<string, string> = name ? { intent: name } : {};
    cases.push({
      title: name ? `form "${name}"` : 'form',
      intent,
      request: { form: { ...fields, ...intent } },
      // Input that is wrong in itself may be refused before the record is looked for.
      expected: [404, 422],
    });
  }
  return cases;
}

export async function ownFields(subject: Subject): Promise<Record<string, string>> {
  const fields: Record<string, string> = {};
  for (const { name, record } of subject.module.resources ?? []) {
    const id = subject.mine[record];
    if (!id) continue;
    const { body } = await subject.test.api<ApiBody>('owner', 'GET', `/${name}/${id}`);
    for (const [key, value] of Object.entries(body)) {
      if (key !== 'id' && (typeof value === 'string' || typeof value === 'number'))
        fields[key] = String(value);
    }
  }
  return fields;
}

// A module's forms name a reference as its record's field does, or `xId` for a record called `module.x`.
export function pointingAt(
  subject: Subject,
  form: Record<string, string>,
  type: string,
  id: string,
): Record<string, string> {
  const pointed = { ...form, [`${type.split('.').at(-1)}Id`]: id };
  for (const record of Object.values(subject.manifest.records ?? {})) {
    for (const [name, field] of Object.entries(record.fields)) {
      if (field.type === 'reference' && field.to === type) pointed[name] = id;
    }
  }
  return pointed;
}

/** What the module and its dependencies have stored for the other workspace. */
export async function theirRows(subject: Subject): Promise<Record<string, string[]>> {
  const { systemQuery } = subject.test.host.database;
  const tables = (await otherTables(systemQuery, [])).filter(
    (table) => !table.startsWith('socle_'),
  );
  const rows = await rowsOf(systemQuery, tables);
  const { id } = subject.test.other;
  return Object.fromEntries(
    Object.entries(rows).map(([table, lines]) => [table, lines.filter((row) => row.includes(id))]),
  );
}
