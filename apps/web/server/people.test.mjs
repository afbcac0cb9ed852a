import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './test-support/browser.mjs';
import { createInstallation, PASSWORD } from './test-support/installation.mjs';

const NEW_PASSWORD = 'quatre mots sans rapport';

let installation;
let owner;
let stranger;
let server;
let boss;

beforeAll(async () => {
  installation = await createInstallation();
  await installation.socle('migrate');
  owner = await installation.company();
  stranger = await installation.company('Maison Durand');
  server = await installation.start({ role: 'web' });
  boss = await signedIn(owner);
});
afterAll(() => installation?.remove());

let count = 0;
/** A member nobody else in this file touches. */
async function newMember(role = 'member') {
  count += 1;
  const email = `person${count}@atelier.example`;
  const id = await installation.userCreate(owner.workspaceId, role, email);
  return { id, email, password: PASSWORD };
}

async function signedIn(account) {
  const browser = openBrowser(server.url);
  await browser.signIn(account);
  return browser;
}

const goesTo = (response) => new URL(response.headers.get('location') ?? '', server.url);

const mainOf = (html) => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html;

async function newRole(name, copyOf = 'member') {
  const created = await boss.post('/settings/roles', { name, copyOf });
  expect(created.status).toBe(302);
  return goesTo(created).pathname;
}

describe('P-01 /settings/roles, before JavaScript', () => {
  it('makes a role, says what was cut down, and refuses a second tab', async () => {
    const page = await newRole('Accountant');
    const html = await boss.text(page);
    expect(html).toContain('name="scopes.core:contact:read"');
    const save = (version) =>
      boss.post(page, {
        intent: 'save',
        name: 'Accountant',
        description: 'Closes the month',
        version,
        'scopes.core:contact:read': 'own',
        'scopes.core:contact:update': 'all',
        'scopes.core:contact:import': 'none',
        'fields.core:contact.phones': 'hidden',
      });
    const saved = await save('1');
    expect(saved.status).toBe(302);
    expect(goesTo(saved).searchParams.getAll('cut')).toContain('core.contact.update');
    const after = await boss.text(goesTo(saved).pathname + goesTo(saved).search);
    expect(after).toContain('cut down');
    expect(after).toContain('Hidden: Phones');
    const late = await save('1');
    expect(late.status).toBe(412);
    expect(await late.text()).toContain('Someone else changed this');
  });

  it('keeps what was chosen when it refuses', async () => {
    const page = await newRole('Refused');
    const refused = await boss.post(page, {
      intent: 'save',
      name: '',
      version: '1',
      'scopes.core:contact:read': 'team',
    });
    expect(refused.status).toBe(422);
    const html = await refused.text();
    expect(html).toMatch(/<option value="team" selected=""/);
    const wrong = await boss.post(page, {
      intent: 'save',
      name: 'Refused',
      version: '1',
      'scopes.core:nothing:read': 'all',
    });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('Unknown permission: core.nothing.read');
  });

  it('is for administrators, and no role of another workspace is there', async () => {
    const page = await newRole('Ours');
    const member = await signedIn(await newMember());
    for (const address of ['/settings/roles', '/settings/members', '/settings/teams', page])
      expect((await member.get(address)).status, address).toBe(403);
    const other = await signedIn(stranger);
    expect((await other.get(page)).status).toBe(404);
    const { id } = await newMember();
    expect((await other.get(`/settings/members/${id}`)).status).toBe(404);
    const act = await other.post(`/settings/members/${id}`, { intent: 'deactivate' });
    expect(act.status).toBe(404);
  });

  it('asks again who it is when that was long ago, before anything is typed and before it acts', async () => {
    const late = await signedIn(owner);
    await installation.query(
      `update socle_session set authenticated_at = authenticated_at - interval '16 minutes'
       where user_id = $1 and created_at = (select max(created_at) from socle_session where user_id = $1)`,
      [owner.userId],
    );
    expect(await late.text('/settings/roles')).toContain('/confirm-identity?next=');
    const act = await late.post('/settings/roles', { name: 'Late', copyOf: 'member' });
    expect(goesTo(act).pathname).toBe('/confirm-identity');
  });
});

describe('P-02 invitations, before JavaScript', () => {
  const invite = async (emails) => {
    const answer = await boss.post('/settings/members', {
      intent: 'invite',
      emails,
      role: 'member',
    });
    expect(answer.status).toBe(200);
    const html = await answer.text();
    return [...html.matchAll(/value="(http[^"]*\/join\/[\w-]+)"/g)].map(
      (match) => new URL(match[1]).pathname,
    );
  };

  it('make an account with a password of its own, once', async () => {
    const [address] = await invite('nadia@atelier.example');
    const visitor = openBrowser(server.url);
    expect(await visitor.text(address)).toContain('nadia@atelier.example');
    const weak = await visitor.post(address, {
      intent: 'create',
      name: 'Nadia',
      password: 'nadia',
    });
    expect(weak.status).toBe(422);
    const joined = await visitor.post(address, {
      intent: 'create',
      name: 'Nadia',
      password: NEW_PASSWORD,
      email: owner.email,
    });
    expect(joined.status).toBe(302);
    expect((await visitor.get('/contacts')).status).toBe(200);
    await signedIn({ email: 'nadia@atelier.example', password: NEW_PASSWORD });
    const again = openBrowser(server.url);
    const over = await again.text(address);
    expect(over).toContain('no longer valid');
    const unknown = await again.text('/join/never-was');
    expect(mainOf(over)).toBe(mainOf(unknown));
  });

  it('bring an account of another workspace in, only by its own sign-in', async () => {
    const [address] = await invite(stranger.email);
    const visitor = openBrowser(server.url);
    const taken = await visitor.post(address, {
      intent: 'create',
      name: 'Thief',
      password: NEW_PASSWORD,
    });
    expect(taken.status).toBe(409);
    expect(visitor.cookies.has('socle_session')).toBe(false);
    const wrong = await boss.post(address, { intent: 'join' });
    expect(wrong.status).toBe(409);
    const theirs = await signedIn(stranger);
    const joined = await theirs.post(address, { intent: 'join' });
    expect(joined.status).toBe(302);
    expect(await theirs.text('/')).toContain('Atelier Martin');
  });
});

