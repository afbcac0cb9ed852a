import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './test-support/browser.mjs';
import { createInstallation, PASSWORD } from './test-support/installation.mjs';

const GATE = Symbol.for('socle.gate');
const BUILD = path.resolve(import.meta.dirname, '../build/server/index.js');

let installation;
let mine;
let theirs;
let server;
let routes;
let browser;
/** Ids of everything the other workspace has: kind → a few of them. */
let foreign;
/** Texts that only the other workspace has. */
let secrets;

beforeAll(async () => {
  installation = await createInstallation();
  await installation.socle('migrate');
  mine = await installation.company('Atelier Martin');
  theirs = await installation.company('Maison Quetzal');
  await installation.socle('seed', 'demo', '--workspace', theirs.workspaceId);
  await furnish(theirs);
  server = await installation.start({ env: { SOCLE_API_RATE_LIMIT: '100000' } });
  routes = Object.values((await import(/* @vite-ignore */ pathToFileURL(BUILD).href)).routes);
  browser = openBrowser(server.url);
  await browser.signIn(mine);
  foreign = await idsOf(theirs.workspaceId);
  const names = await installation.query(
    `select name from core_contact where workspace_id = $1 and length(name) > 8
     union select name from sales_deal where workspace_id = $1 and length(name) > 8`,
    [theirs.workspaceId],
  );
  secrets = ['Maison Quetzal', theirs.email, ...names.map(({ name }) => name)];
});
afterAll(() => installation?.remove());

/** One of everything that the demo does not have. */
async function furnish({ workspaceId, userId }) {
  const insert = (sql, ...values) => installation.query(sql, [workspaceId, ...values]);
  const colleague = await installation.userCreate(
    workspaceId,
    'member',
    'colleague@quetzal.example',
  );
  const [role, team] = [randomUUID(), randomUUID()];
  await insert(
    `insert into socle_role (workspace_id, id, name, based_on) values ($1, $2, 'Quetzal role', 'member')`,
    role,
  );
  await insert(
    `insert into socle_team (workspace_id, id, name) values ($1, $2, 'Quetzal team')`,
    team,
  );
  await insert(
    `insert into socle_delegation (workspace_id, id, from_user, to_user, starts_on, ends_on) values ($1, gen_random_uuid(), $2, $3, '2020-01-01', '2099-01-01')`,
    userId,
    colleague,
  );
  await insert(
    `insert into socle_invitation (workspace_id, id, email, role, token_hash, expires_at) values ($1, gen_random_uuid(), 'x@quetzal.example', 'member', 'x', '2099-01-01')`,
  );
  await insert(
    `insert into socle_file (workspace_id, id, name, content_type, size, sha256, storage_key, created_at, created_by)
     values ($1, gen_random_uuid(), 'quetzal.csv', 'text/csv', 1, 'x', 'none', now(), $2)`,
    userId,
  );
  await insert(
    `insert into socle_job (workspace_id, id, name, input, status, max_attempts, run_at, created_at, created_by)
     values ($1, gen_random_uuid(), 'core.import.run', '{}', 'failed', 1, now(), now(), $2)`,
    userId,
  );
}

async function tablesWithWorkspace() {
  const rows = await installation.query(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'workspace_id' and table_name in (select tablename from pg_tables)
     order by 1`,
  );
  return rows.map(({ name }) => name);
}

async function idsOf(workspaceId) {
  const ids = new Map();
  for (const table of await tablesWithWorkspace()) {
    const columns = await installation.query(
      `select column_name as name from information_schema.columns
       where table_schema = 'public' and table_name = $1 and data_type = 'uuid' and column_name in ('id', 'user_id')`,
      [table],
    );
    for (const { name } of columns) {
      const rows = await installation.query(
        `select "${name}"::text as id from "${table}" where workspace_id = $1 and "${name}" is not null limit 2`,
        [workspaceId],
      );
      if (rows.length > 0)
        ids.set(
          `${table}.${name}`,
          rows.map(({ id }) => id),
        );
    }
  }
  return ids;
}

/** Everything the other workspace has, as one text a table; what the clock alone moves is left out. */
async function stateOf(workspaceId) {
  const state = {};
  for (const table of await tablesWithWorkspace()) {
    // The trail is sealed in the background, and that they looked at their own pages is theirs.
    if (/^socle_audit|^socle_delivery/.test(table)) continue;
    const [{ sum }] = await installation.query(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from "${table}" t where workspace_id = $1`,
      [workspaceId],
    );
    state[table] = sum;
  }
  const users = await installation.query(
    `select u.id, u.email, u.name, u.password_hash, u.disabled_at from socle_user u
     join socle_membership m on m.user_id = u.id where m.workspace_id = $1 order by u.id`,
    [workspaceId],
  );
  return { ...state, users };
}

