import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../primitives/ids';
import { createSample, labModule, Sample } from '../testing/lab/lab-module';
import { createTestHost, type TestHost } from '../testing/test-host';
import { SEES_ALL } from './access/access';
import { appLogin, provisionAppRole } from './database';
import { inWorkspace } from './tenancy';

let test: TestHost;
let app: pg.Client;

beforeAll(async () => {
  test = await createTestHost({ modules: [labModule()] });
  await test.other.run((ctx) => createSample(ctx, { name: 'theirs' }));
  await test.workspace.run((ctx) => createSample(ctx, { name: 'mine' }));
  app = new pg.Client({ connectionString: appLogin(test.host.config).url });
  await app.connect();
});
afterAll(async () => {
  await app?.end();
  await test?.close();
});

const names = async (): Promise<string[]> =>
  (await app.query<{ name: string }>('select name from lab_sample order by name')).rows.map(
    (row) => row.name,
  );

const denied =
  /permission denied|must be (superuser|owner)|not allowed|violates row-level security/i;

describe('P-03 the application’s login', () => {
  it('sees nothing without a workspace, and one workspace at a time', async () => {
    expect(await names()).toEqual([]);
    await app.query('begin');
    await app.query(`select set_config('app.workspace', $1, true)`, [test.workspace.id]);
    expect(await names(), 'nobody asks').toEqual([]);
    await app.query(`select set_config('app.access', $1, true)`, [SEES_ALL]);
    expect(await names()).toEqual(['mine']);
    await app.query('commit');
    expect(await names()).toEqual([]);
  });

  it.each([
    'alter role current_user bypassrls',
    'alter table lab_sample disable row level security',
    'drop policy workspace_only on lab_sample',
    'create table lab_mine (id int)',
    'truncate lab_sample',
    'select * from socle_user',
    'select * from socle_session',
    'select * from socle_workspace',
    'insert into socle_user (id, email, name) values (gen_random_uuid(), $$a@b$$, $$x$$)',
    'select * from graphile_worker.jobs',
    'select * from graphile_worker._private_jobs',
    'select graphile_worker.add_job($$socle.housekeeping$$)',
    'select * from socle_worker',
    'delete from socle_migration',
    'create or replace function socle_search(regclass, text[], integer) returns setof uuid language sql as $$ select null::uuid $$',
    'copy lab_sample to program $$cat$$',
    'select pg_read_file($$/etc/passwd$$)',
  ])('may not: %s', async (statement) => {
    await expect(app.query(statement)).rejects.toThrow(denied);
  });

  it('may not become the owner of the tables', async () => {
    const [owner] = await test.host.database.systemQuery<{ name: string }>(
      'select quote_ident(current_user) as name',
    );
    for (const verb of ['set role', 'set session authorization'])
      await expect(app.query(`${verb} ${owner?.name}`)).rejects.toThrow(denied);
  });

  it('gains nothing by resetting its role or switching row security off', async () => {
    await app.query('reset role');
    await app.query('reset session authorization');
    expect(await names()).toEqual([]);
    await app.query('begin');
    await app.query('set local row_security = off');
    await expect(names()).rejects.toThrow(/row-level security/);
    await app.query('rollback');
  });

  it('reads the names of colleagues through the view, of one workspace only', async () => {
    const members = (ctxOf: TestHost['workspace']) =>
      ctxOf.run((ctx) => ctx.query<{ user_id: string }>('select user_id from socle_member'));
    expect((await members(test.workspace)).map((row) => row.user_id).sort()).toEqual(
      Object.values(test.workspace.users)
        .map((user) => user.id)
        .sort(),
    );
    expect((await app.query('select * from socle_member')).rows).toEqual([]);
  });

  it('searches, through the functions of the owner, its own workspace only', async () => {
    const search = (word: string) =>
      test.workspace.run((ctx) =>
        ctx.query('select socle_search($1::regclass, $2, 10)', ['lab_sample', [word]]),
      );
    expect(await search('mine')).toHaveLength(1);
    expect(await search('theirs')).toEqual([]);
  });
});

