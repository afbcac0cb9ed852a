import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyModule, labModule } from '../../testing/lab/lab-module';
import { createTestHost, type TestHost } from '../../testing/test-host';
import { TEST_PASSWORD } from '../../testing/test-workspace';
import { saveSettings, switchModule } from '../administration';
import { createLogger } from '../log';
import { Realtime } from '../realtime';
import { StateCache } from '../workspace-state';

let test: TestHost;

beforeAll(async () => {
  test = await createTestHost({ modules: [labModule(), emptyModule('extra')] });
});
afterAll(() => test?.close());

const signIn = async (email: string, password: string, address = '10.0.0.1') =>
  (await test.host.identity.signIn({ email, password, address, userAgent: 'tests' })).token;

describe('signing in', () => {
  it('answers a wrong password, a wrong address and a disabled account alike', async () => {
    const { member, manager } = test.workspace.users;
    await test.host.database.systemQuery(
      'update socle_user set disabled_at = now() where id = $1',
      [manager.id],
    );
    const answers = [];
    for (const [email, password] of [
      [member.email, 'wrong wrong wrong'],
      ['nobody@nowhere.example', TEST_PASSWORD],
      [manager.email, TEST_PASSWORD],
      [member.email, 'x'.repeat(5000)],
      ['', ''],
    ] as const) {
      const error = await signIn(email, password).catch((refusal: unknown) => refusal);
      answers.push({ ...(error as object), stack: '' });
    }
    expect(answers).toEqual(
      answers.map(() =>
        expect.objectContaining({ kind: 'invalid', code: 'error.badCredentials', params: {} }),
      ),
    );
    await test.host.database.systemQuery('update socle_user set disabled_at = null where id = $1', [
      manager.id,
    ]);
  });

  it('takes as long for an unknown address as for a wrong password', async () => {
    const time = async (email: string): Promise<number> => {
      const started = performance.now();
      await signIn(email, 'wrong wrong wrong', '10.0.0.9').catch(() => undefined);
      return performance.now() - started;
    };
    await time('warm@up.example');
    const [unknown, known] = [
      await time('nobody@nowhere.example'),
      await time(test.workspace.users.owner.email),
    ];
    expect(unknown).toBeGreaterThan(known / 4);
  });

  it('opens a session with the right password, whatever the case of the address', async () => {
    const { owner } = test.workspace.users;
    const token = await signIn(`  ${owner.email.toUpperCase()} `, TEST_PASSWORD);
    expect(await test.host.identity.session(token)).toMatchObject({
      userId: owner.id,
      role: 'owner',
      workspaceId: test.workspace.id,
    });
    const [stored] = await test.host.database.systemQuery<{ count: string }>(
      'select count(*) as count from socle_session where token_hash = $1',
      [token],
    );
    expect(stored?.count, 'the token itself is stored nowhere').toBe('0');
  });

  it('refuses accounts that make no sense, by field', async () => {
    const create = (parts: object) =>
      test.host.identity.createUser({
        email: 'new@x.example',
        name: 'New',
        password: TEST_PASSWORD,
        workspaceId: test.workspace.id,
        role: 'reader',
        ...parts,
      });
    await expect(create({ email: 'nope' })).rejects.toMatchObject({ fields: [{ field: 'email' }] });
    await expect(create({ name: ' ' })).rejects.toMatchObject({ fields: [{ field: 'name' }] });
    await expect(create({ password: 'short' })).rejects.toMatchObject({
      fields: [{ field: 'password' }],
    });
    await create({});
    await expect(create({})).rejects.toMatchObject({ fields: [{ code: 'error.alreadyMember' }] });
    await create({ workspaceId: test.other.id });
  });
});

describe('sessions and keys', () => {
  it('end by the clock', async () => {
    const { owner } = test.workspace.users;
    const session = await test.host.identity.openSession(owner.id, 'tests');
    const expiresAt = new Date(test.clock.now.getTime() + 3600_000);
    const key = await test.host.identity.createApiKey({
      userId: owner.id,
      workspaceId: test.workspace.id,
      name: 'short',
      scopes: null,
      expiresAt,
    });
    expect((await test.api({ apiKey: key }, 'GET', '/me')).status).toBe(200);
    test.clock.advance(3600_001);
    expect((await test.api({ apiKey: key }, 'GET', '/me')).status).toBe(401);
    expect(await test.host.identity.session(session)).not.toBeNull();
    test.clock.advance(30 * 86_400_000);
    expect(await test.host.identity.session(session)).toBeNull();
    test.clock.advance(-30 * 86_400_000 - 3600_001);
  });

  it('a key never does more than its owner or its scopes', async () => {
    const { reader } = test.workspace.users;
    const make = (scopes: string[] | null) =>
      test.host.identity.createApiKey({
        userId: reader.id,
        workspaceId: test.workspace.id,
        name: 'k',
        scopes,
        expiresAt: null,
      });
    const create = async (scopes: string[] | null) =>
      (await test.api({ apiKey: await make(scopes) }, 'POST', '/samples', { name: 'x' })).status;
    expect(await create(null)).toBe(403);
    expect(await create(['lab.sample.write'])).toBe(403);
    const read = await test.api({ apiKey: await make(['lab.sample.read']) }, 'GET', '/samples');
    expect(read.status).toBe(200);
  });

  it.each([
    '',
    'Bearer',
    'Bearer x',
    'Basic abc',
    `Bearer socle_${'x'.repeat(40)}`,
    "Bearer ' or 1=1 --",
  ])('nobody comes in with %j', async (authorization) => {
    const answer = await test.api(
      null,
      'GET',
      '/me',
      undefined,
      authorization ? { authorization } : {},
    );
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  });
});