/** The address of a route, with one id in every place. */
function addressOf(route, id) {
  const parts = [];
  for (let at = route; at; at = routes.find((other) => other.id === at.parentId))
    if (at.path) parts.unshift(at.path);
  return `/${parts.join('/')}`.replace(/:[\w-]+|\*/g, id);
}

const hasParameter = (route) => /:|\*/.test(addressOf(route, ':').replace(/^\//, '')) || false;

/** Pages that are about the visitor, and would end the session under test. */
const OWN = new Set(['shell.signOut']);

const comparable = (text) =>
  text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>')
    .replace(/nonce="[^"]*"|"nonce":"[^"]*"/g, '')
    .replace(/\d{13}/g, '<ms>');

const expectNoSecret = (where, text) => {
  const shown = secrets.find((secret) => text.includes(secret));
  expect(shown, `${where} shows ${shown}`).toBeUndefined();
};

describe('P-03 another workspace’s ids', () => {
  it('are on every page with an id what an id of nothing is', async () => {
    const withId = routes.filter((route) => hasParameter(route) && route.module.loader);
    expect(withId.length).toBeGreaterThan(8);
    for (const route of withId) {
      const missing = await browser.get(addressOf(route, randomUUID()));
      const nothing = comparable(await missing.text());
      for (const [kind, ids] of foreign) {
        const answer = await browser.get(addressOf(route, ids[0]));
        const text = await answer.text();
        expect(answer.status, `${route.id} with ${kind}`).toBe(missing.status);
        expectNoSecret(`${route.id} with ${kind}`, text);
        expect(comparable(text), `${route.id} with ${kind}`).toBe(nothing);
      }
    }
  });

  it('open no file, no history, no lookup and no export', async () => {
    const types = (await (await browser.get('/lookup?type=core.contact')).json()).items;
    expect(types).toEqual([]);
    for (const [kind, ids] of foreign) {
      for (const id of ids) {
        expect((await browser.get(`/files/${id}`)).status, kind).toBe(404);
        for (const type of ['core.contact', 'sales.deal', 'ticketing.ticket'])
          expect((await browser.get(`/history/${type}/${id}`)).status, kind).toBe(404);
        const filter = encodeURIComponent(JSON.stringify({ field: 'id', op: 'eq', value: id }));
        const file = await browser.text(`/export/core.contact?filter=${filter}`);
        expect(file.trim().split('\r\n').length, `export of ${kind}`).toBe(1);
      }
    }
    for (const secret of secrets.slice(0, 20)) {
      const found = await browser.text(`/search?q=${encodeURIComponent(secret)}`);
      // What was typed is shown again; a result would be a link to a record.
      expect(found, secret).not.toMatch(/href="\/(contacts|deals|tickets|projects)\/[0-9a-f-]{36}/);
    }
  });

  it('are not there for the API', async () => {
    const document = (await server.api(mine.key, '/openapi.json')).body;
    const operations = Object.entries(document.paths).flatMap(([address, methods]) =>
      address.includes('{id}')
        ? Object.keys(methods)
            .filter((method) => method !== 'parameters')
            .map((method) => [address, method])
        : [],
    );
    expect(operations.length).toBeGreaterThan(20);
    const before = await stateOf(theirs.workspaceId);
    for (const [address, method] of operations) {
      for (const kind of [
        'core_contact.id',
        'sales_deal.id',
        'projects_task.id',
        'socle_file.id',
      ]) {
        const answer = await server.api(mine.key, address.replace('{id}', foreign.get(kind)[0]), {
          method: method.toUpperCase(),
          ...(['post', 'patch'].includes(method) ? { body: {} } : {}),
        });
        expect([404, 422], `${method} ${address} ${kind}`).toContain(answer.status);
        expectNoSecret(`${method} ${address}`, JSON.stringify(answer.body));
      }
    }
    expect(await stateOf(theirs.workspaceId)).toEqual(before);
  });

  it('change nothing, whatever form they are sent with', async () => {
    const before = await stateOf(theirs.workspaceId);
    const fields = [
      'id',
      'userId',
      'memberId',
      'roleId',
      'role',
      'teamId',
      'team',
      'parentId',
    ].concat(
      ['providerId', 'keyId', 'fieldId', 'jobId', 'sessionId', 'contactId', 'companyId', 'ownerId'],
      ['assigneeId', 'taskId', 'linkId', 'eventId', 'invitationId', 'delegationId', 'fromUser'],
      [
        'toUser',
        'to',
        'from',
        'workspaceId',
        'impersonationId',
        'deliveryId',
        'subscriber',
        'recordId',
      ],
    );
    let sent = 0;
    for (const route of routes) {
      if (!route.module.action || OWN.has(route.id)) continue;
      const intents = route.module.action[GATE].map(({ intent }) => intent);
      for (const intent of new Set(intents)) {
        for (const kind of [
          'socle_membership.user_id',
          'socle_role.id',
          'socle_team.id',
          'core_contact.id',
        ].concat([
          'socle_job.id',
          'socle_invitation.id',
          'socle_delegation.id',
          'socle_event.id',
        ])) {
          const [id] = foreign.get(kind);
          const form = Object.fromEntries(fields.map((name) => [name, id]));
          const answer = await browser.post(addressOf(route, id), {
            ...form,
            name: 'Quetzalcoatl',
            email: 'someone@atelier.example',
            password: PASSWORD,
            ...(intent ? { intent } : {}),
          });
          sent += 1;
          expect(answer.status, `${route.id} ${intent ?? ''} with ${kind}`).toBeLessThan(500);
          expectNoSecret(`${route.id} ${intent ?? ''}`, await answer.text());
          // Some forms sign out or switch off: the next one is sent by somebody signed in again.
          if (!browser.cookies.has('socle_session')) await browser.signIn(mine);
        }
      }
    }
    expect(sent).toBeGreaterThan(200);
    expect(await stateOf(theirs.workspaceId)).toEqual(before);
  });
});

describe('O-11 modules on and off', () => {
  const OPTIONAL = ['sales', 'projects', 'billing', 'ticketing'];

  it('every subset boots, navigates and answers, and what is off is gone', async () => {
    const company = await installation.company('Atelier des modules');
    const own = openBrowser(server.url);
    await own.signIn(company);
    const pages = routes.filter((route) => route.module.loader && !hasParameter(route));
    const resources = {
      sales: 'deals',
      projects: 'projects',
      billing: 'billing-profiles',
      ticketing: 'tickets',
    };
    for (let subset = 0; subset < 2 ** OPTIONAL.length; subset += 1) {
      const isOn = (id) => !OPTIONAL.includes(id) || (subset & (1 << OPTIONAL.indexOf(id))) !== 0;
      for (const id of OPTIONAL)
        await installation.socle(
          'module',
          isOn(id) ? 'enable' : 'disable',
          id,
          '--workspace',
          company.workspaceId,
        );
      const named = OPTIONAL.filter(isOn).join('+') || 'core alone';
      const home = await own.text('/');
      for (const route of pages) {
        const moduleId = route.id.split('.')[0];
        if (moduleId === 'shell' || route.id === 'root') continue;
        const { status } = await own.get(addressOf(route, ''));
        expect(status, `${route.id} with ${named}`).toBe(isOn(moduleId) ? 200 : 404);
      }
      for (const address of [
        '/',
        '/settings',
        '/settings/modules',
        '/settings/roles',
        '/search?q=a',
      ])
        expect((await own.get(address)).status, `${address} with ${named}`).toBe(200);
      for (const [id, resource] of Object.entries(resources)) {
        const answer = await server.api(company.key, `/${resource}`);
        expect(answer.status, `/${resource} with ${named}`).toBe(isOn(id) ? 200 : 404);
      }
      expect(home.includes('href="/deals"'), `navigation with ${named}`).toBe(isOn('sales'));
      expect(home.includes('href="/tickets"'), `navigation with ${named}`).toBe(isOn('ticketing'));
    }
  });
});
