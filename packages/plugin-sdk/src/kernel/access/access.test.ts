import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCESS_SCOPES, type AccessScope, BUILT_IN_ROLES, type RoleRights } from '../../contract';
import { newId } from '../../primitives/ids';
import { timeline } from '../../server/server-module';
import { readTimeline } from '../../server/timeline';
import {
  createSample,
  labModule,
  SAMPLE,
  type SampleRow,
  sampleStamped,
  stampSample,
} from '../../testing/lab/lab-module';
import type { ApiBody } from '../../testing/test-api';
import { createTestHost, type TestHost } from '../../testing/test-host';
import { heardBy } from '../live';

const READ = 'lab.sample.read';
const WRITE = 'lab.sample.write';
const ARCHIVE = 'lab.sample.archive';
const NOTE = 'visitenkarte';

interface Stored {
  id: string;
  /** Who is responsible: the one named, or else the maker. */
  owner: string;
  fileId: string;
}

let test: TestHost;
let people: string[];
let me: string;
let board: string;
const samples: Stored[] = [];

beforeAll(async () => {
  test = await createTestHost({
    modules: [
      labModule({
        timeline: [
          timeline(sampleStamped, {
            message: 'lab.name',
            icon: 'note',
            permission: READ,
            entries: () => [{ subject: { type: SAMPLE, id: board }, data: {} }],
          }),
        ],
      }),
    ],
  });
  people = BUILT_IN_ROLES.map((role) => test.workspace.users[role].id);
  me = test.workspace.users.member.id;
  board = newId();
  for (const maker of BUILT_IN_ROLES.slice(0, 4)) {
    for (const ownerId of [null, ...people]) await addSample(maker, ownerId);
  }
  // What the owner alone sees, so that its timeline can be read by name of its subject.
  await test.settle();
});
afterAll(() => test?.close());

async function addSample(
  maker: (typeof BUILT_IN_ROLES)[number],
  ownerId: string | null,
): Promise<void> {
  const blob = await test.host.storage.put([Buffer.from('x')] as never);
  const stored = await test.workspace.as(maker, async (ctx) => {
    const name = `Muster ${samples.length}`;
    const id = await createSample(ctx, { name, note: NOTE, ownerId });
    await stampSample(ctx, id, 'x');
    const record = { type: SAMPLE, id };
    const file = await ctx.files.add(blob, { name: 'x', contentType: 'text/plain', record });
    return { id, fileId: file.id };
  });
  samples.push({ ...stored, owner: ownerId ?? test.workspace.users[maker].id });
}

/** A company as it may be: teams in teams, their members and managers, and who stands in for whom. */
interface Company {
  read: AccessScope;
  write: AccessScope;
  archive: AccessScope;
  /** Parent of each team: an earlier one, or none. */
  parents: (number | null)[];
  members: { team: number; person: number; isManager: boolean }[];
  /** Who has handed over to me: from, to, in days around today. */
  absences: { person: number; from: number; to: number }[];
  hidesNote: boolean;
}

const scope = fc.constantFrom(...ACCESS_SCOPES);
const company: fc.Arbitrary<Company> = fc.record({
  read: scope,
  write: scope,
  archive: scope,
  parents: fc
    .array(fc.option(fc.nat(3)), { minLength: 1, maxLength: 5 })
    .map((parents) => parents.map((p, i) => (p === null || i === 0 ? null : p % i))),
  members: fc.array(fc.record({ team: fc.nat(4), person: fc.nat(4), isManager: fc.boolean() }), {
    maxLength: 9,
  }),
  absences: fc.array(
    fc.record({
      person: fc.nat(4),
      from: fc.integer({ min: -2, max: 2 }),
      to: fc.integer({ min: -2, max: 2 }),
    }),
    { maxLength: 2 },
  ),
  hidesNote: fc.boolean(),
});

