import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../primitives/ids';
import { labModule, SAMPLE } from '../../testing/lab/lab-module';
import { createTestHost, type TestHost } from '../../testing/test-host';
import { appLogin } from '../database';
import { recordAct } from './record-act';
import { type AuditScope, recordChanges } from './record-changes';
import { sealAudit, workspacesToSeal } from './seal-audit';
import { verifyAudit } from './verify-audit';

let test: TestHost;
let app: pg.Client;
let id: string;

beforeAll(async () => {
  test = await createTestHost({ modules: [labModule()] });
  app = new pg.Client({ connectionString: appLogin(test.host.config).url });
  await app.connect();
});
afterAll(async () => {
  await app?.end();
  await test?.close();
});
// Each test has a trail of its own to break.
beforeEach(async () => {
  id = await test.host.identity.createWorkspace({ name: 'Trail' });
});

const scope = (query: AuditScope['query'], workspaceId = id): AuditScope => ({
  query,
  workspaceId,
  actor: { kind: 'user', userId: test.workspace.users.owner.id, name: 'Olive' },
  impersonatorId: null,
  via: 'screen',
  requestId: 'request',
  now: () => test.host.clock(),
});

const change = (title: string) => ({
  action: 'updated' as const,
  recordType: SAMPLE,
  recordId: newId(),
  title,
  before: { name: 'a', amount: '1.50', nested: { b: 1, a: [true, null] } },
  after: { name: 'é\u2028"\\', amount: '12345678901234567890.10' },
});

const write = (titles: string[], workspaceId = id) =>
  test.host.transaction(workspaceId, 'all', true, ({ query }) =>
    recordChanges(scope(query, workspaceId), titles.map(change)),
  );

/** As somebody who has the whole database in hand, and switches off what stands in the way. */
async function tamper(sql: string, values: unknown[] = []): Promise<number> {
  const client = await test.host.database.system.connect();
  try {
    await client.query('begin');
    await client.query('alter table socle_audit disable trigger all');
    const { rowCount } = await client.query(sql, values);
    await client.query('alter table socle_audit enable trigger all');
    await client.query('commit');
    return rowCount ?? 0;
  } finally {
    client.release();
  }
}

const sealed = async (titles: string[]) => {
  await write(titles);
  await sealAudit(test.host, id);
};

