import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstPageScripts } from '../../../bench/first-page.mjs';
import { openBrowser } from './test-support/browser.mjs';
import { createInstallation } from './test-support/installation.mjs';

const build = path.resolve(import.meta.dirname, '../build');
const GATE = Symbol.for('socle.gate');

/** Routes that answer before anybody is known; each decides for itself what may be seen. */
const OPEN = new Set([
  ...['root', 'shell.signIn', 'shell.signOut', 'shell.setup', 'shell.preferences', 'shell.apiDocs'],
  ...['shell.signIn.code', 'shell.forgotPassword', 'shell.resetPassword', 'shell.confirmEmail'],
  ...['shell.signIn.oidc', 'shell.signIn.oidcCallback', 'shell.passkeys', 'shell.join'],
  // Answers 404 outside development.
  'shell.kit',
]);

let routes;

beforeAll(async () => {
  const server = await import(
    /* @vite-ignore */ pathToFileURL(path.join(build, 'server/index.js')).href
  );
  routes = Object.values(server.routes);
});

describe('P-05 every route of the build', () => {
  const handlers = () =>
    routes.flatMap((route) =>
      ['loader', 'action']
        .filter((kind) => route.module[kind])
        .map((kind) => ({ id: route.id, kind, gates: route.module[kind][GATE] })),
    );

  it('has a gate before its loader and its action, with the id of its own module', () => {
    expect(handlers().length).toBeGreaterThan(30);
    for (const { id, kind, gates } of handlers()) {
      expect(gates, `${id} ${kind}`).toBeInstanceOf(Array);
      expect(gates.length, `${id} ${kind}`).toBeGreaterThan(0);
      const owner = id === 'root' ? 'shell' : id.split('.')[0];
      for (const gate of gates) expect(gate.moduleId, `${id} ${kind}`).toBe(owner);
    }
  });

  it('asks for a session or a permission, but for the few that are open', () => {
    const open = handlers().filter(({ gates }) =>
      gates.some(({ permission }) => permission === null),
    );
    for (const { id } of open) expect(OPEN, id).toContain(id);
    for (const { id, gates } of handlers())
      if (!id.startsWith('shell') && id !== 'root')
        for (const { permission } of gates) expect(permission, id).toMatch(/^\w+\.[\w.]+$/);
  });

  it('that shows a page has a loader, or stands in a frame that has one', () => {
    const byId = new Map(routes.map((route) => [route.id, route]));
    const isGuarded = (route) =>
      Boolean(route.module.loader) ||
      (route.parentId !== undefined &&
        route.parentId !== 'root' &&
        isGuarded(byId.get(route.parentId)));
    for (const route of routes)
      if (!OPEN.has(route.id)) expect(isGuarded(route), route.id).toBe(true);
  });
});

describe('P-05 what the browser is sent', () => {
  const client = () =>
    readdirSync(path.join(build, 'client/assets'))
      .filter((name) => name.endsWith('.js'))
      .map((name) => [name, readFileSync(path.join(build, 'client/assets', name), 'utf8')]);

  it('holds nothing of the server', () => {
    const marks = [
      ...[
        'typeorm',
        'graphile',
        'socle_session',
        /["']node:[a-z]/,
        'process.env.',
        'SOCLE_SECRET',
        'argon2',
      ],
      ...[/\bselect [\w*,. ()"]+ from (socle|core|sales|ticketing|projects|billing|hello)_/i],
      ...[/\binsert into (socle|core)_/i, /\bupdate (socle|core)_\w+ set/i, /\bcreate table\b/i],
      ...[
        'app.workspace',
        'pg_notify',
        path.resolve(build, '../../..'),
        'password_hash',
        'demo-socle-2026',
      ],
    ];
    expect(client().length).toBeGreaterThan(20);
    for (const [name, text] of client())
      for (const mark of marks)
        expect(
          typeof mark === 'string' ? text.includes(mark) : mark.test(text),
          `${name}: ${mark}`,
        ).toBe(false);
  });

  it('has no source maps', () => {
    const names = readdirSync(build, { recursive: true });
    expect(names.filter((name) => name.endsWith('.map'))).toEqual([]);
    for (const [name, text] of client()) expect(text, name).not.toContain('sourceMappingURL');
  });

  it('is both languages, each in a file of its own', () => {
    const texts = client().filter(
      ([, text]) => text.includes('"error.notFound"') || /error\.notFound/.test(text),
    );
    const french = texts.filter(([, text]) => text.includes('n’existe'));
    const english = texts.filter(([, text]) => text.includes('no longer exists'));
    expect(french.map(([name]) => name)).not.toEqual(
      expect.arrayContaining(english.map(([name]) => name)),
    );
  });

  it('has styles that fit into one small file', () => {
    const styles = readdirSync(path.join(build, 'client/assets')).filter((name) =>
      name.endsWith('.css'),
    );
    const sizes = styles.map(
      (name) => gzipSync(readFileSync(path.join(build, 'client/assets', name))).length,
    );
    expect(Math.max(...sizes)).toBeLessThan(40_000);
    expect(existsSync(path.join(build, 'client/favicon.svg'))).toBe(true);
  });
});

describe('issue 4 the first page', () => {
  let installation;
  afterAll(() => installation?.remove());

  it('needs no more than 170 kB of scripts, gzipped', async () => {
    installation = await createInstallation();
    await installation.socle('migrate');
    const owner = await installation.company();
    const server = await installation.start({ role: 'web' });
    const browser = openBrowser(server.url);
    await browser.signIn(owner);
    const { files, gzippedKb } = await firstPageScripts(server.url, browser.cookie());
    expect(files).toBeGreaterThan(3);
    expect(gzippedKb).toBeGreaterThan(50);
    expect(gzippedKb).toBeLessThanOrEqual(170);
  });
});
