import { createHmac } from 'node:crypto';
import { startMailRecorder } from '@socle/plugin-sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './test-support/browser.mjs';
import { createInstallation, PASSWORD, until } from './test-support/installation.mjs';

const NEW_PASSWORD = 'quatre mots sans rapport';

let installation;
let owner;
let server;
let second;

beforeAll(async () => {
  installation = await createInstallation();
  await installation.socle('migrate');
  owner = await installation.company();
  server = await installation.start({ role: 'web' });
  second = await installation.start({ role: 'web' });
});
afterAll(() => installation?.remove());

let count = 0;
/** A member nobody else in this file touches. */
async function newMember(role = 'member') {
  count += 1;
  const email = `person${count}@atelier.example`;
  await installation.userCreate(owner.workspaceId, role, email);
  return { email, password: PASSWORD };
}

async function signedIn(account, url = server.url) {
  const browser = openBrowser(url);
  await browser.signIn(account);
  return browser;
}

const token = (browser) => browser.cookies.get('socle_session');

/** Another browser that has got hold of a session cookie. */
function withToken(value, url = server.url) {
  const browser = openBrowser(url);
  browser.cookies.set('socle_session', value);
  return browser;
}

const isIn = async (browser) => (await browser.get('/contacts')).status === 200;

// RFC 6238, written a second time so that the product is not compared with itself.
function codeOf(secret, at = Date.now()) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replaceAll(' ', '')]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** Sets up two-step sign-in on the page and answers its secret and recovery codes. */
async function enrol(browser) {
  const page = await browser.text('/two-step');
  const secret = /<code[^>]*>([A-Z2-7 ]{32,})<\/code>/.exec(page)[1];
  const done = await browser.post('/two-step', { code: codeOf(secret) });
  const codes = [...(await done.text()).matchAll(/<code[^>]*>([a-z2-7-]{19})<\/code>/g)];
  return { secret, codes: codes.map(([, code]) => code) };
}

