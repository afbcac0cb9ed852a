import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileForm, openBrowser } from './test-support/browser.mjs';
import { createInstallation } from './test-support/installation.mjs';
import { sendBytes, sendRaw } from './test-support/raw-http.mjs';

let installation;
let owner;
let server;
let browser;

beforeAll(async () => {
  installation = await createInstallation();
  await installation.socle('migrate');
  owner = await installation.company();
  server = await installation.start({
    env: { SOCLE_API_RATE_LIMIT: '100000', SOCLE_LOG_LEVEL: 'debug' },
  });
  browser = openBrowser(server.url);
  await browser.signIn(owner);
});
afterAll(() => installation?.remove());

const raw = (method, address, headers, body) =>
  sendRaw(server.port, method, address, { cookie: browser.cookie(), ...headers }, body);
const api = (method, address, body, headers) =>
  raw(
    method,
    `/api/v1${address}`,
    { authorization: `Bearer ${owner.key}`, 'content-type': 'application/json', ...headers },
    body,
  );
const form = (address, body, type = 'application/x-www-form-urlencoded') =>
  raw('POST', address, { origin: server.url, 'content-type': type }, body);

/** Every one is answered, none by a defect, and the server works on. */
async function expectNoDefect(sent) {
  const answers = await Promise.all(sent.map(([, answer]) => answer));
  for (const [i, { status, text }] of answers.entries()) {
    const what = `${sent[i][0]} → ${status}`;
    expect(
      status === null || (status >= 200 && status < 500),
      `${what}\n${text.slice(0, 400)}`,
    ).toBe(true);
    expect(text, what).not.toMatch(/\n\s+at .*\.(m?js|ts):\d+/);
  }
  expect((await server.fetch('/healthz')).status).toBe(200);
  const defects = server
    .output()
    .split('\n')
    .filter((line) => line.includes('"level":"error"'));
  expect(defects).toEqual([]);
  return answers.map(({ status }) => status);
}

