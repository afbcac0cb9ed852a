import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BuiltInRole } from '../../contract';
import { AppError } from '../../primitives';
import { createTestHost, type TestHost } from '../../testing';
import { createSample, labManifest, labModule, SAMPLE } from '../../testing/lab/lab-module';
import type { By } from './change';
import { delegate, endDelegation, listDelegations } from './delegations';
import {
  answerImpersonation,
  askImpersonation,
  endImpersonation,
  impersonationsBy,
  impersonationsOf,
  startImpersonation,
  stopImpersonation,
} from './impersonation';
import { changeRole } from './member-changes';
import { countOwned, handOver, handoversOf, undoHandover } from './ownership';

let test: TestHost;
beforeAll(async () => {
  const records = { [SAMPLE]: { ...labManifest.records[SAMPLE], owner: 'ownerId' } };
  test = await createTestHost({
    modules: [{ ...labModule(), manifest: { ...labManifest, records } }],
  });
});
afterAll(() => test.close());

const by = (role: BuiltInRole = 'admin'): By => ({
  workspaceId: test.workspace.id,
  userId: test.workspace.users[role].id,
  via: 'screen',
});
const idOf = (role: BuiltInRole) => test.workspace.users[role].id;

const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof AppError)) throw new Error(`Not refused: ${String(error)}`);
  return error.fields[0] ? `${error.fields[0].field} ${error.fields[0].code}` : error.code;
};

describe('P-02 ownership transfer', () => {
  const owners = async () =>
    new Map(
      (
        await test.host.database.systemQuery<{ id: string; owner_id: string | null }>(
          'select id, owner_id from lab_sample where workspace_id = $1',
          [test.workspace.id],
        )
      ).map((row) => [row.id, row.owner_id]),
    );

  it('moves everything in one act, keeps the history, and comes back but for what moved on', async () => {
    const { host, workspace, other } = test;
    const [from, to] = [idOf('member'), idOf('manager')];
    const owned = await workspace.as('owner', (ctx) =>
      createSample(ctx, { name: 'Owned', ownerId: from }),
    );
    const archived = await workspace.as('owner', (ctx) =>
      createSample(ctx, { name: 'Archived', ownerId: from, archivedAt: ctx.now() }),
    );
    const made = await workspace.as('member', (ctx) => createSample(ctx, { name: 'Made' }));
    const foreign = await workspace.as('owner', (ctx) =>
      createSample(ctx, { name: 'Theirs', ownerId: idOf('reader') }),
    );
    await other.as('member', (ctx) => createSample(ctx, { name: 'Elsewhere' }));
    expect(await countOwned(host, workspace.id, from)).toMatchObject([
      { recordType: SAMPLE, count: 3 },
    ]);
    const { id, records } = await handOver(host, by(), { fromUser: from, toUser: to });
    expect(records).toBe(3);
    expect(await owners()).toEqual(
      new Map([
        [owned, to],
        [archived, to],
        [made, to],
        [foreign, idOf('reader')],
      ]),
    );
    expect(await countOwned(host, workspace.id, from)).toEqual([]);
    const history = await host.database.systemQuery<{ before: object; after: object }>(
      `select before, after from socle_audit where workspace_id = $1 and record_id = $2 and action = 'updated'`,
      [workspace.id, owned],
    );
    expect(history).toContainEqual({ before: { ownerId: from }, after: { ownerId: to } });
    await host.database.systemQuery('update lab_sample set owner_id = $2 where id = $1', [
      archived,
      idOf('reader'),
    ]);
    expect(await handoversOf(host, workspace.id, from)).toMatchObject([{ id, records: 3 }]);
    expect(await undoHandover(host, by(), id)).toBe(2);
    expect(await owners()).toEqual(
      new Map([
        [owned, from],
        [archived, idOf('reader')],
        [made, null],
        [foreign, idOf('reader')],
      ]),
    );
    expect(await refusal(undoHandover(host, by(), id))).toBe('error.handoverOver');
  });

  it('goes to another active member of the workspace, by an administrator', async () => {
    const { host, other } = test;
    const give = (toUser: string, caller = by()) =>
      refusal(handOver(host, caller, { fromUser: idOf('member'), toUser }));
    expect(await give(idOf('member'))).toBe('toUser error.handoverSelf');
    expect(await give(other.users.member.id)).toBe('toUser error.memberUnknown');
    expect(await give('x')).toBe('toUser error.memberUnknown');
    expect(await give(idOf('reader'), by('manager'))).toBe('error.administratorsOnly');
  });

  it('moves more than one statement holds, and gives it all back', async () => {
    const { host, workspace } = test;
    await host.database.systemQuery(
      `insert into lab_sample (workspace_id, id, name, owner_id, created_at, updated_at, created_by)
       select $1, gen_random_uuid(), 'Many ' || n, $2, now(), now(), $2 from generate_series(1, 4500) n`,
      [workspace.id, idOf('reader')],
    );
    const [before] = await countOwned(host, workspace.id, idOf('reader'));
    const { id, records } = await handOver(host, by(), {
      fromUser: idOf('reader'),
      toUser: idOf('manager'),
    });
    expect(records).toBe(before?.count);
    expect(await undoHandover(host, by(), id)).toBe(records);
    expect(await countOwned(host, workspace.id, idOf('reader'))).toEqual([before]);
  });
});

