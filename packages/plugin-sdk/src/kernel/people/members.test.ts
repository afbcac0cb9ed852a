import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BuiltInRole } from '../../contract';
import { AppError } from '../../primitives';
import { createTestHost, TEST_PASSWORD, type TestHost } from '../../testing';
import { labModule } from '../../testing/lab/lab-module';
import type { By } from './change';
import { invite, pendingInvitations, resendInvitation, revokeInvitation } from './invitations';
import { joinWithAccount, joinWithNewAccount, openInvitation } from './joining';
import { changeRole, deactivateMember, reactivateMember } from './member-changes';
import { getMember, listMembers } from './members';
import { changeTeam, createTeam, deleteTeam, listTeams, setTeamMember } from './teams';

let test: TestHost;
beforeAll(async () => {
  test = await createTestHost({ modules: [labModule()] });
});
afterAll(() => test.close());

const by = (role: BuiltInRole = 'admin'): By => ({
  workspaceId: test.workspace.id,
  userId: test.workspace.users[role].id,
  via: 'screen',
});
const idOf = (role: BuiltInRole) => test.workspace.users[role].id;
const delivery = { baseUrl: 'https://crm.example', locale: 'en' as const };
const GOOD = 'a lighthouse under green snow';

const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof AppError)) throw new Error(`Not refused: ${String(error)}`);
  return error.fields[0] ? `${error.fields[0].field} ${error.fields[0].code}` : error.code;
};

const tokenOf = (link: string | null | undefined): string => (link ?? '').split('/join/')[1] ?? '';

async function newMember(name: string, role = 'member'): Promise<string> {
  const email = `${name.toLowerCase().replace(/\W+/g, '.')}@team.example`;
  const [outcome] = await invite(
    test.host,
    by('owner'),
    { emails: email, role, teamId: null },
    delivery,
  );
  const joined = await joinWithNewAccount(test.host, tokenOf(outcome?.link), {
    name,
    password: GOOD,
    locale: 'en',
  });
  return joined.userId;
}