describe('P-05 a session', () => {
  it('never takes a name a visitor brought along', async () => {
    const account = await newMember();
    const planted = 'a'.repeat(43);
    const browser = withToken(planted);
    await browser.signIn(account);
    expect(token(browser)).not.toBe(planted);
    expect(await isIn(browser)).toBe(true);
    expect(await isIn(withToken(planted))).toBe(false);
  });

  it('gets a new name at each sign-in, and when its owner proves anew who they are', async () => {
    const account = await newMember();
    const browser = await signedIn(account);
    const before = token(browser);
    expect(token(await signedIn(account))).not.toBe(before);
    const answer = await browser.post('/confirm-identity', {
      intent: 'password',
      password: PASSWORD,
      next: '/settings/keys',
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/settings/keys']);
    expect(token(browser)).not.toBe(before);
    expect(await isIn(browser)).toBe(true);
    expect(await isIn(withToken(before))).toBe(false);
    await until(async () => !(await isIn(withToken(before, second.url))));
  });

  it('is kept in a cookie no script reads and no other site sends', async () => {
    const answer = await openBrowser(server.url).post('/sign-in', await newMember());
    const [cookie] = answer.headers.getSetCookie().filter((text) => /^socle_session=/.test(text));
    expect(cookie).toMatch(/; HttpOnly; SameSite=Lax/);
  });

  it('ends with all the others at once, and so does what their open pages hear', async () => {
    const account = await newMember();
    const [mine, there] = [await signedIn(account), await signedIn(account, second.url)];
    const stream = await there.get('/events');
    const closed = (async () => {
      for await (const _ of stream.body);
    })();
    expect(await isIn(there)).toBe(true);
    const answer = await mine.post('/settings/security', { intent: 'endOthers' });
    expect(answer.headers.get('location')).toBe('/settings/security?saved=sessions');
    // Sooner than the next heartbeat, which comes every 25 seconds.
    await Promise.race([
      closed,
      new Promise((_, reject) => setTimeout(() => reject(new Error('still open')), 10_000)),
    ]);
    expect(await isIn(there)).toBe(false);
    expect(await isIn(mine)).toBe(true);
  });

  it('asks again before a dangerous act once the sign-in is old, and comes back', async () => {
    const account = await newMember();
    const browser = await signedIn(account);
    await installation.query(
      `update socle_session s set authenticated_at = now() - interval '16 minutes' from socle_user u
       where u.id = s.user_id and u.email = $1`,
      [account.email],
    );
    const fresh = await installation.start({ role: 'web' });
    const late = withToken(token(browser), fresh.url);
    const answer = await late.post('/settings/security', { intent: 'endOthers' });
    expect([answer.status, answer.headers.get('location')]).toEqual([
      302,
      '/confirm-identity?next=%2Fsettings%2Fsecurity',
    ]);
    const key = { intent: 'create', name: 'k', life: '30', kind: 'key', scope: 'all' };
    expect((await late.post('/settings/keys', key)).status).toBe(302);
    const [{ keys }] = await installation.query(
      `select count(*)::int as keys from socle_api_key k join socle_user u on u.id = k.user_id where u.email = $1`,
      [account.email],
    );
    expect(keys).toBe(0);
    await late.post('/confirm-identity', { intent: 'password', password: PASSWORD });
    expect((await late.post('/settings/keys', key)).status).toBe(200);
    await fresh.stop();
  });
});

describe('P-05 who has an account', () => {
  it('is told by no answer to a forgotten password', async () => {
    const mailing = await installation.start({
      role: 'web',
      env: { SOCLE_SMTP_URL: 'smtp://127.0.0.1:9' },
    });
    const ask = async (email) => {
      const answer = await openBrowser(mailing.url).post('/forgot-password', { email });
      const text = await answer.text();
      return [answer.status, text.replace(/nonce="[^"]*"|"now":\d+|\d{13}|nonce\S+/g, '')];
    };
    const { email } = await newMember();
    const known = await ask(email);
    expect(known[0]).toBe(200);
    expect(known[1]).not.toContain(email);
    expect(await ask('nobody@nowhere.example')).toEqual(known);
    await mailing.stop();
  });

  it('is not asked where nothing can be sent: the page names another way', async () => {
    const page = await openBrowser(server.url).text('/forgot-password');
    expect(page).toContain('Ask an administrator');
    expect(page).toContain('user reset');
  });
});

describe('P-05 a forgotten password', () => {
  it('is replaced by a letter, from the page that asks to the page that opens', async () => {
    const mail = await startMailRecorder();
    const mailing = await installation.start({
      env: { SOCLE_SMTP_URL: `smtp://127.0.0.1:${mail.port}`, SOCLE_URL: 'http://crm.example.com' },
    });
    const account = await newMember();
    const visitor = openBrowser(mailing.url);
    const asked = await fetch(`${mailing.url}/forgot-password`, {
      method: 'POST',
      // A host of a stranger's choice must not find its way into the link.
      headers: { origin: 'http://crm.example.com', 'x-forwarded-host': 'evil.example' },
      body: new URLSearchParams({ email: account.email }),
    });
    expect(asked.status).toBe(200);
    const letter = await until(() => mail.messages.find(({ to }) => to[0] === account.email));
    const link = /http:\S+/.exec(letter.raw.replace(/=\r\n/g, ''))[0];
    expect(link).toMatch(/^http:\/\/crm\.example\.com\/reset-password\//);
    const address = new URL(link).pathname;
    const answer = await visitor.post(
      address,
      { password: NEW_PASSWORD },
      { headers: { origin: 'http://crm.example.com' } },
    );
    expect(answer.status).toBe(302);
    expect(await isIn(visitor)).toBe(true);
    await mailing.stop();
    await mail.close();
  });
});

describe('P-05 guessing', () => {
  it('makes the right password wait too, in every process, until the wait is over', async () => {
    const account = await newMember();
    const attempt = async (password, { url } = server) =>
      (await openBrowser(url).post('/sign-in', { ...account, password })).status;
    for (let i = 0; i < 5; i += 1) expect(await attempt(`guess number ${i}`)).toBe(422);
    expect([await attempt(PASSWORD), await attempt(PASSWORD, second)]).toEqual([429, 429]);
    await installation.query(`update socle_throttle set blocked_until = now()`);
    expect(await attempt(PASSWORD, second)).toBe(302);
  });
});

describe('P-05 two steps', () => {
  it('lead through the code to the page that was wanted, and nowhere else', async () => {
    const account = await newMember();
    const { secret, codes } = await enrol(await signedIn(account));
    expect(codes).toHaveLength(10);
    const browser = openBrowser(server.url);
    const half = await browser.post('/sign-in', { ...account, next: '/contacts' });
    expect(half.headers.get('location')).toBe('/sign-in/code?next=%2Fcontacts');
    expect(token(browser)).toBeUndefined();
    expect(await isIn(browser)).toBe(false);
    const code = codeOf(secret, Date.now() + 30_000);
    const copy = openBrowser(server.url);
    await copy.post('/sign-in', account);
    const done = await browser.post('/sign-in/code', { code, next: '//evil.example' });
    expect([done.status, done.headers.get('location')]).toEqual([302, '/']);
    expect(await isIn(browser)).toBe(true);
    // The same code, seen over a shoulder.
    const replayed = await copy.post('/sign-in/code', { code });
    expect(replayed.status).toBe(422);
    const once = async () => {
      const visitor = openBrowser(server.url);
      await visitor.post('/sign-in', account);
      return (await visitor.post('/sign-in/code', { code: codes[0] })).status;
    };
    expect([await once(), await once()]).toEqual([302, 422]);
  });

  it('are set up before anything else where the workspace asks for them', async () => {
    const account = await newMember();
    const browser = await signedIn(account);
    const admin = await signedIn(owner);
    await admin.post('/settings/security', { intent: 'policy', policy: 'everyone' });
    for (const address of ['/', '/contacts', '/settings', '/settings/keys'])
      await until(async () => (await browser.get(address)).headers.get('location') === '/two-step');
    expect((await browser.get('/events')).status).toBe(401);
    await enrol(browser);
    expect(await isIn(browser)).toBe(true);
    await installation.query(`update socle_workspace set second_factor = 'optional'`);
  });
});

describe('P-05 one’s own account', () => {
  it('changes its address for who knows the password, and never to another one’s', async () => {
    const [account, other] = [await newMember(), await newMember()];
    const browser = await signedIn(account);
    const change = async (email, currentPassword = PASSWORD) =>
      (await browser.post('/settings/profile', { intent: 'email', email, currentPassword })).status;
    expect(await change('new@atelier.example', 'not the password')).toBe(422);
    expect(await change(other.email.toUpperCase())).toBe(422);
    expect(await change('no address')).toBe(422);
    expect(await change('new@atelier.example')).toBe(302);
    await signedIn({ ...account, email: 'new@atelier.example' });
    const { status } = await openBrowser(server.url).post('/sign-in', account);
    expect(status).toBe(422);
  });

  it('gives a key no right its owner does not hold, and always one at least', async () => {
    const browser = await signedIn(await newMember('reader'));
    const create = (fields) =>
      browser.post('/settings/keys', { intent: 'create', name: 'k', life: '30', ...fields });
    const choose = { kind: 'key', scope: 'choose' };
    expect((await create(choose)).status).toBe(422);
    expect((await create({ ...choose, 'scopes[]': 'core.contact.update' })).status).toBe(422);
    expect((await create({ ...choose, 'scopes[]': 'core.contact.read' })).status).toBe(200);
    expect((await create({ kind: 'app', scope: 'read' })).status).toBe(200);
  });

  it('is closed to an administrator who acts in its owner’s name', async () => {
    const account = await newMember();
    const browser = await signedIn(account);
    await installation.query(
      `update socle_session s set impersonator_id = (select id from socle_user where email = $2)
       from socle_user u where u.id = s.user_id and u.email = $1`,
      [account.email, owner.email],
    );
    expect((await browser.get('/contacts')).status).toBe(200);
    for (const address of [
      '/settings/security',
      '/settings/profile',
      '/settings/keys',
      '/two-step',
    ])
      expect((await browser.get(address)).status, address).toBe(403);
    const password = { intent: 'password', password: NEW_PASSWORD, currentPassword: PASSWORD };
    const proof = { intent: 'password', password: PASSWORD };
    const key = { intent: 'create', name: 'k', life: '30', kind: 'key', scope: 'all' };
    for (const [address, fields] of [
      ['/settings/security', password],
      ['/settings/security', { intent: 'endOthers' }],
      ['/settings/keys', key],
      ['/settings/profile', { intent: 'leave' }],
      ['/confirm-identity', proof],
    ])
      expect((await browser.post(address, fields)).status, address).toBe(403);
  });
});

describe('P-05 a locked-out owner', () => {
  const reset = (email, ...words) =>
    installation.socle('user', 'reset', '--email', email, ...words);

  it('comes back by a link of the command line, once', async () => {
    const account = await newMember('owner');
    const before = await signedIn(account);
    const link = await reset(account.email);
    const address = new URL(link).pathname;
    const browser = openBrowser(server.url);
    expect((await browser.post(address, { password: 'motdepasse' })).status).toBe(422);
    const answer = await browser.post(address, { password: NEW_PASSWORD });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/']);
    expect(await isIn(browser)).toBe(true);
    expect(await isIn(before)).toBe(false);
    const again = await openBrowser(server.url).post(address, {
      password: 'un autre mot de passe',
    });
    expect(again.status).toBe(409);
    expect(await openBrowser(server.url).text(address)).toContain('used already');
    const { status } = await openBrowser(server.url).post('/sign-in', account);
    expect(status).toBe(422);
  });

  it('or by a password of the environment, with the second factor taken away', async () => {
    const account = await newMember('owner');
    await enrol(await signedIn(account));
    const { code } = await installation.run(
      ['user', 'reset', '--email', account.email, '--password-env', 'P', '--remove-second-factor'],
      { P: NEW_PASSWORD },
    );
    expect(code).toBe(0);
    const browser = openBrowser(server.url);
    await browser.signIn({ ...account, password: NEW_PASSWORD });
    expect(await isIn(browser)).toBe(true);
    const unknown = await installation.run(['user', 'reset', '--email', 'nobody@x.example']);
    expect([unknown.code === 0, unknown.stdout]).toEqual([false, '']);
  });
});

describe('P-05 several workspaces', () => {
  it('are changed between by a form, and only by their members', async () => {
    const durand = await installation.company('Maison Durand');
    const account = await newMember();
    await installation.userCreate(durand.workspaceId, 'reader', account.email);
    const browser = await signedIn(account);
    const workspaces = await installation.query('select id, name from socle_workspace');
    const id = (name) => workspaces.find((workspace) => workspace.name === name).id;
    for (const name of ['Maison Durand', 'Atelier Martin']) {
      const answer = await browser.post('/workspaces', { workspace: id(name) });
      expect(answer.headers.get('location')).toBe('/');
      await until(async () => (await browser.text('/contacts')).includes(`>${name}<`));
    }
    const outsider = await signedIn(await newMember());
    expect((await outsider.post('/workspaces', { workspace: id('Maison Durand') })).status).toBe(
      404,
    );
  });

  it('are left without breaking the others; who has none left is told so', async () => {
    const account = await newMember();
    const browser = await signedIn(account);
    const left = await browser.post('/settings/profile', { intent: 'leave' });
    expect(left.status).toBe(302);
    expect((await browser.get('/contacts')).headers.get('location')).toBe('/workspaces');
    expect(await browser.text('/workspaces')).toContain('no workspace');
    const last = await signedIn(await installation.company('Seule'));
    expect((await last.post('/settings/profile', { intent: 'leave' })).status).toBe(409);
  });
});