describe('two processes on one database', () => {
  it('a revoked key and a session that was ended are refused by the other one at once', async () => {
    const { owner } = test.workspace.users;
    const second = await test.secondProcess();
    const session = await test.host.identity.openSession(owner.id, 'tests');
    const key = await test.host.identity.createApiKey({
      userId: owner.id,
      workspaceId: test.workspace.id,
      name: 'revoke me',
      scopes: null,
      expiresAt: null,
    });
    for (const host of [test.host, second]) {
      expect(await host.identity.session(session)).not.toBeNull();
      expect(await host.identity.apiKey(key)).not.toBeNull();
    }
    const [view] = (await test.host.identity.apiKeys(test.workspace.id, owner.id)).filter(
      (k) => k.name === 'revoke me',
    );
    await test.host.identity.revokeApiKey(test.workspace.id, owner.id, view?.id ?? '');
    await test.host.identity.signOut(session);
    expect(await test.host.identity.apiKey(key)).toBeNull();
    await expect
      .poll(() => second.identity.apiKey(key), { timeout: 1000, interval: 20 })
      .toBeNull();
    await expect
      .poll(() => second.identity.session(session), { timeout: 1000, interval: 20 })
      .toBeNull();
  });

  it('a key can only be revoked by its owner, in its workspace', async () => {
    const { owner, admin } = test.workspace.users;
    const [key] = await test.host.identity.apiKeys(test.workspace.id, owner.id);
    for (const [workspaceId, userId, id] of [
      [test.workspace.id, admin.id, key?.id],
      [test.other.id, owner.id, key?.id],
      [test.workspace.id, owner.id, 'nope'],
    ] as const)
      await expect(
        test.host.identity.revokeApiKey(workspaceId, userId, id ?? ''),
      ).rejects.toMatchObject({ kind: 'notFound' });
  });

  it('O-11 a module’s switch and its settings are seen by the other one within a second', async () => {
    const second = await test.secondProcess();
    const state = () => second.workspaceState(test.workspace.id);
    expect((await state()).modulesOn.has('extra')).toBe(true);
    await switchModule(test.host, test.workspace.id, 'extra', false);
    await expect
      .poll(async () => (await state()).modulesOn.has('extra'), { timeout: 1000, interval: 20 })
      .toBe(false);
    await switchModule(test.host, test.workspace.id, 'extra', true);
    await saveSettings(test.host, test.workspace.id, 'lab', { word: 'seen', limit: 5, mode: 'a' });
    await expect
      .poll(async () => (await state()).settings.get('lab')?.word, { timeout: 1000, interval: 20 })
      .toBe('seen');
    expect((await second.workspaceState(test.other.id)).modulesOn.has('extra')).toBe(true);
  });

  it('nothing is kept while the notifications are down, and one connection comes back, not many', async () => {
    const database = new URL(test.databaseUrl);
    const sockets = new Set<net.Socket>();
    let isDown = false;
    let attempts = 0;
    const proxy = net.createServer((socket) => {
      attempts += 1;
      if (isDown) return void socket.destroy();
      const upstream = net.connect(Number(database.port || 5432), database.hostname);
      for (const end of [socket, upstream]) {
        sockets.add(end);
        end.on('error', () => undefined);
      }
      socket.pipe(upstream).pipe(socket);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const through = new URL(database.href);
    through.hostname = '127.0.0.1';
    through.port = String((proxy.address() as net.AddressInfo).port);
    const cache = new StateCache();
    const log = createLogger('silent');
    const realtime = new Realtime({ ...test.host.config, databaseUrl: through.href }, log, cache);
    const kept = async (): Promise<boolean> => {
      let loads = 0;
      const load = async () => {
        loads += 1;
        return { userId: 'u' } as never;
      };
      await cache.session('t', load);
      await cache.session('t', load);
      return loads < 2;
    };
    await realtime.start();
    expect(await kept()).toBe(true);
    isDown = true;
    for (const socket of sockets) socket.destroy();
    await expect.poll(kept, { timeout: 1000, interval: 20 }).toBe(false);
    attempts = 0;
    await sleep(2500);
    // 200, 400, 800, 1600 ms: attempts that multiplied would be dozens by now.
    expect(attempts).toBeLessThanOrEqual(5);
    isDown = false;
    await expect.poll(kept, { timeout: 6000, interval: 50 }).toBe(true);
    await realtime.stop();
    proxy.close();
  });
});
