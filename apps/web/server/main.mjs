// Starts a process of Socle: web, worker, or both. Reads its settings from the environment only.
import { writeSync } from 'node:fs';
import { createApp } from './app.mjs';
import { loadBoot } from './load.mjs';

const isDevelopment = process.argv.includes('--dev');
const readyFd = process.env.SOCLE_READY_FD ? Number(process.env.SOCLE_READY_FD) : null;
const role = process.argv[2];

/** Tells the launcher how far the start is; one JSON object a line. */
function report(message) {
  if (readyFd === null) return;
  try {
    writeSync(readyFd, `${JSON.stringify(message)}\n`);
  } catch {
    // The launcher is gone; it needs no more news.
  }
}

function fail(error, step) {
  const message = error instanceof Error ? error.message : String(error);
  report({ failed: true, step, message });
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

// The launcher holds the other end of the channel; when it dies, however it dies, so does this process.
let onOrphan = () => process.exit(1);
process.on('disconnect', () => onOrphan());
if (readyFd !== null && !process.connected) process.exit(1);

const { boot, vite, load } = await loadBoot(isDevelopment).catch((error) => fail(error, 'build'));

let config;
try {
  config = boot.configFrom({
    ...process.env,
    ...(isDevelopment ? { NODE_ENV: 'development' } : {}),
    ...(role === 'web' || role === 'worker' || role === 'all' ? { SOCLE_PROCESS: role } : {}),
  });
} catch (error) {
  fail(error, 'settings');
}

if (process.argv.includes('--migrate')) {
  await boot
    .migrate(config, (name) => report({ step: 'migrate', message: name }))
    .catch((error) => fail(error, 'migrate'));
}

const host = await boot.open(config).catch((error) => fail(error, 'database'));
let demo = null;
if (process.argv.includes('--setup')) {
  demo = await boot
    .setUp(host, (progress) => report({ step: 'demo', ...progress }))
    .catch((error) => fail(error, 'demo'));
}

let server = null;
let closeApp = async () => undefined;
if (config.process !== 'worker') {
  const app = await createApp({ boot, host, vite, load });
  closeApp = app.close;
  server = app.server;
  await new Promise((resolve) => {
    server.once('error', (error) => {
      const isTaken = error.code === 'EADDRINUSE';
      fail(
        isTaken
          ? new Error(
              `Port ${config.port} is taken. Choose another: PORT=${config.port + 1} npm start`,
            )
          : error,
        'port',
      );
    });
    server.listen(config.port, config.host, resolve);
  });
}
if (config.process !== 'web') await host.worker.start();

const port = server?.address()?.port ?? null;
const url = config.publicUrl ?? (port ? `http://localhost:${port}` : null);
host.log.info({ process: config.process, url }, 'ready');
report({ ready: true, url, port, demo });

let isStopping = false;
async function stop(signal) {
  if (isStopping) return;
  isStopping = true;
  host.log.info({ signal }, 'stopping');
  // Whatever hangs must not keep the process: jobs and requests are safe to be cut off.
  setTimeout(() => process.exit(1), 9000).unref();
  await closeApp();
  await host.close();
  process.exit(0);
}
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => void stop(signal));
onOrphan = () => void stop('disconnect');
process.on('unhandledRejection', (error) => host.log.error({ err: error }, 'unhandled rejection'));