describe('P-02 /settings/members', () => {
  it('whoever is deactivated is out with the next request', async () => {
    const member = await newMember();
    const browser = await signedIn(member);
    expect((await browser.get('/contacts')).status).toBe(200);
    const act = await boss.post(`/settings/members/${member.id}`, { intent: 'deactivate' });
    expect(act.status).toBe(302);
    expect(goesTo(await browser.get('/contacts')).pathname).toBe('/sign-in');
  });
});

describe('O-17 acting in a member’s name', () => {
  it('begins with consent, reaches no account, records both names, and ends where it began', async () => {
    const member = await newMember();
    const asked = await signedIn(member);
    const own = boss.cookies.get('socle_session');
    await boss.post(`/settings/members/${member.id}`, { intent: 'ask', reason: 'Import fails' });
    expect(await asked.text('/')).toContain('Import fails');
    const [{ id }] = await installation.query(
      'select id from socle_impersonation where user_id = $1',
      [member.id],
    );
    const early = await boss.post('/impersonation', { intent: 'start', id });
    expect(early.status).toBe(409);
    await asked.post('/impersonation', { intent: 'answer', id, answer: 'hour' });
    const started = await boss.post('/impersonation', { intent: 'start', id });
    expect(started.status).toBe(302);
    expect(boss.cookies.get('socle_session')).not.toBe(own);
    expect(await boss.text('/')).toContain('You act as');
    const closed = [
      'profile',
      'security',
      'keys',
      'absence',
      'members',
      'roles',
      'teams',
      '%6Dembers',
    ];
    for (const page of closed) expect((await boss.get(`/settings/${page}`)).status, page).toBe(403);
    const index = await boss.text('/settings');
    expect(index).toContain('/settings/preferences');
    for (const page of closed) expect(index, page).not.toContain(`href="/settings/${page}"`);
    const key = await boss.post('/settings/keys', { intent: 'create', name: 'x', life: '30' });
    expect(key.status).toBe(403);
    const self = await boss.post('/impersonation', { intent: 'answer', id, answer: 'hours' });
    expect(self.status).toBe(403);
    const made = await boss.post('/contacts/new', { kind: 'company', name: 'Made in their name' });
    expect(made.status).toBe(302);
    const [change] = await installation.query(
      "select user_id, impersonator_id from socle_audit where title = 'Made in their name'",
    );
    expect(change).toEqual({ user_id: member.id, impersonator_id: owner.userId });
    const stopped = await boss.post('/impersonation', { intent: 'stop' });
    expect(goesTo(stopped).pathname).toBe(`/settings/members/${member.id}`);
    expect(boss.cookies.get('socle_session')).toBe(own);
    expect(boss.cookies.has('socle_own_session')).toBe(false);
    expect((await boss.get('/settings/members')).status).toBe(200);
  });

  it('signing out meanwhile leaves both sessions', async () => {
    const member = await newMember();
    const asked = await signedIn(member);
    const mine = await signedIn(owner);
    const own = mine.cookies.get('socle_session');
    await mine.post(`/settings/members/${member.id}`, { intent: 'ask', reason: 'To look' });
    const [{ id }] = await installation.query(
      'select id from socle_impersonation where user_id = $1',
      [member.id],
    );
    await asked.post('/impersonation', { intent: 'answer', id, answer: 'hour' });
    await mine.post('/impersonation', { intent: 'start', id });
    await mine.post('/sign-out', {});
    expect([...mine.cookies.keys()]).not.toContain('socle_own_session');
    const left = openBrowser(server.url);
    left.cookies.set('socle_session', own);
    expect(goesTo(await left.get('/contacts')).pathname).toBe('/sign-in');
    expect((await asked.get('/contacts')).status).toBe(200);
  });

  it('a session kept aside in the cookie is only ever the administrator’s own', async () => {
    const member = await newMember();
    const other = await newMember();
    const asked = await signedIn(member);
    const thief = await signedIn(other);
    await boss.post(`/settings/members/${member.id}`, { intent: 'ask', reason: 'Why not' });
    const [{ id }] = await installation.query(
      'select id from socle_impersonation where user_id = $1',
      [member.id],
    );
    await asked.post('/impersonation', { intent: 'answer', id, answer: 'hour' });
    const mine = await signedIn(owner);
    await mine.post('/impersonation', { intent: 'start', id });
    mine.cookies.set('socle_own_session', thief.cookies.get('socle_session'));
    const stopped = await mine.post('/impersonation', { intent: 'stop' });
    expect(goesTo(stopped).pathname).toBe('/sign-in');
    expect(mine.cookies.has('socle_session')).toBe(false);
  });
});