/** The rules again, as plainly as they can be said. */
function reachOf(model: Company): Record<'own' | 'team', Set<string>> {
  const own = new Set([me]);
  for (const { person, from, to } of model.absences)
    if (from <= 0 && to >= 0 && from <= to) own.add(people[person] ?? '');
  const inTeam = (person: string) =>
    model.members.filter((m) => people[m.person] === person && m.team < model.parents.length);
  const isBelow = (team: number, top: number): boolean => {
    if (team === top) return true;
    const parent = model.parents[team];
    return parent !== null && parent !== undefined && isBelow(parent, top);
  };
  const team = new Set(own);
  for (const person of own) {
    for (const mine of inTeam(person)) {
      for (const other of model.members) {
        if (other.team >= model.parents.length) continue;
        const isMate = other.team === mine.team;
        if (isMate || (mine.isManager && isBelow(other.team, mine.team)))
          team.add(people[other.person] ?? '');
      }
    }
  }
  return { own, team };
}

const ORDER: AccessScope[] = ['none', 'own', 'team', 'all'];
const narrower = (a: AccessScope, b: AccessScope): AccessScope =>
  ORDER.indexOf(a) <= ORDER.indexOf(b) ? a : b;

async function establish(model: Company): Promise<RoleRights> {
  const { systemQuery } = test.host.database;
  const workspace = test.workspace.id;
  for (const table of ['socle_team_member', 'socle_delegation'])
    await systemQuery(`delete from ${table} where workspace_id = $1`, [workspace]);
  await systemQuery('update socle_team set parent_id = null where workspace_id = $1', [workspace]);
  await systemQuery('delete from socle_team where workspace_id = $1', [workspace]);
  const teams = model.parents.map(() => newId());
  for (const [index, parent] of model.parents.entries())
    await systemQuery(
      'insert into socle_team (workspace_id, id, name, parent_id) values ($1, $2, $3, $4)',
      [workspace, teams[index], `Team ${index}`, parent === null ? null : teams[parent]],
    );
  for (const { team, person, isManager } of uniqueMembers(model))
    await systemQuery(
      'insert into socle_team_member (workspace_id, team_id, user_id, is_manager) values ($1, $2, $3, $4)',
      [workspace, teams[team], people[person], isManager],
    );
  const day = (offset: number): string =>
    new Date(test.clock.now.getTime() + offset * 86_400_000).toISOString().slice(0, 10);
  for (const { person, from, to } of model.absences) {
    if (people[person] === me || from > to) continue;
    await systemQuery(
      `insert into socle_delegation (workspace_id, id, from_user, to_user, starts_on, ends_on) values ($1, $2, $3, $4, $5, $6)`,
      [workspace, newId(), people[person], me, day(from), day(to)],
    );
  }
  return {
    permissions: { [READ]: model.read, [WRITE]: model.write, [ARCHIVE]: model.archive },
    fields: model.hidesNote ? { [SAMPLE]: { note: 'hidden' } } : {},
  };
}

// The model may name a membership twice; the first counts, in the model as in the table.
function uniqueMembers(model: Company): Company['members'] {
  const seen = new Set<string>();
  model.members = model.members.filter(({ team, person }) => {
    const key = `${team} ${person}`;
    if (team >= model.parents.length || seen.has(key)) return false;
    return Boolean(seen.add(key));
  });
  return model.members;
}

const sorted = (ids: Iterable<string>): string[] => [...ids].sort();

