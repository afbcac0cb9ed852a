import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HttpRecorder, startHttpRecorder } from './http-recorder';
import { type MailRecorder, startMailRecorder } from './mail-recorder';

let web: HttpRecorder;
let mail: MailRecorder;

beforeAll(async () => {
  [web, mail] = await Promise.all([startHttpRecorder(), startMailRecorder()]);
});
afterAll(() => Promise.all([web?.close(), mail?.close()]));

describe('Z-10 the HTTP recorder', () => {
  it('keeps what it is sent and answers what it is told', async () => {
    web.answerNext({ status: 503 }, { body: { ok: true } });
    const send = () =>
      fetch(`${web.url}/hook?x=1`, { method: 'POST', body: 'payload', headers: { 'x-id': '7' } });
    expect((await send()).status).toBe(503);
    expect(await (await send()).json()).toEqual({ ok: true });
    expect((await send()).status).toBe(200);
    expect(web.requests).toHaveLength(3);
    expect(web.requests[0]).toMatchObject({
      method: 'POST',
      url: '/hook?x=1',
      body: 'payload',
      headers: { 'x-id': '7' },
    });
    web.answerWith(({ url }) => (url === '/gone' ? { drop: true } : { status: 404 }));
    await expect(fetch(`${web.url}/gone`)).rejects.toThrow();
    expect((await fetch(`${web.url}/else`)).status).toBe(404);
    web.clear();
    expect(web.requests).toHaveLength(0);
  });
});

/** Sends lines one by one and returns the answers, as a mail client would. */
async function talk(lines: readonly string[]): Promise<string[]> {
  const socket = net.connect(mail.port, mail.host);
  const answers: string[] = [];
  const queue = [...lines];
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', () => resolve());
    socket.on('data', (chunk) => {
      answers.push(chunk.toString().trim().slice(0, 3));
      const next = queue.shift();
      if (next !== undefined) socket.write(`${next}\r\n`);
    });
  });
  return answers;
}

describe('Z-10 the mail recorder', () => {
  it('keeps a message with its envelope and its headers', async () => {
    const answers = await talk([
      'EHLO test',
      'MAIL FROM:<a@x.example>',
      'RCPT TO:<b@y.example>',
      'RCPT TO:<c@y.example>',
      'DATA',
      'Subject: Bonjour\r\n  à tous\r\nFrom: A <a@x.example>\r\n\r\nfirst line\r\n..dotted\r\n.',
      'QUIT',
    ]);
    expect(answers).toEqual(['220', '250', '250', '250', '250', '354', '250', '221']);
    expect(mail.messages).toMatchObject([
      {
        from: 'a@x.example',
        to: ['b@y.example', 'c@y.example'],
        headers: { subject: 'Bonjour à tous' },
        raw: expect.stringContaining('first line\r\n.dotted'),
      },
    ]);
  });

  it('refuses a recipient when told to', async () => {
    mail.clear();
    mail.refuseNext('550 no such user');
    const answers = await talk([
      'EHLO test',
      'MAIL FROM:<a@x.example>',
      'RCPT TO:<b@y.example>',
      'DATA',
      'QUIT',
    ]);
    expect(answers).toEqual(['220', '250', '250', '550', '554', '221']);
    expect(mail.messages).toHaveLength(0);
  });
});
