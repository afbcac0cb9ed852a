import net from 'node:net';

/** Sends bytes as they are and returns the status line's number, null when the connection was closed. */
export async function sendBytes(port, bytes) {
  const socket = net.connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('latin1').on('data', (text) => {
    answer += text;
  });
  socket.on('error', () => undefined);
  socket.setTimeout(10_000, () => socket.destroy());
  socket.write(bytes);
  await new Promise((resolve) => socket.once('close', resolve));
  const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1];
  return { status: status ? Number(status) : null, text: answer };
}

/** A request whose address and headers no library has tidied. */
export const sendRaw = (port, method, address, headers = {}, body = '') =>
  sendBytes(
    port,
    [
      `${method} ${address} HTTP/1.1`,
      ...Object.entries({
        host: `127.0.0.1:${port}`,
        connection: 'close',
        'content-length': Buffer.byteLength(body),
        ...headers,
      }).map(([name, value]) => `${name}: ${value}`),
      '',
      body,
    ].join('\r\n'),
  );