describe('P-05 a hostile request is never answered by a defect', () => {
  it('in its address', async () => {
    const addresses = [
      ...['/%', '/%zz', '/%E0%A4%A', '/contacts/%00', '/contacts/%C0%AF', '/contacts/%ED%A0%80'],
      ...['/contacts?q=%00', '/contacts?q=%', '/contacts?filter=%7B', '/contacts?cursor=%00'],
      ...[
        '/contacts?sort=__proto__',
        '/contacts?limit=1e9',
        '/contacts?page=-1',
        '/search?q=%00%FF',
      ],
      ...['/files/%zz', '/files/%00', '/assets/%', '/assets/..%2f..%2fserver%2findex.js'],
      ...['/settings/module/__proto__', '/settings/module/constructor', '/imports/%00'],
      ...['/lookup?type=__proto__&q=a', '/lookup?type=%00', '//evil.example/contacts'],
      ...['/contacts/../../../etc/passwd', '/contacts.data?_routes=%00', '/__manifest?p=%00'],
      ...[
        '/__manifest',
        '/_root.data',
        `/${'a'.repeat(8_000)}`,
        `/contacts?q=${'é'.repeat(2_000)}`,
      ],
      ...[
        '/tickets/%2e%2e',
        '/deals?contactId=x',
        '/contacts/new?next=%00',
        '/contacts?__proto__[x]=1',
      ],
    ];
    const answers = await expectNoDefect(
      addresses.map((address) => [address, raw('GET', encodeURI(address).replaceAll('%25', '%'))]),
    );
    expect(answers).not.toContain(null);
    await expectNoDefect(
      [
        ...['/%', '/contacts/%zz', '/contacts/%00', '/__proto__', '/constructor/x', '/toString'],
        ...[
          '/contacts?q=%00',
          '/contacts?sort=constructor',
          '/contacts?limit=NaN',
          '/contacts?cursor=e30',
        ],
        ...['/contacts?filter=[]', '/contacts?filter=null', '/contacts?filter={"and":[{}]}'],
        ...['/contacts?filter={"field":"__proto__","op":"eq","value":1}', '/contacts?__proto__=1'],
        ...['/contacts?customFields.__proto__=1', '/contacts?tags=%00', '/contacts?birthday=%00'],
        ...['/contacts?cursor=%00', '/contacts?archived=%00', '/contacts?ownerId=nobody'],
      ].map((address) => [address, api('GET', encodeURI(address).replaceAll('%25', '%'))]),
    );
  });

  it('in its first line and headers', async () => {
    const host = `127.0.0.1:${server.port}`;
    const line = (text) =>
      sendBytes(server.port, `${text}\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
    await expectNoDefect([
      ['absolute form', line('GET http://evil.example/contacts HTTP/1.1')],
      ['asterisk', line('OPTIONS * HTTP/1.1')],
      ['TRACE', line('TRACE /contacts HTTP/1.1')],
      ['unknown method', line('BREW /contacts HTTP/1.1')],
      ['no HTTP', line('hello')],
      ['NUL', line('GET /contacts\0 HTTP/1.1')],
      ['no host', sendBytes(server.port, 'GET /contacts HTTP/1.0\r\n\r\n')],
      ...[...['[', 'a b', 'x:99999999', '<script>', '%zz', ''].entries()].map(([i, value]) => [
        `host ${i}`,
        raw('GET', '/contacts', { host: value }),
      ]),
      ['forwarded host', raw('GET', '/contacts', { 'x-forwarded-host': 'x:99999999' })],
      ['forwarded proto', raw('GET', '/contacts', { 'x-forwarded-proto': 'javascript' })],
      [
        'cookies',
        raw('GET', '/contacts', { cookie: 'socle_session=%zz; =; ;;; a; socle_locale=%' }),
      ],
      ['theme', raw('GET', '/sign-in', { cookie: 'socle_theme=__proto__; socle_locale=%00' })],
      ['long cookie', raw('GET', '/contacts', { cookie: `a=${'b'.repeat(1_000_000)}` })],
      ['long header', raw('GET', '/contacts', { 'x-request-id': 'c'.repeat(1_000_000) })],
      [
        'languages',
        raw('GET', '/sign-in', { 'accept-language': `${'fr;q=%,'.repeat(900)}__proto__` }),
      ],
      ['etag', api('PATCH', '/contacts/x', '{}', { 'if-match': '"x' })],
      ['bearer', api('GET', '/me', '', { authorization: 'Bearer \u0080\u0081' })],
      ['idempotency', api('POST', '/contacts', '{}', { 'idempotency-key': 'k'.repeat(500) })],
    ]);
  });

  it('in its JSON', async () => {
    const deep = (open, close) => `${open.repeat(100_000)}1${close.repeat(100_000)}`;
    const company = (more) => JSON.stringify({ kind: 'company', name: 'X', ...more });
    const answers = await expectNoDefect(
      [
        ['deep arrays', deep('[', ']')],
        ['deep objects', deep('{"a":', '}')],
        [
          'deep filter',
          company({ customFields: JSON.parse(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`) }),
        ],
        ['proto', '{"kind":"company","name":"X","__proto__":{"isAdmin":true}}'],
        [
          'constructor',
          '{"kind":"company","name":"X","constructor":{"prototype":{"isAdmin":true}}}',
        ],
        ['custom proto', '{"kind":"company","name":"X","customFields":{"__proto__":{"a":1}}}'],
        ['NUL', company({ name: 'a\0b' })],
        ['surrogate', '{"kind":"company","name":"\\ud800"}'],
        ['nothing', ''],
        ...['null', '[]', '"x"', '1e999', '{', '{"a":1}}', 'NaN'].map((text) => [text, text]),
        ['number', company({ name: 12 })],
        ['list', company({ emails: 'a' })],
        ['objects', company({ emails: [{ value: { $gt: '' } }] })],
        ['roles', company({ roles: ['__proto__'] })],
        ['long', company({ name: 'x'.repeat(1_000_000) })],
        ['many', company({ tags: Array.from({ length: 100_000 }, (_, i) => `t${i}`) })],
        ['batch', JSON.stringify({ operations: [{ op: '__proto__', id: 1 }] })],
      ].map(([what, body]) => [
        what,
        api('POST', what === 'batch' ? '/contacts/batch' : '/contacts', body),
      ]),
    );
    expect(answers.slice(0, 2)).toEqual([422, 422]);
    const wrongType = await api('POST', '/contacts', company(), { 'content-type': 'text/plain' });
    expect(wrongType.status).toBe(422);
    const { body } = await server.api(owner.key, '/me');
    expect(body).not.toHaveProperty('isAdmin');
  });

  it('in its forms', async () => {
    const boundary = 'multipart/form-data; boundary=x';
    const part = (disposition, text = 'y') => `--x\r\n${disposition}\r\n\r\n${text}\r\n`;
    const file = 'Content-Disposition: form-data; name="file"; filename="a.csv"';
    await expectNoDefect([
      ...[
        '__proto__[isAdmin]=1&kind=company&name=X',
        'constructor[prototype][isAdmin]=1&name=X',
        'emails[0][__proto__][x]=1&kind=company&name=X',
        'emails[999999999][value]=a@b.example&kind=company&name=X',
        `a[b]${'[c]'.repeat(5_000)}=1`,
        'k=v&'.repeat(20_000),
        'kind=company&name=%00',
        'kind=company&name=%zz',
        'kind=company&kind=person&name=X&name=Y',
        'toString=1&hasOwnProperty=2&kind=company&name=X',
        'intent=__proto__',
        'emails[0][value]=a&emails[length]=7',
        'emails[0][value]=a&emails[length][]=4294967294',
        'a.toString.call=1&a.valueOf.name=2&a.hasOwnProperty.apply[0]=3',
        'emails[0].toString.call=1&emails.push.x=1&emails.map=2',
      ].map((body) => [body.slice(0, 60), form('/contacts/new', body)]),
      ['sign-in', form('/sign-in', 'email[]=a&password[x]=b')],
      ['setup', form('/setup', 'workspace=X&name=X&email=x@x.example&password=long+enough+words')],
      ['intents', form('/settings/keys', 'intent=constructor')],
      ['modules', form('/settings/modules', 'off=__proto__')],
      ['fields', form('/settings/fields', 'intent=create&key=__proto__&type=__proto__&label=x')],
      ['preferences', form('/preferences', 'locale=__proto__&theme=%00')],
      ['json as form', form('/contacts/new', '{"a":1}', 'application/json')],
      ['bad form', form('/contacts/new', 'x', boundary)],
      ['bad intents', form('/settings/keys', 'x', boundary)],
      ['bad sign-in', form('/sign-in', '--x\r\n\r\n', boundary)],
      ['no type', form('/contacts/new', 'a=1', 'nonsense')],
      ['no boundary', form('/imports/new', 'x', 'multipart/form-data')],
      ['never closed', form('/imports/new', part(file), boundary)],
      ['no header', form('/imports/new', '--x\r\n\r\n', boundary)],
      [
        'no name',
        form('/imports/new', `${part('Content-Disposition: form-data')}--x--\r\n`, boundary),
      ],
      ['noise', form('/imports/new', '\0'.repeat(50_000), boundary)],
      [
        'no file',
        form(
          '/imports/new',
          `${part('Content-Disposition: form-data; name="a"')}--x--\r\n`,
          boundary,
        ),
      ],
      [
        'large field',
        form(
          '/imports/new',
          `${part('Content-Disposition: form-data; name="a"', 'z'.repeat(300_000))}--x--\r\n`,
          boundary,
        ),
      ],
      [
        'intent in a file',
        form('/imports/00000000-0000-7000-8000-000000000000', `${part(file)}--x--\r\n`, boundary),
      ],
    ]);
    // A process whose built-in functions were written over would not get through this.
    expect((await browser.get('/contacts')).status).toBe(200);
    expect((await server.api(owner.key, '/me')).status).toBe(200);
    const [{ count }] = await installation.query('select count(*)::int from socle_workspace');
    expect(count).toBe(1);
  });

  it('cut off in the middle', async () => {
    const head = (length) =>
      `POST /imports/new HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\ncookie: ${browser.cookie()}\r\norigin: ${server.url}\r\ncontent-type: multipart/form-data; boundary=x\r\ncontent-length: ${length}\r\n\r\n`;
    const half = `--x\r\nContent-Disposition: form-data; name="file"; filename="half.csv"\r\n\r\nPrénom,Nom\n`;
    for (let i = 0; i < 5; i += 1) {
      const socket = net.connect(server.port, '127.0.0.1');
      socket.on('error', () => undefined);
      await new Promise((resolve) => socket.write(head(1_000_000) + half, resolve));
      await new Promise((resolve) => setTimeout(resolve, 50));
      socket.destroy();
    }
    await expectNoDefect([]);
    const files = await installation.query(`select 1 from socle_file where name = 'half.csv'`);
    expect(files).toEqual([]);
  });
});