describe('P-04 the audit trail is only ever added to', () => {
  const asApplication = async (statement: string, workspaceId: string) => {
    await app.query('begin');
    try {
      await app.query(`select set_config('app.workspace', $1, true)`, [workspaceId]);
      return await app.query(statement);
    } finally {
      await app.query('rollback');
    }
  };

  it.each([
    `update socle_audit set title = 'other'`,
    `update socle_audit set seq = 1, hash = 'x'`,
    'delete from socle_audit',
    'truncate socle_audit',
    'alter table socle_audit disable trigger all',
    'drop trigger stands on socle_audit',
    `update socle_audit_head set hash = 'x'`,
    'delete from socle_audit_head',
    `insert into socle_audit_head (workspace_id) select current_setting('app.workspace')::uuid`,
    `insert into socle_audit (workspace_id, id, occurred_at, via, action, seq, hash)
     select current_setting('app.workspace')::uuid, gen_random_uuid(), now(), 'screen', 'created', 1, 'x'`,
  ])('the application may not: %s', async (statement) => {
    await sealed(['one']);
    await expect(asApplication(statement, id)).rejects.toThrow(/permission denied|must be owner/);
  });

  it('the application reads and adds, in its own workspace only', async () => {
    await write(['mine']);
    await write(['theirs'], test.other.id);
    const { rows } = await asApplication('select title from socle_audit', id);
    expect(rows).toEqual([{ title: 'mine' }]);
    await expect(
      test.host.transaction(id, 'all', true, ({ query }) =>
        recordChanges(scope(query, test.other.id), [change('smuggled')]),
      ),
    ).rejects.toThrow(/row-level security/);
  });

  it.each([
    `update socle_audit set title = 'other'`,
    'update socle_audit set seq = null, hash = null',
    'delete from socle_audit',
    'truncate socle_audit',
  ])('not even the owner of the tables may: %s', async (statement) => {
    await sealed(['one']);
    await expect(test.host.database.system.query(statement)).rejects.toThrow(/never changed/);
  });

  it('a row cannot be changed by sealing it', async () => {
    await write(['one']);
    await expect(
      test.host.database.system.query(
        `update socle_audit set seq = 1, hash = 'x', after = '{"name": "other"}' where workspace_id = $1`,
        [id],
      ),
    ).rejects.toThrow(/never changed/);
  });

  it('goes with its workspace, and only then', async () => {
    await sealed(['one', 'two']);
    await test.host.database.system.query('delete from socle_workspace where id = $1', [id]);
    const { rows } = await test.host.database.system.query(
      'select 1 from socle_audit where workspace_id = $1',
      [id],
    );
    expect(rows).toEqual([]);
  });

  it('is part of the transaction of the change', async () => {
    await expect(
      test.host.transaction(id, 'all', true, async ({ query }) => {
        await recordChanges(scope(query), [change('never')]);
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    expect(await workspacesToSeal(test.host)).not.toContain(id);
  });
});

describe('P-04 the chain', () => {
  it('seals rows in the order they are found, later ones after, across batches', async () => {
    await sealed(Array.from({ length: 2300 }, (_, index) => `row ${index}`));
    await recordAct(test.host, id, { userId: null, via: 'commandLine', action: 'member.invited' });
    expect(await sealAudit(test.host, id)).toBe(1);
    const check = await verifyAudit(test.host, id);
    expect(check).toMatchObject({ checked: 2301, unsealed: 0, problem: null });
    expect(check.head.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('a row of a transaction that commits late takes a later place', async () => {
    const early = await test.host.database.system.connect();
    await early.query('begin');
    await recordChanges(
      scope(async (text, values) => (await early.query(text, [...(values ?? [])])).rows as never),
      [change('early, committed late')],
    );
    test.clock.advance(1000);
    await sealed(['late, committed early']);
    await early.query('commit');
    early.release();
    await sealAudit(test.host, id);
    const { rows } = await test.host.database.system.query(
      'select seq, title from socle_audit where workspace_id = $1 order by seq',
      [id],
    );
    expect(rows).toEqual([
      { seq: '1', title: 'late, committed early' },
      { seq: '2', title: 'early, committed late' },
    ]);
    expect(await verifyAudit(test.host, id)).toMatchObject({ checked: 2, problem: null });
  });

  it('stays one chain when several seal at once', async () => {
    const second = await test.secondProcess();
    for (let round = 0; round < 5; round += 1) {
      await write(Array.from({ length: 300 }, (_, index) => `row ${round} ${index}`));
      await Promise.all([test.host, second, test.host, second].map((host) => sealAudit(host, id)));
    }
    await sealAudit(test.host, id);
    expect(await verifyAudit(test.host, id)).toMatchObject({ checked: 1500, problem: null });
  });

  it('an empty trail is sound', async () => {
    expect(await verifyAudit(test.host, id)).toMatchObject({ checked: 0, problem: null });
  });
});

describe('P-04 verification finds', () => {
  const found = async () => (await verifyAudit(test.host, id)).problem;
  const row = 'where workspace_id = $1 and seq = 3';
  beforeEach(() => sealed(['one', 'two', 'three', 'four', 'five']));

  it.each([
    ['a title', `set title = 'thref'`],
    ['one byte of an old value', `set before = jsonb_set(before, '{name}', '"b"')`],
    ['a figure written otherwise', `set before = jsonb_set(before, '{nested,b}', '1.0')`],
    ['a new value', `set after = null`],
    ['the author', 'set user_id = null'],
    ['the time, by a microsecond', `set occurred_at = occurred_at + interval '1 microsecond'`],
    ['the way', `set via = 'api'`],
    ['the deed', `set action = 'created'`],
    ['the record', `set record_id = 'other'`],
    ['the request', 'set request_id = null'],
    ['the impersonator', 'set impersonator_id = user_id'],
    ['the hash', `set hash = md5('')`],
  ])('%s changed', async (_what, set) => {
    expect(await tamper(`update socle_audit ${set} ${row}`, [id])).toBe(1);
    expect(await found()).toMatchObject({ kind: 'changed', seq: 3 });
  });

  it('a row that is gone', async () => {
    await tamper(`delete from socle_audit ${row}`, [id]);
    expect(await found()).toMatchObject({ kind: 'missing', seq: 3 });
  });

  it('a first row that is gone', async () => {
    await tamper('delete from socle_audit where workspace_id = $1 and seq = 1', [id]);
    expect(await found()).toMatchObject({ kind: 'missing', seq: 1 });
  });

  it('an end that was cut off', async () => {
    await tamper('delete from socle_audit where workspace_id = $1 and seq > 3', [id]);
    expect(await found()).toMatchObject({ kind: 'missing', seq: 4 });
  });

  it('an end that was cut off, and gone on from', async () => {
    await tamper('delete from socle_audit where workspace_id = $1 and seq > 3', [id]);
    await sealed(['six']);
    expect(await found()).toMatchObject({ kind: 'missing', seq: 4 });
  });

  it('a noted end that was taken back, or is gone', async () => {
    await tamper(`update socle_audit_head set hash = 'x' where workspace_id = $1`, [id]);
    expect(await found()).toMatchObject({ kind: 'head', seq: 5 });
    await tamper('delete from socle_audit_head where workspace_id = $1', [id]);
    expect(await found()).toMatchObject({ kind: 'head' });
  });

  it('two rows that were exchanged', async () => {
    await tamper('update socle_audit set seq = 99 where workspace_id = $1 and seq = 2', [id]);
    await tamper('update socle_audit set seq = 2 where workspace_id = $1 and seq = 3', [id]);
    await tamper('update socle_audit set seq = 3 where workspace_id = $1 and seq = 99', [id]);
    expect(await found()).toMatchObject({ kind: 'changed', seq: 2 });
  });

  it('a row that was slipped in', async () => {
    await tamper(
      `insert into socle_audit (workspace_id, id, occurred_at, via, action, seq, hash)
       values ($1, gen_random_uuid(), now(), 'screen', 'created', 6, 'x')`,
      [id],
    );
    expect(await found()).toMatchObject({ kind: 'changed', seq: 6 });
  });

  it('a chain sealed anew from a changed row, by a mark noted earlier', async () => {
    const { head } = await verifyAudit(test.host, id);
    await tamper(`update socle_audit set title = 'other' ${row}`, [id]);
    await tamper('update socle_audit set seq = null, hash = null where workspace_id = $1', [id]);
    await tamper('delete from socle_audit_head where workspace_id = $1', [id]);
    await sealAudit(test.host, id);
    expect(await found()).toBeNull();
    expect((await verifyAudit(test.host, id, head)).problem).toMatchObject({
      kind: 'rewritten',
      seq: 5,
    });
  });

  it('nothing in the trail of a neighbour', async () => {
    await tamper(`update socle_audit set title = 'other' ${row}`, [id]);
    expect((await verifyAudit(test.host, test.other.id)).problem).toBeNull();
  });
});

it('P-04 the worker seals on its own', async () => {
  const second = await test.secondProcess();
  await write(['one']);
  await second.worker.start();
  try {
    await expect
      .poll(async () => (await verifyAudit(test.host, id)).checked, { timeout: 10_000 })
      .toBe(1);
  } finally {
    await second.worker.stop();
  }
});
