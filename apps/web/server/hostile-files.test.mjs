import { crc32, deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './test-support/browser.mjs';
import { importState, uploadImport } from './test-support/imports.mjs';
import { createInstallation } from './test-support/installation.mjs';
import { sendBytes, sendRaw } from './test-support/raw-http.mjs';

let installation;
let server;
let browser;

beforeAll(async () => {
  installation = await createInstallation();
  await installation.socle('migrate');
  const owner = await installation.company();
  server = await installation.start();
  browser = openBrowser(server.url);
  await browser.signIn(owner);
});
afterAll(() => installation?.remove());

const raw = (method, address, headers, body) =>
  sendRaw(server.port, method, address, { cookie: browser.cookie(), ...headers }, body);
const form = (address, body, type = 'application/x-www-form-urlencoded') =>
  raw('POST', address, { origin: server.url, 'content-type': type }, body);

describe('P-05 a body without measure', () => {
  const large = 'a'.repeat(3 * 1024 * 1024);
  const file = `--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n${large}\r\n--x--\r\n`;
  const multipart = 'multipart/form-data; boundary=x';

  it('is not read into memory, whoever sends it; an upload is taken from members only', async () => {
    const stranger = (address, body, type) =>
      raw('POST', address, { cookie: '', origin: server.url, 'content-type': type }, body);
    const urlencoded = 'application/x-www-form-urlencoded';
    expect((await stranger('/sign-in', `email=${large}`, urlencoded)).status).toBe(413);
    expect((await stranger('/sign-in', file, multipart)).status).toBe(413);
    expect((await stranger('/imports/new', file, multipart)).status).toBe(413);
    expect((await form('/contacts/new', `name=${large}`)).status).toBe(413);
    expect((await form('/imports/new', file, multipart)).status).toBeLessThan(400);
  });

  it('must say how long it is', async () => {
    const answer = await sendBytes(
      server.port,
      `POST /sign-in HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\nconnection: close\r\norigin: ${server.url}\r\ncontent-type: application/x-www-form-urlencoded\r\ntransfer-encoding: chunked\r\n\r\n3\r\na=b\r\n0\r\n\r\n`,
    );
    expect(answer.status).toBe(411);
  });
});

describe('P-05 a hostile spreadsheet', () => {
  /** A workbook whose sheet is `xml`; `claimed` is the size its directory gives. */
  function workbook(xml, claimed) {
    const kind = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const relation = (type, target) =>
      `<Relationships><Relationship Id="rId1" Type="${kind}/${type}" Target="${target}"/></Relationships>`;
    const parts = [
      ['[Content_Types].xml', '<Types/>'],
      ['_rels/.rels', relation('officeDocument', 'xl/workbook.xml')],
      [
        'xl/workbook.xml',
        `<workbook xmlns:r="${kind}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ],
      ['xl/_rels/workbook.xml.rels', relation('worksheet', 'worksheets/sheet1.xml')],
      ['xl/worksheets/sheet1.xml', xml],
    ];
    let offset = 0;
    const [locals, directory] = [[], []];
    for (const [name, text] of parts) {
      const packed = deflateRawSync(text);
      const size = text === xml ? claimed : Buffer.byteLength(text);
      const local = Buffer.alloc(30);
      local.writeUInt32LE(0x04034b50, 0);
      local.writeUInt16LE(8, 8);
      const entry = Buffer.alloc(46);
      entry.writeUInt32LE(0x02014b50, 0);
      entry.writeUInt16LE(8, 10);
      entry.writeUInt32LE(offset, 42);
      for (const [header, at] of [
        [local, 18],
        [entry, 20],
      ]) {
        header.writeUInt32LE(crc32(text), at - 4);
        header.writeUInt32LE(packed.length, at);
        header.writeUInt32LE(size, at + 4);
        header.writeUInt16LE(name.length, at + 8);
      }
      locals.push(local, Buffer.from(name), packed);
      directory.push(entry, Buffer.from(name));
      offset += 30 + name.length + packed.length;
    }
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(parts.length, 10);
    end.writeUInt32LE(offset, 16);
    return Buffer.concat([...locals, ...directory, end]);
  }
  const cell = (text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  const rows = (count) => `<row>${cell('Nom')}</row>${`<row>${cell('a')}</row>`.repeat(count)}`;
  const sheet = (data) => `<worksheet><sheetData>${data}</sheetData></worksheet>`;
  const outcome = async (bytes) => {
    const id = await uploadImport(installation, browser, bytes);
    return { id, ...(await importState(installation, id, ({ status }) => status !== 'reading')) };
  };

  it('that unpacks to more than it says, or names files of the machine, is not followed', async () => {
    const honest = sheet(rows(3));
    expect(await outcome(workbook(honest, honest.length))).toMatchObject({ row_count: 3 });
    const lie = await outcome(workbook(sheet(rows(500_000)), 4_000));
    expect(lie).toMatchObject({ status: 'refused', row_count: null });
    const doctype = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY b "&e;&e;">]>';
    const entity = `${doctype}${sheet(`<row>${cell('Nom')}</row><row>${cell('&e;&b;')}</row>`)}`;
    const { id } = await outcome(workbook(entity, entity.length));
    expect(await browser.text(`/imports/${id}`)).not.toContain('root:');
    const kept = await installation.query(
      `select count(*)::int as n from core_import i where i::text like '%root:%'`,
    );
    expect(kept).toEqual([{ n: 0 }]);
    expect((await server.fetch('/healthz')).status).toBe(200);
  });
});