describe('P-05 what a stranger writes', () => {
  const EVIL = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
  const posted = (address, fields) =>
    form(address, new URLSearchParams(fields).toString()).then(({ text }) => text);

  it('stays text on the page that shows it again, and on error pages', async () => {
    const escaped = encodeURIComponent(EVIL);
    const stored = await server.api(owner.key, '/contacts', {
      method: 'POST',
      body: { kind: 'company', name: EVIL, tags: [EVIL] },
    });
    expect(stored.status).toBe(201);
    const texts = await Promise.all(
      [
        ...[
          `/${escaped}`,
          `/contacts/${escaped}`,
          `/search?q=${escaped}`,
          `/contacts?q=${escaped}`,
        ],
        ...[`/sign-in?next=/${escaped}`, `/sign-in?problem=${escaped}`, `/join/${escaped}`],
        ...['/contacts', `/contacts/${stored.body.id}`, `/reset-password/${escaped}`],
      ].map((address) => browser.text(address)),
    );
    texts.push(
      await posted('/sign-in', { email: EVIL, password: EVIL, next: EVIL }),
      await posted('/contacts/new', { kind: EVIL, name: EVIL }),
      await posted('/settings/keys', { intent: EVIL, name: EVIL }),
      (await raw('GET', '/contacts', { host: '<script>alert(1)</script>' })).text,
    );
    for (const text of texts) {
      expect(text).not.toContain('<script>alert(1)');
      expect(text).not.toContain('<img src=x');
    }
    expect(texts[7]).toContain('&lt;script&gt;alert(1)');
  });

  it('makes no line or header of its own, and no link of a letter enters the log', async () => {
    const forged = '{"level":"error","msg":"forged"}';
    const line = encodeURIComponent(`\r\n${forged}\n`);
    const id = await fileNamed('a\r\nset-cookie: a=b\r\n";filename=x.html');
    const answers = await Promise.all([
      raw('GET', `/files/${id}`),
      raw('GET', `/contacts/${line}?q=${line}`),
      raw('GET', `/sign-in?next=/${line}`),
      raw('GET', `/export/core.contact?q=${line}`),
      api('GET', `/contacts/${line}`, '', { 'user-agent': forged }),
      form('/sign-in', `email=${line}&password=${line}&next=/${line}`),
      raw('GET', '/contacts', { 'x-request-id': '%0d%0aset-cookie: a=b' }),
    ]);
    for (const { status, text } of answers) {
      expect(status).toBeLessThan(500);
      expect(text.split('\r\n\r\n')[0]).not.toMatch(/^(set-cookie: a=b|filename=|\{"level)/im);
    }
    expect(answers[0].text).toMatch(
      /^content-disposition: attachment; filename\*=UTF-8''[\w%.'-]+\r$/im,
    );
    const token = 'T'.repeat(43);
    for (const page of ['join', 'reset-password', 'confirm-email'])
      await Promise.all([browser.get(`/${page}/${token}`), browser.get(`/${page}/${token}.data`)]);
    const lines = server.output().trim().split('\n');
    expect(server.output()).toContain('"path":"/join/[removed]');
    expect(server.output()).not.toContain(token);
    for (const text of lines) expect(JSON.parse(text).msg, text).not.toBe('forged');
  });

  // Behind the cleaning of names at the upload, so that the answer is shown not to rely on it.
  async function fileNamed(name) {
    const answer = await browser.post('/imports/new', fileForm('é "x".html', 'Prénom\nA\n'));
    expect(answer.status).toBe(302);
    const [{ id }] = await installation.query(
      `update socle_file set name = $1 where name like '%.html' returning id`,
      [name],
    );
    return id;
  }
});

describe('P-05 an odd method', () => {
  const head = ({ text }) => text.split('\r\n\r\n')[0];
  const bodyOf = ({ text }) => text.slice(text.indexOf('\r\n\r\n') + 4);

  it('echoes nothing, allows no other site, and passes no gate', async () => {
    const secret = 'x-secret-of-a-proxy';
    for (const method of ['TRACE', 'TRACK', 'PROPFIND', 'CONNECT']) {
      const answer = await raw(method, '/contacts', { [secret]: secret });
      expect([400, 405, null], method).toContain(answer.status);
      expect(bodyOf(answer)).not.toContain(secret);
    }
    const origin = 'https://evil.example';
    const asked = { origin, 'access-control-request-method': 'POST' };
    for (const address of ['/contacts', '/api/v1/contacts', '/events', '/files/x', '/sign-in']) {
      const answer = await raw('OPTIONS', address, asked);
      expect(answer.status, address).toBeGreaterThanOrEqual(400);
      expect(head(answer), address).not.toMatch(/access-control-allow/i);
    }
    for (const method of ['PUT', 'PATCH', 'DELETE'])
      expect((await raw(method, '/contacts/new', { origin: server.url })).status).toBe(415);
  });

  it('HEAD says what GET says, without a body, and to nobody else', async () => {
    const key = { authorization: `Bearer ${owner.key}` };
    for (const [address, headers] of [['/contacts'], ['/api/v1/contacts', key], ['/healthz']]) {
      const [get, only] = [await raw('GET', address, headers), await raw('HEAD', address, headers)];
      expect(only.status, address).toBe(get.status);
      expect(bodyOf(only), address).toBe('');
    }
    const stranger = (address) => raw('HEAD', address, { cookie: '' });
    expect((await stranger('/contacts')).status).toBe(302);
    expect((await stranger('/api/v1/contacts')).status).toBe(401);
    expect((await stranger('/events')).status).toBe(401);
  });
});