describe('P-01 delegation for an absence', () => {
  const own = async (role: BuiltInRole) =>
    (await test.host.memberAccess(test.workspace.id, idOf(role)))?.access.own ?? [];
  const day = { startsOn: '2026-03-10', endsOn: '2026-03-11' };

  it('holds from its first day to its last, and ends when told', async () => {
    const { host, workspace } = test;
    const later = { startsOn: '2026-03-12', endsOn: '2026-03-13' };
    const id = await delegate(host, by('member'), {
      fromUser: idOf('member'),
      toUser: idOf('manager'),
      ...day,
    });
    const second = await delegate(host, by('member'), {
      fromUser: idOf('member'),
      toUser: idOf('reader'),
      ...later,
    });
    expect(await own('manager')).toContain(idOf('member'));
    expect(await own('reader')).not.toContain(idOf('member'));
    test.clock.advance(2 * 86_400_000);
    host.cache.clear();
    expect(await own('manager')).not.toContain(idOf('member'));
    expect(await own('reader')).toContain(idOf('member'));
    const open = await listDelegations(host, workspace.id, idOf('member'));
    expect(open.map((delegation) => delegation.id)).toEqual([second]);
    expect(await refusal(endDelegation(host, by('member'), id))).toBe('error.notFound');
    expect(await refusal(endDelegation(host, by('reader'), second))).toBe('error.notFound');
    await endDelegation(host, by(), second);
    expect(await own('reader')).not.toContain(idOf('member'));
  });

  it('is one’s own to give; administrators give anybody’s', async () => {
    const { host, other } = test;
    const give = (caller: By, fromUser: string, toUser: string, days = {}) =>
      refusal(
        delegate(host, caller, {
          fromUser,
          toUser,
          startsOn: '2026-04-01',
          endsOn: '2026-04-02',
          ...days,
        }),
      );
    expect(await give(by('member'), idOf('owner'), idOf('member'))).toBe(
      'error.administratorsOnly',
    );
    const me = idOf('member');
    expect(await give(by('member'), me, me)).toBe('toUser error.delegationSelf');
    expect(await give(by('member'), me, other.users.member.id)).toBe('toUser error.memberUnknown');
    const dates = (startsOn: string, endsOn: string) =>
      give(by('member'), me, idOf('reader'), { startsOn, endsOn });
    expect(await dates('2026-02-30', '2026-04-01')).toBe('startsOn error.format.date');
    expect(await dates('2026-01-01', '2026-01-02')).toBe('endsOn error.delegationPast');
    expect(await dates('2026-05-02', '2026-05-01')).toBe('endsOn error.delegationOrder');
    expect(await dates('2026-05-02', '2027-06-01')).toBe('endsOn error.delegationTooLong');
    await delegate(host, by(), {
      fromUser: me,
      toUser: idOf('reader'),
      startsOn: '2026-04-01',
      endsOn: '2026-04-02',
    });
  });
});

