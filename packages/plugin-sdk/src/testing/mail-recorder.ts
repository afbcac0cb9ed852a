import net from 'node:net';

/** One message the code under test has handed over. */
export interface RecordedMail {
  from: string;
  to: string[];
  /** The message as it came over the wire, dots unstuffed (RFC 5321 §4.5.2). */
  raw: string;
  /** Headers by lower-case name, unfolded. */
  headers: Record<string, string>;
}

/** A mail server that keeps what it is given and delivers nothing. */
export interface MailRecorder {
  host: string;
  port: number;
  messages: readonly RecordedMail[];
  /** Refuses the next recipients with this answer, e.g. `550 no such user`. */
  refuseNext(...answers: string[]): void;
  clear(): void;
  close(): Promise<void>;
}

interface Sink {
  messages: RecordedMail[];
  refusals: string[];
}

export async function startMailRecorder(): Promise<MailRecorder> {
  const sink: Sink = { messages: [], refusals: [] };
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    converse(socket, sink);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: '127.0.0.1',
    port: (server.address() as net.AddressInfo).port,
    messages: sink.messages,
    refuseNext: (...answers) => void sink.refusals.push(...answers),
    clear() {
      sink.messages.length = 0;
      sink.refusals.length = 0;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The least of SMTP that a client needs: greeting, envelope, data, goodbye; any sign-in is accepted. */
function converse(socket: net.Socket, sink: Sink): void {
  const say = (line: string): void => void socket.write(`${line}\r\n`);
  let buffer = '';
  let from = '';
  let to: string[] = [];
  let isData = false;
  const command = (line: string): void => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO')
      say('250-recorder\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 AUTH PLAIN LOGIN');
    else if (verb === 'MAIL') {
      from = address(line);
      to = [];
      say('250 ok');
    } else if (verb === 'RCPT') {
      const refusal = sink.refusals.shift();
      if (!refusal) to.push(address(line));
      say(refusal ?? '250 ok');
    } else if (verb === 'DATA') {
      isData = to.length > 0;
      say(isData ? '354 go on' : '554 no recipients');
    } else if (verb === 'AUTH') say('235 welcome');
    else if (verb === 'QUIT') socket.end('221 bye\r\n');
    else say('250 ok');
  };
  say('220 recorder');
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    buffer += chunk;
    for (;;) {
      const mark = isData ? '\r\n.\r\n' : '\r\n';
      const end = buffer.indexOf(mark);
      if (end < 0) return;
      const text = buffer.slice(0, end);
      buffer = buffer.slice(end + mark.length);
      if (!isData) {
        command(text);
        continue;
      }
      isData = false;
      const raw = text.replace(/(^|\r\n)\.\./g, '$1.');
      sink.messages.push({ from, to, raw, headers: headersOf(raw) });
      say('250 kept');
    }
  });
}

const address = (line: string): string => /<([^>]*)>/.exec(line)?.[1] ?? '';

function headersOf(raw: string): Record<string, string> {
  const head = (raw.split('\r\n\r\n')[0] ?? '').replace(/\r\n[ \t]+/g, ' ');
  const headers: Record<string, string> = {};
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  return headers;
}
