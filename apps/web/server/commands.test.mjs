import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInstallation, PASSWORD, until } from './test-support/installation.mjs';

let installation;
let workspaceId;
let server;

beforeAll(async () => {
  installation = await createInstallation();
  await installation.socle('migrate');
  workspaceId = await installation.socle('workspace', 'create', '--name', 'Atelier Martin');
  server = await installation.start({ role: 'web' });
});
afterAll(() => installation?.remove());

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const COMMANDS = [
  ...['workspace create', 'user create', 'apikey create', 'import contacts'],
  ...['module list', 'module enable', 'module disable', 'plugin list', 'plugin add'],
  ...['plugin remove', 'migrate', 'seed demo', 'doctor', 'backup', 'restore', 'audit verify'],
];

const createUser = (email, role, ...more) =>
  installation.run([
    ...['user', 'create', '--email', email, '--name', 'Inès Moreau', '--role', role],
    ...['--workspace', workspaceId, ...more],
  ]);
const withPassword = ['--password', PASSWORD];

describe('O-04 the help', () => {
  it('lists every command, and nothing else is known', async () => {
    const { code, stdout, stderr } = await installation.spawn(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const name of COMMANDS) expect(stdout).toContain(`socle ${name}`);
    expect(await installation.run([])).toEqual({ code: 0, stdout, stderr: '' });

    const unknown = await installation.spawn(['workspace', 'paint']);
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toMatch(
      /^Unknown command: workspace paint\n[\s\S]*socle workspace create/,
    );
  });

  it('is there for each of them, without a database', async () => {
    const answers = await Promise.all(
      COMMANDS.map((name) =>
        installation.run([...name.split(' '), '--help'], { DATABASE_URL: 'nonsense' }),
      ),
    );
    for (const [i, { code, stdout, stderr }] of answers.entries()) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(new RegExp(`^socle ${COMMANDS[i]} ?.*\\n\\n[A-Z].*\\.\\n$`));
    }
  });
});

describe('O-04 workspace create, user create, apikey create', () => {
  it('print the id or the key alone, and the key works', async () => {
    const user = await installation.spawn([
      ...['user', 'create', '--email', 'ines@martin.example', '--name', 'Inès Moreau'],
      ...['--role', 'manager', '--workspace', workspaceId, ...withPassword],
    ]);
    expect(user).toMatchObject({ code: 0, stderr: '' });
    expect(user.stdout.trim()).toMatch(UUID);
    expect(workspaceId).toMatch(UUID);
    const key = await installation.run([
      'apikey',
      'create',
      '--user',
      'ines@martin.example',
      '--name',
      'k',
    ]);
    expect(key).toMatchObject({ code: 0, stderr: '' });
    expect(key.stdout).toMatch(/^socle_[\w-]{40}\n$/);
    const { status, body } = await server.api(key.stdout.trim(), '/me');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      user: { id: user.stdout.trim(), email: 'ines@martin.example', role: 'manager' },
      workspace: { id: workspaceId, name: 'Atelier Martin' },
    });
    expect(body.permissions).toContain('core.contact.import');
  });

  it('limit a key to its scopes and to its days', async () => {
    await createUser('karim@martin.example', 'owner', ...withPassword);
    const create = (...more) =>
      installation.run([
        'apikey',
        'create',
        '--user',
        'karim@martin.example',
        '--name',
        'k',
        ...more,
      ]);
    const reading = (await create('--scopes', 'core.contact.read')).stdout.trim();
    expect((await server.api(reading, '/me')).body.permissions).toEqual(['core.contact.read']);
    expect((await server.api(reading, '/contacts')).status).toBe(200);
    const write = { method: 'POST', body: { kind: 'company', name: 'Durand' } };
    expect((await server.api(reading, '/contacts', write)).status).toBe(403);
    expect((await server.api(reading, '/deals')).status).toBe(403);
    const over = (await create('--expires', '2020-01-31')).stdout.trim();
    expect((await server.api(over, '/me')).status).toBe(401);

    expect(await create('--scopes', 'core.contact.red')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /Unknown scopes: core\.contact\.red\. Known: .*core\.contact\.read/,
      ),
    });
    expect(await create('--expires', 'tomorrow')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('2027-01-31'),
    });
  });

  it('take the password from a variable, and keep it out of every message', async () => {
    const fromVariable = ['--password-env', 'NEW_PASSWORD'];
    const words = ['user', 'create', '--email', 'lea@martin.example', '--name', 'Léa', '--role'];
    const run = (role, value) =>
      installation.run([...words, role, '--workspace', workspaceId, ...fromVariable], {
        NEW_PASSWORD: value,
      });
    expect(await run('member', '')).toMatchObject({
      code: 1,
      stderr: 'The variable NEW_PASSWORD is empty.\n',
    });
    const weak = await run('member', 'pass-9');
    expect(weak.code).toBe(1);
    expect(weak.stderr).toMatch(/password: Use at least \d+ characters/);
    expect(weak.stderr).not.toContain('pass-9');
    expect(await run('member', 'a long one, from a variable')).toMatchObject({
      code: 0,
      stderr: '',
    });
    const again = await run('member', 'a long one, from a variable');
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(again.stderr).toContain('already a member');
  });

  it('refuse what they do not understand, with the usage, and what does not exist', async () => {
    const usage = 'Usage: socle user create --email E';
    const refusals = [
      [['user', 'create', '--role', 'owner'], 2, usage],
      [['user', 'create', 'someone', '--role', 'owner'], 2, usage],
      [['user', 'create', '--colour', 'red'], 2, usage],
      [['workspace', 'create'], 2, '--name is missing.\nUsage: socle workspace create'],
      [['workspace', 'create', '--name', ''], 2, '--name is missing.'],
      [['apikey', 'create', '--user', 'ines@martin.example'], 2, 'Usage: socle apikey create'],
      [
        ['apikey', 'create', '--user', 'nobody@x.example', '--name', 'k'],
        1,
        'No user "nobody@x.example"',
      ],
      [['module', 'enable'], 2, 'Usage: socle module enable NAME'],
      [['module', 'list', '--workspace', 'Nowhere'], 1, 'No workspace "Nowhere"'],
    ];
    await Promise.all(
      refusals.map(async ([words, code, message]) => {
        const answer = await installation.run(words);
        expect(answer, words.join(' ')).toMatchObject({ code, stdout: '' });
        expect(answer.stderr).toContain(message);
      }),
    );
    const king = await createUser('king@martin.example', 'king', ...withPassword);
    expect(king).toMatchObject({ code: 2, stdout: '' });
    expect(king.stderr).toContain('--role must be one of: owner, admin, manager, member, reader');
    expect(king.stderr).toContain(usage);
    const noPassword = await createUser('king@martin.example', 'owner');
    expect(noPassword.stderr).toContain('Give --password or --password-env');
    const address = await createUser('no address', 'owner', ...withPassword);
    expect(address.stderr).toContain('email: Write the address as name@example.com.');
    expect(await installation.query(`select 1 from socle_user where email like 'king%'`)).toEqual(
      [],
    );
  });

  it('ask which workspace is meant when there are several', async () => {
    const other = await installation.socle('workspace', 'create', '--name', 'Maison Durand');
    const several = await installation.run(['module', 'list']);
    expect(several).toMatchObject({ code: 1, stdout: '' });
    expect(several.stderr).toContain(`${other} Maison Durand`);
    const byName = await installation.run(['module', 'list', '--workspace', 'Maison Durand']);
    expect(byName.code).toBe(0);
    await installation.query('delete from socle_workspace where id = $1', [other]);
  });
});