describe('P-01 one engine', () => {
  it('every path agrees on who sees and changes which record, whatever the roles, teams and absences', async () => {
    await fc.assert(
      fc.asyncProperty(company, async (model) => {
        const rights = await establish(model);
        const reach = reachOf(model);
        const holds = (wanted: AccessScope, owner: string): boolean =>
          wanted === 'all' || (wanted !== 'none' && reach[wanted].has(owner));
        const visible = sorted(samples.filter((s) => holds(model.read, s.owner)).map((s) => s.id));
        await test.withRights('member', rights, async () => {
          await pathsShow(visible, model);
          await writesReach(model, holds);
        });
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});

async function pathsShow(visible: readonly string[], model: Company): Promise<void> {
  const isReader = model.read !== 'none';
  await test.workspace.as('member', async (ctx) => {
    const raw = await ctx.query<{ id: string }>('select id from lab_sample');
    expect(sorted(raw.map((row) => row.id)), 'SQL that asks nothing').toEqual(visible);
    const entries = await readTimeline(ctx, { type: SAMPLE, id: board }, { limit: 100 });
    expect(sorted(entries.entries.map((entry) => entry.record.id)), 'timeline').toEqual(visible);
    const titles = await ctx.records.titles(samples.map(({ id }) => ({ type: SAMPLE, id })));
    expect(sorted([...titles.keys()].map((key) => key.split(' ')[1] ?? ''))).toEqual(visible);
    for (const { id, fileId, owner } of samples) {
      const isVisible = visible.includes(id);
      const row = { ownerId: owner, createdBy: null };
      expect(ctx.reaches(READ, SAMPLE, row), 'the check in memory').toBe(isVisible);
      const file = await ctx.files.get(fileId).catch(() => null);
      const isMine = (await makerOf(fileId)) === me;
      expect(file !== null, 'file').toBe(isVisible || isMine);
    }
    if (!isReader) return;
    const listed = await ctx.records.list(SAMPLE, { limit: 200 });
    expect(sorted(listed.rows.map((row) => row.id)), 'list').toEqual(visible);
    expect(await ctx.records.count(SAMPLE, {}), 'count').toBe(visible.length);
    const named = await ctx.records.list(SAMPLE, { q: 'muster', limit: 200 });
    expect(sorted(named.rows.map((row) => row.id)), 'search').toEqual(visible);
    const byNote = await ctx.records.list(SAMPLE, { q: NOTE, limit: 200 });
    const foundByNote = model.hidesNote ? [] : visible;
    expect(sorted(byNote.rows.map((row) => row.id)), 'search in a field').toEqual(foundByNote);
    const notes = new Set(listed.rows.map((row) => row.note));
    expect(notes.has(NOTE), 'the hidden field').toBe(!model.hidesNote && visible.length > 0);
  });
  const list = await test.api<ApiBody>('member', 'GET', '/samples?limit=200');
  expect(list.status).toBe(isReader ? 200 : 403);
  if (isReader)
    expect(sorted((list.body.data ?? []).map((row) => String(row.id)))).toEqual(visible);
  for (const { id } of samples.slice(0, 6)) {
    const one = await test.api('member', 'GET', `/samples/${id}`);
    expect(one.status, 'REST').toBe(isReader ? (visible.includes(id) ? 200 : 404) : 403);
  }
  const session = await test.host.identity.session(test.workspace.users.member.session);
  if (!session) throw new Error('The member is signed in.');
  const change = {
    workspaceId: test.workspace.id,
    recordType: SAMPLE,
    ids: samples.map((s) => s.id),
  };
  expect(sorted((await heardBy(test.host, session, change))?.ids ?? []), 'live').toEqual(visible);
}

const makers = new Map<string, string>();

async function makerOf(fileId: string): Promise<string> {
  const kept = makers.get(fileId);
  if (kept) return kept;
  const [file] = await test.host.database.systemQuery<{ created_by: string }>(
    'select created_by from socle_file where id = $1',
    [fileId],
  );
  makers.set(fileId, file?.created_by ?? '');
  return file?.created_by ?? '';
}

async function writesReach(
  model: Company,
  holds: (scope: AccessScope, owner: string) => boolean,
): Promise<void> {
  // It is the right to create as well, which reaches further than sight may.
  const { write } = model;
  const archive = narrower(model.archive, model.read);
  for (const { id, owner } of samples.slice(0, 8)) {
    const isVisible = holds(model.read, owner);
    const expected = (scope: AccessScope, done: number): number => {
      if (scope === 'none') return 403;
      if (!isVisible) return 404;
      return holds(scope, owner) ? done : 403;
    };
    const patch = await test.api('member', 'PATCH', `/samples/${id}`, { name: 'Muster neu' });
    expect(patch.status, `change: ${patch.text}`).toBe(expected(write, 200));
    const removal = await test.api('member', 'DELETE', `/samples/${id}`);
    expect(removal.status, `archive: ${removal.text}`).toBe(expected(archive, 204));
    if (removal.status === 204) await restore(id);
  }
  for (const ownerId of people) {
    const made = await test.workspace
      .as('member', async (ctx) => {
        const id = await createSample(ctx, { name: 'Neu', ownerId } as Partial<SampleRow> & {
          name: string;
        });
        await ctx.unrestricted(() => ctx.query('delete from lab_sample where id = $1', [id]));
        return true;
      })
      .catch(() => false);
    expect(made, 'create').toBe(holds(model.write, ownerId));
  }
}

const restore = (id: string) =>
  test.host.database.systemQuery('update lab_sample set archived_at = null where id = $1', [id]);