describe('P-01 who gives which role', () => {
  it('only owners make and unmake owners and administrators, and nobody raises themselves', async () => {
    const { host } = test;
    for (const role of ['owner', 'admin'])
      expect(await refusal(changeRole(host, by('admin'), idOf('member'), role))).toBe(
        'error.ownersOnly',
      );
    expect(await refusal(changeRole(host, by('admin'), idOf('owner'), 'member'))).toBe(
      'error.ownersOnly',
    );
    expect(await refusal(changeRole(host, by('admin'), idOf('admin'), 'owner'))).toBe(
      'error.ownRole',
    );
    for (const role of ['manager', 'member', 'reader'] as const)
      expect(await refusal(changeRole(host, by(role), idOf(role), 'owner'))).toBe(
        'error.administratorsOnly',
      );
    await changeRole(host, by('owner'), idOf('member'), 'admin');
    expect(await getMember(host, test.workspace.id, idOf('member'))).toMatchObject({
      role: 'admin',
    });
    await changeRole(host, by('owner'), idOf('member'), 'member');
  });

  it('one active owner always stays, also when two leave at the same moment', async () => {
    const { host, workspace } = test;
    expect(await refusal(changeRole(host, by('owner'), idOf('owner'), 'member'))).toBe(
      'error.lastOwner',
    );
    const second = await newMember('Second Owner', 'owner');
    const outcomes = await Promise.allSettled([
      changeRole(host, by('owner'), idOf('owner'), 'member'),
      changeRole(host, { ...by('owner'), userId: second }, second, 'member'),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const owners = (await listMembers(host, workspace.id, { role: 'owner' })).members;
    expect(owners).toHaveLength(1);
    const [owner] = owners;
    if (owner?.userId === second) {
      await changeRole(host, { ...by(), userId: second }, idOf('owner'), 'owner');
      await changeRole(host, by('owner'), second, 'member');
    }
  });

  it('an unknown role or a stranger is refused', async () => {
    const { host, other } = test;
    expect(await refusal(changeRole(host, by(), idOf('member'), 'king'))).toBe(
      'role error.roleUnknown',
    );
    expect(await refusal(changeRole(host, by(), other.users.member.id, 'reader'))).toBe(
      'error.notFound',
    );
    expect(await refusal(getMember(host, test.workspace.id, other.users.member.id))).toBe(
      'error.notFound',
    );
  });
});

describe('P-02 leaving and coming back', () => {
  it('one who is deactivated is signed out at once, in every process, and keeps nothing open', async () => {
    const { host } = test;
    const second = await test.secondProcess();
    const reader = test.workspace.users.reader;
    expect((await second.identity.session(reader.session))?.role).toBe('reader');
    await deactivateMember(host, by(), reader.id);
    expect(await host.identity.session(reader.session)).toBeNull();
    await expect
      .poll(() => second.identity.session(reader.session), { timeout: 1000, interval: 20 })
      .toBeNull();
    expect(await host.memberAccess(test.workspace.id, reader.id)).toBeNull();
    expect(await getMember(host, test.workspace.id, reader.id)).toMatchObject({
      deactivatedAt: test.clock.now,
    });
    await reactivateMember(host, by(), reader.id);
    expect((await host.memberAccess(test.workspace.id, reader.id))?.role).toBe('reader');
  });

  it('not oneself, not an administrator by another one', async () => {
    const { host } = test;
    expect(await refusal(deactivateMember(host, by(), idOf('admin')))).toBe('error.deactivateSelf');
    expect(await refusal(deactivateMember(host, by(), idOf('owner')))).toBe('error.ownersOnly');
  });
});

describe('P-02 invitations', () => {
  it('open the door once, with the role and team they were made for', async () => {
    const { host, workspace } = test;
    const teamId = await createTeam(host, by(), { name: 'Hall', parentId: null });
    const [outcome] = await invite(
      host,
      by(),
      { emails: 'Nadia@Example.com', role: 'manager', teamId },
      delivery,
    );
    expect(outcome).toMatchObject({ email: 'nadia@example.com' });
    const token = tokenOf(outcome?.link);
    expect(outcome?.link).toBe(`https://crm.example/join/${token}`);
    expect(await openInvitation(host, token)).toMatchObject({
      email: 'nadia@example.com',
      workspace: 'Atelier Martin',
    });
    const kept = await host.database.systemQuery<{ token_hash: string }>(
      'select token_hash from socle_invitation',
    );
    expect(kept.map((row) => row.token_hash)).not.toContain(token);
    expect(
      await refusal(
        joinWithNewAccount(host, token, { name: 'Nadia', password: 'short', locale: 'fr' }),
      ),
    ).toMatch(/^password /);
    const joined = await Promise.allSettled(
      [1, 2].map(() =>
        joinWithNewAccount(host, token, { name: 'Nadia', password: GOOD, locale: 'fr' }),
      ),
    );
    expect(joined.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [nadia] = (await listMembers(host, workspace.id, { search: 'nadia' })).members;
    expect(nadia).toMatchObject({ role: 'manager', teams: [{ name: 'Hall', isManager: false }] });
    expect(await openInvitation(host, token)).toBeNull();
    const signedIn = host.identity.signIn({
      email: 'nadia@example.com',
      password: GOOD,
      address: '127.0.0.1',
      userAgent: 'tests',
    });
    await expect(signedIn).resolves.toBeTruthy();
  });

  it('end after seven days, when revoked, and when sent again', async () => {
    const { host, workspace } = test;
    const send = async (email: string) => {
      const [outcome] = await invite(
        host,
        by(),
        { emails: email, role: 'member', teamId: null },
        delivery,
      );
      const [pending] = (await pendingInvitations(host, workspace.id)).filter(
        (invitation) => invitation.email === email,
      );
      return { token: tokenOf(outcome?.link), id: pending?.id ?? '' };
    };
    const late = await send('late@example.com');
    test.clock.advance(7 * 86_400_000);
    expect(await openInvitation(host, late.token)).toBeNull();
    const again = await resendInvitation(host, by(), late.id, delivery);
    expect(await openInvitation(host, late.token)).toBeNull();
    expect(await openInvitation(host, tokenOf(again.link))).not.toBeNull();
    const revoked = await send('gone@example.com');
    await revokeInvitation(host, by(), revoked.id);
    expect(await openInvitation(host, revoked.token)).toBeNull();
    expect(await refusal(resendInvitation(host, by(), revoked.id, delivery))).toBe(
      'error.notFound',
    );
    const first = await send('twice@example.com');
    await send('twice@example.com');
    expect(await openInvitation(host, first.token)).toBeNull();
  });

  it('say the same of an address with an account elsewhere, and never open that account', async () => {
    const { host, other, workspace } = test;
    const theirs = other.users.member;
    const outcomes = await invite(
      host,
      by(),
      { emails: `${theirs.email}\nnobody@example.com`, role: 'member', teamId: null },
      delivery,
    );
    expect(outcomes.map(({ link }) => typeof link)).toEqual(['string', 'string']);
    const token = tokenOf(outcomes[0]?.link);
    expect(
      await refusal(
        joinWithNewAccount(host, token, { name: 'Thief', password: GOOD, locale: 'en' }),
      ),
    ).toBe('error.accountExists');
    const thief = workspace.users.reader;
    expect(
      await refusal(joinWithAccount(host, token, { userId: thief.id, email: thief.email })),
    ).toBe('error.invitationOtherAccount');
    await expect(
      host.identity.signIn({
        email: theirs.email,
        password: TEST_PASSWORD,
        address: '127.0.0.1',
        userAgent: 'tests',
      }),
    ).resolves.toBeTruthy();
    await joinWithAccount(host, token, { userId: theirs.id, email: theirs.email });
    expect(await getMember(host, workspace.id, theirs.id)).toMatchObject({ role: 'member' });
    expect(await host.memberAccess(other.id, theirs.id)).not.toBeNull();
  });

  it('are refused line by line, and only owners invite above', async () => {
    const { host } = test;
    const send = (emails: string, role = 'member') =>
      refusal(invite(host, by(), { emails, role, teamId: null }, delivery));
    expect(await send('')).toBe('emails error.required');
    expect(await send('a@b.example\nnot an address')).toBe('emails error.badAddress');
    expect(await send(test.workspace.users.owner.email)).toBe('emails error.alreadyMemberNamed');
    expect(await send('boss@example.com', 'owner')).toBe('error.ownersOnly');
    expect(await send('boss@example.com', 'king')).toBe('role error.roleUnknown');
    const many = Array.from({ length: 51 }, (_, i) => `p${i}@example.com`).join('\n');
    expect(await send(many)).toBe('emails error.tooManyAtOnce');
  });
});

describe('P-02 the list of members', () => {
  it('is searched without accents, filtered, and paged both ways without a gap', async () => {
    const { host, workspace } = test;
    const names = ['Élodie Briac', 'Yann Briac', 'Zoé Briac', 'Armel Briac', 'Gaël Briac'];
    for (const name of names) await newMember(name);
    const search = 'briac';
    const first = await listMembers(host, workspace.id, { search, limit: 2 });
    expect(first.members.map(({ name }) => name)).toEqual(['Armel Briac', 'Élodie Briac']);
    expect(first.previousCursor).toBeNull();
    const next = await listMembers(host, workspace.id, {
      search,
      limit: 2,
      cursor: first.nextCursor,
    });
    expect(next.members.map(({ name }) => name)).toEqual(['Gaël Briac', 'Yann Briac']);
    const last = await listMembers(host, workspace.id, {
      search,
      limit: 2,
      cursor: next.nextCursor,
    });
    expect(last.members.map(({ name }) => name)).toEqual(['Zoé Briac']);
    expect(last.nextCursor).toBeNull();
    const back = await listMembers(host, workspace.id, {
      search,
      limit: 2,
      cursor: next.previousCursor,
    });
    expect(back.members.map(({ name }) => name)).toEqual(['Armel Briac', 'Élodie Briac']);
    expect(back.previousCursor).toBeNull();
    const found = await listMembers(host, workspace.id, { search: 'elodie' });
    expect(found.members).toHaveLength(1);
    expect(await refusal(listMembers(host, workspace.id, { cursor: '%%%' }))).toBe(
      'error.badCursor',
    );
    const wild = await listMembers(host, workspace.id, { search: '%' });
    expect(wild.members.length).toBeGreaterThan(5);
  });
});

describe('P-01 teams', () => {
  it('are a tree: no circle, and what is below a removed one goes up', async () => {
    const { host, workspace } = test;
    const top = await createTeam(host, by(), { name: 'France', parentId: null });
    const west = await createTeam(host, by(), { name: 'West', parentId: top });
    const brest = await createTeam(host, by(), { name: 'Brest', parentId: west });
    expect(await refusal(changeTeam(host, by(), top, { name: 'France', parentId: brest }))).toBe(
      'parentId error.teamCircle',
    );
    expect(await refusal(changeTeam(host, by(), top, { name: 'France', parentId: top }))).toBe(
      'parentId error.teamCircle',
    );
    expect(await refusal(createTeam(host, by(), { name: 'WEST', parentId: null }))).toBe(
      'name error.nameTaken',
    );
    expect(await refusal(createTeam(host, by('manager'), { name: 'Mine', parentId: null }))).toBe(
      'error.administratorsOnly',
    );
    await deleteTeam(host, by(), west);
    const tree = (await listTeams(host, workspace.id)).filter(({ id }) =>
      [top, brest].includes(id),
    );
    expect(tree.map(({ name, depth }) => [name, depth])).toEqual([
      ['France', 0],
      ['Brest', 1],
    ]);
  });

  it('a manager of a team reaches everybody below it; a team of another workspace is none', async () => {
    const { host, workspace, other } = test;
    const top = await createTeam(host, by(), { name: 'North', parentId: null });
    const lille = await createTeam(host, by(), { name: 'Lille', parentId: top });
    await setTeamMember(host, by(), { teamId: top, userId: idOf('manager'), place: 'manager' });
    await setTeamMember(host, by(), { teamId: lille, userId: idOf('member'), place: 'member' });
    const team = async (role: BuiltInRole) =>
      (await host.memberAccess(workspace.id, idOf(role)))?.access.team ?? [];
    expect(await team('manager')).toContain(idOf('member'));
    expect(await team('member')).not.toContain(idOf('manager'));
    await setTeamMember(host, by(), { teamId: top, userId: idOf('manager'), place: 'member' });
    expect(await team('manager')).not.toContain(idOf('member'));
    expect(
      await refusal(
        setTeamMember(host, by(), { teamId: top, userId: other.users.owner.id, place: 'member' }),
      ),
    ).toBe('userId error.memberUnknown');
    const stranger: By = { workspaceId: other.id, userId: other.users.owner.id, via: 'screen' };
    expect(await refusal(deleteTeam(host, stranger, top))).toBe('error.notFound');
  });
});
