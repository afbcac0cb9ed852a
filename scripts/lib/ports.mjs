import net from 'node:net';
import { Failure } from './failure.mjs';

/**
 * A TCP port nobody uses on the loopback address.
 * @returns {Promise<number>}
 */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {net.AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/**
 * @param {number} port
 * @param {string} host
 * @throws {Failure} when the server could not listen there
 */
export async function assertPortIsFree(port, host) {
  const problem = (await isAnswering(port, host)) ? 'EADDRINUSE' : await tryToListen(port, host);
  if (problem === null) return;
  if (problem === 'EADDRINUSE') {
    throw new Failure(`Port ${port} is taken by another program.`, { hint: otherPort(port) });
  }
  if (problem === 'EACCES') {
    throw new Failure(`This account may not listen on port ${port}.`, { hint: otherPort(port) });
  }
  throw new Failure(`Cannot listen on ${host}:${port} (${problem}).`, {
    hint: 'HOST must be an address of this machine, such as 127.0.0.1 or 0.0.0.0.',
  });
}

function otherPort(port) {
  const other = port < 1024 || port === 65535 ? 3001 : port + 1;
  const command =
    process.platform === 'win32' ? `set PORT=${other} && npm start` : `PORT=${other} npm start`;
  return `stop it, or choose another port: ${command}`;
}

/**
 * Some systems let a second program listen on 127.0.0.1 while another has the port on every address,
 * so being able to listen is not proof enough.
 */
function isAnswering(port, host) {
  const address = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: address });
    const finish = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1_000, () => finish(false));
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
  });
}

/** @returns {Promise<string | null>} the error code, or null when it works */
function tryToListen(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', (error) => resolve(error.code ?? error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)));
  });
}