describe('O-17 acting in a member’s name', () => {
  const browser = { userAgent: 'tests', address: '127.0.0.1' };
  const ask = (caller = by(), userId = idOf('member')) =>
    askImpersonation(test.host, caller, { userId, reason: 'Your import fails' });

  it('needs the member’s consent, is theirs to end, and ends by the clock', async () => {
    const { host, workspace, clock } = test;
    const id = await ask();
    expect(await refusal(startImpersonation(host, by(), id, browser))).toBe(
      'error.impersonationOver',
    );
    expect(await impersonationsOf(host, workspace.id, idOf('member'))).toMatchObject([
      { id, state: 'asked', reason: 'Your import fails', requestedBy: idOf('admin') },
    ]);
    expect(await refusal(answerImpersonation(host, by(), id, 1))).toBe('error.impersonationOver');
    await answerImpersonation(host, by('member'), id, 1);
    expect(await refusal(startImpersonation(host, by('owner'), id, browser))).toBe(
      'error.impersonationOver',
    );
    const { token } = await startImpersonation(host, by(), id, browser);
    expect(await host.identity.session(token)).toMatchObject({
      userId: idOf('member'),
      workspaceId: workspace.id,
      impersonatorId: idOf('admin'),
    });
    clock.advance(3_600_001);
    host.cache.clear();
    expect(await host.identity.session(token)).toBeNull();
    expect(await refusal(startImpersonation(host, by(), id, browser))).toBe(
      'error.impersonationOver',
    );
    const again = await ask();
    await answerImpersonation(host, by('member'), again, 4);
    const opened = await startImpersonation(host, by(), again, browser);
    expect(await host.identity.session(opened.token)).not.toBeNull();
    await endImpersonation(host, by('member'), again);
    expect(await host.identity.session(opened.token)).toBeNull();
  });

  it('is asked of nobody above, and a refusal or a day’s silence ends it', async () => {
    const { host, clock, workspace } = test;
    expect(await refusal(ask(by(), idOf('owner')))).toBe('error.impersonationAbove');
    expect(await refusal(ask(by('owner'), idOf('owner')))).toBe('error.impersonationNobody');
    await changeRole(host, by('owner'), idOf('reader'), 'admin');
    expect(await refusal(ask(by(), idOf('reader')))).toBe('error.impersonationAbove');
    await changeRole(host, by('owner'), idOf('reader'), 'reader');
    expect(await refusal(ask(by('manager')))).toBe('error.administratorsOnly');
    const refused = await ask();
    await answerImpersonation(host, by('member'), refused, null);
    expect(await refusal(startImpersonation(host, by(), refused, browser))).toBe(
      'error.impersonationOver',
    );
    const silent = await ask();
    clock.advance(24 * 3_600_000 + 1);
    expect(await impersonationsOf(host, workspace.id, idOf('member'))).toEqual([]);
    expect(await refusal(answerImpersonation(host, by('member'), silent, 1))).toBe(
      'error.impersonationOver',
    );
  });

  it('a request is replaced by the next one, stopping keeps the consent, and a lost role ends all', async () => {
    const { host, workspace } = test;
    await ask();
    const id = await ask();
    expect(await impersonationsBy(host, workspace.id, idOf('admin'), idOf('member'))).toMatchObject(
      [{ id, state: 'asked' }],
    );
    await answerImpersonation(host, by('member'), id, 4);
    const first = await startImpersonation(host, by(), id, browser);
    await stopImpersonation(host, first.token);
    expect(await host.identity.session(first.token)).toBeNull();
    expect(await refusal(stopImpersonation(host, test.workspace.users.member.session))).toBe(
      'error.notFound',
    );
    const second = await startImpersonation(host, by(), id, browser);
    await changeRole(host, by('owner'), idOf('admin'), 'manager');
    expect(await host.identity.session(second.token)).toBeNull();
    expect(await refusal(startImpersonation(host, by(), id, browser))).toBe(
      'error.administratorsOnly',
    );
    await changeRole(host, by('owner'), idOf('admin'), 'admin');
  });

  it('both names stand in the audit trail', async () => {
    const acts = await test.host.database.systemQuery<{ action: string; user_id: string }>(
      `select action, user_id from socle_audit where workspace_id = $1 and action like 'impersonation.%'`,
      [test.workspace.id],
    );
    expect(new Set(acts.map((act) => act.action))).toEqual(
      new Set(
        ['asked', 'granted', 'refused', 'started', 'stopped', 'ended'].map(
          (act) => `impersonation.${act}`,
        ),
      ),
    );
  });
});