describe('O-04 O-11 module list, enable, disable', () => {
  // A second, and one for a machine that is busy with other tests.
  const WITHIN_MS = 2_000;
  const listed = async () =>
    new Map(
      JSON.parse(await installation.socle('module', 'list', '--json')).map((row) => [row.id, row]),
    );
  const seenBy = async (key) => (await server.api(key, '/me')).body.modules;

  it('are obeyed by a running server within a second, and keep the data', async () => {
    const email = 'owner@martin.example';
    await createUser(email, 'owner', ...withPassword);
    const key = await installation.socle('apikey', 'create', '--user', email, '--name', 'k');
    const contact = await server.api(key, '/contacts', {
      method: 'POST',
      body: { kind: 'company', name: 'Durand' },
    });
    const ticket = await server.api(key, '/tickets', {
      method: 'POST',
      body: { subject: 'Panne', contactId: contact.body.id, message: 'Rien ne va.' },
    });
    expect(ticket.status).toBe(201);

    const off = await installation.run(['module', 'disable', 'ticketing']);
    expect(off).toEqual({ code: 0, stdout: '', stderr: 'ticketing is off.\n' });
    await until(
      () => server.api(key, '/tickets'),
      ({ status }) => status === 404,
      WITHIN_MS,
    );
    expect(await seenBy(key)).not.toContain('ticketing');
    expect((await listed()).get('ticketing')).toMatchObject({ isOn: false, version: '0.1.0' });

    await installation.socle('module', 'enable', 'ticketing');
    const back = await until(
      () => server.api(key, `/tickets/${ticket.body.id}`),
      ({ status }) => status === 200,
      WITHIN_MS,
    );
    expect(back.body).toMatchObject({ subject: 'Panne' });
    expect((await listed()).get('ticketing')).toMatchObject({ isOn: true });
  });

  it('say what stands in the way', async () => {
    const core = await installation.run(['module', 'disable', 'core']);
    expect(core).toMatchObject({ code: 1, stdout: '' });
    expect(core.stderr).toBe('Refused: This module cannot be switched off.\n');
    const unknown = await installation.run(['module', 'enable', 'payroll']);
    expect(unknown).toMatchObject({ code: 1, stdout: '' });
    expect(unknown.stderr).toContain('payroll');
    const modules = await listed();
    const [needed, dependant] = dependency(modules);
    if (needed) {
      const refused = await installation.run(['module', 'disable', needed]);
      expect(refused).toMatchObject({ code: 1 });
      expect(refused.stderr).toContain(dependant);
      expect((await listed()).get(needed).isOn).toBe(true);
    }
  });

  it('are in a readable list too', async () => {
    expect(await installation.socle('module', 'list')).toMatch(/^on {2} core 0\.1\.0$/m);
  });
});

/** A module that may be switched off, with one that needs it; all are on. */
function dependency(modules) {
  for (const { id, dependsOn } of modules.values()) {
    const needed = dependsOn.find((name) => name !== 'core');
    if (needed) return [needed, id];
  }
  return [];
}