describe('P-03 repositories', () => {
  it('refuse to work without a workspace', async () => {
    const { database } = test.host;
    for (const id of ['', 'not-an-id', undefined as unknown as string])
      await expect(
        inWorkspace(database, { workspaceId: id, access: SEES_ALL }, true, async () => null),
      ).rejects.toThrow(/needs a workspace/);
    await expect(test.host.asSystem(newId(), async () => null)).rejects.toMatchObject({
      kind: 'notFound',
    });
  });

  it('never write into another workspace, whatever the row says', async () => {
    const theirs = { workspaceId: test.other.id, name: 'smuggled' };
    await test.workspace.run((ctx) => createSample(ctx, theirs as never));
    expect(await test.other.run((ctx) => ctx.repo(Sample).find({ name: 'smuggled' }))).toEqual([]);
    const direct = test.workspace.run((ctx) =>
      ctx.query(
        `insert into lab_sample (workspace_id, id, name, created_at, updated_at) values ($1, $2, 'x', now(), now())`,
        [test.other.id, newId()],
      ),
    );
    await expect(direct).rejects.toThrow(/row-level security/);
  });

  it('find, change and remove nothing of another workspace', async () => {
    const [row] = await test.other.run((ctx) => ctx.repo(Sample).find({ name: 'theirs' }));
    if (!row) throw new Error('seeded above');
    await test.workspace.run(async (ctx) => {
      const repo = ctx.repo(Sample);
      expect(await repo.findOne({ id: row.id })).toBeNull();
      expect(await repo.find({ workspaceId: test.other.id })).not.toContainEqual(
        expect.objectContaining({ name: 'theirs' }),
      );
      expect(await repo.remove({ id: row.id })).toBe(0);
      for (const call of [repo.get({ id: row.id }), repo.lock({ id: row.id })])
        await expect(call).rejects.toMatchObject({ kind: 'notFound' });
      await expect(repo.update(row, { name: 'taken' })).rejects.toMatchObject({ kind: 'stale' });
    });
    expect(await test.other.run((ctx) => ctx.repo(Sample).get({ id: row.id }))).toMatchObject({
      name: 'theirs',
    });
  });

  it('take an id that is none for the id of nothing', async () => {
    await test.workspace.run(async (ctx) => {
      const repo = ctx.repo(Sample);
      expect(await repo.find({ id: 'nope' })).toEqual([]);
      expect(await repo.findOne({ ownerId: "' or true --" })).toBeNull();
      expect(await repo.remove({ id: 'nope' })).toBe(0);
      await expect(repo.lock({ id: 'nope' })).rejects.toMatchObject({ kind: 'notFound' });
    });
  });

  it('cannot write in a transaction that only reads', async () => {
    const state = await test.host.workspaceState(test.workspace.id);
    const write = test.host.transaction(state.info.id, 'all', false, ({ query }) =>
      query('delete from lab_sample'),
    );
    await expect(write).rejects.toThrow(/read-only transaction/);
  });

  it('keep what one connection did from the next user of the same connection', async () => {
    await Promise.all(
      Array.from({ length: 30 }, async (_, i) => {
        const own = i % 2 ? test.workspace : test.other;
        const rows = await own.run((ctx) =>
          ctx.query<{ workspace_id: string }>('select workspace_id from lab_sample'),
        );
        expect(new Set(rows.map((row) => row.workspace_id))).toEqual(new Set([own.id]));
      }),
    );
  });

  it('refuse an application role that could bypass the rule', async () => {
    const { system } = test.host.database;
    const client = await system.connect();
    const config = { ...test.host.config, appDatabaseUrl: test.databaseUrl };
    await expect(provisionAppRole(config, client)).rejects.toThrow(/can bypass row-level security/);
    client.release();
  });
});
