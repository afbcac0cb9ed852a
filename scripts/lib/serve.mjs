import fs from 'node:fs';
import path from 'node:path';
import { applicationEnv } from './env.mjs';
import { describeFailure, Failure } from './failure.mjs';
import { claimDataDirectory, noteProcess } from './installation.mjs';
import { SERVER_MAIN } from './paths.mjs';
import { assertPortIsFree } from './ports.mjs';
import { ensurePostgres } from './postgres.mjs';
import { prepare } from './prepare.mjs';
import { stopRunningCommands, tail } from './run.mjs';
import { ensureSecretKey } from './secret.mjs';
import { Interrupted, listenForStop } from './shutdown.mjs';
import { startApplication, watchPostgres } from './supervise.mjs';

const LOG_LIMIT = 10 * 1024 * 1024;
const TITLES = { migrate: 'Database schema', demo: 'Demo company' };

/**
 * Everything from a fresh checkout to a running CRM, and back.
 * @param {object} options
 * @param {import('./env.mjs').Settings} options.settings
 * @param {import('./terminal.mjs').Reporter} options.reporter
 * @param {boolean} [options.dev]
 * @param {string} [options.main] script of the application
 * @param {boolean} [options.isPrepared] the checkout is installed and built already
 * @param {boolean} [options.isBackground] nobody watches: there is no Ctrl-C
 * @param {boolean} [options.logToFile] keep the application's log off the terminal
 * @param {(info: { url: string }) => void} [options.onReady]
 * @returns {Promise<void>} when it was asked to stop and did
 * @throws {Failure} when it could not start, or ended by itself
 */
export async function serve({
  settings,
  reporter,
  dev = false,
  main = SERVER_MAIN,
  isPrepared = false,
  isBackground = false,
  logToFile = isBackground,
  onReady,
}) {
  let application = null;
  const stop = listenForStop({
    onFirst: () => {
      stopRunningCommands();
      reporter.say('');
    },
    onAgain: () => application?.kill(),
  });
  /** What has to be undone, last first. @type {(() => unknown)[]} */
  const cleanup = [];
  try {
    const lock = await claimDataDirectory(settings.dataDir);
    cleanup.push(lock.release);
    if (settings.process !== 'worker') await assertPortIsFree(settings.port, settings.host);
    if (!isPrepared) await prepare(reporter, { dev, onBetween: stop.throwIfRequested });

    const postgres = settings.databaseUrl ? null : await startDatabase(settings, reporter);
    if (postgres) cleanup.push(() => reporter.step('Stopping PostgreSQL', () => postgres.stop()));
    stop.throwIfRequested();

    const log = logToFile ? openLog(settings.dataDir) : null;
    const steps = followSteps(reporter);
    application = startApplication({
      args: [
        main,
        settings.process,
        ...(dev ? ['--dev'] : []),
        '--migrate',
        '--setup',
        '--ready-json',
      ],
      env: applicationEnv(
        {
          ...settings,
          databaseUrl: postgres?.url ?? settings.databaseUrl,
          secretKey: ensureSecretKey(settings.dataDir, settings.secretKey),
        },
        { dev },
      ),
      output: log?.descriptor ?? 'inherit',
      onProgress: steps.follow,
    });
    cleanup.push(() => {
      if (!application.isRunning()) return undefined;
      return reporter.step('Stopping the server', () => application.stop());
    });
    lock.update({ application: noteProcess(application.pid) });

    const crashed = application.exited.then(({ code, signal }) => {
      steps.fail();
      throw crashReport(application.failure(), code, signal, log);
    });
    // Whoever awaits it first reports it; it must not count as unhandled before.
    crashed.catch(() => undefined);
    const databaseLost = postgres ? watchDatabase(postgres, reporter, cleanup) : crashed;
    const ready = await stop.unlessRequested(
      Promise.race([application.ready, crashed, databaseLost]),
    );
    steps.finish();
    lock.update({ url: ready.url });
    announce(reporter, { settings, ready, postgres, log, isBackground });
    onReady?.({ url: ready.url });
    await stop.unlessRequested(Promise.race([crashed, databaseLost]));
  } catch (error) {
    // A step that was cut short by the request fails in its own words.
    if (!(error instanceof Interrupted) && !(await wasRequested(stop))) throw error;
  } finally {
    await undoAll(cleanup, reporter);
  }
}

/** One that fails must not keep the others from running. */
async function undoAll(cleanup, reporter) {
  for (const undo of cleanup.reverse()) {
    try {
      await undo();
    } catch (error) {
      reporter.say(describeFailure(error));
      process.exitCode = 1;
    }
  }
}

async function wasRequested(stop) {
  return (await Promise.race([stop.requested, Promise.resolve(null)])) !== null;
}

async function startDatabase(settings, reporter) {
  const step = reporter.begin('PostgreSQL');
  try {
    const postgres = await ensurePostgres({ dataDir: settings.dataDir });
    const how = postgres.adopted ? ', was running' : postgres.created ? ', new' : '';
    step.done(`127.0.0.1:${postgres.port}${how}`);
    return postgres;
  } catch (error) {
    step.fail();
    throw error;
  }
}

/** Rejects when the database is gone for good. */
function watchDatabase(postgres, reporter, cleanup) {
  const lost = new Promise((_, reject) => {
    const watch = watchPostgres(postgres, {
      onDown: () => reporter.say('! PostgreSQL ended unexpectedly; starting it again.'),
      onRestarted: () => reporter.say('✓ PostgreSQL runs again; nothing committed was lost.'),
      onFailed: reject,
    });
    cleanup.push(watch.stop);
  });
  lost.catch(() => undefined);
  return lost;
}

/** Shows what the application does before it is ready as steps of the start. */
function followSteps(reporter) {
  let current = null;
  let name = null;
  const open = (key, title) => {
    current?.done();
    name = key;
    current = reporter.begin(title);
  };
  open('load', 'Application');
  return {
    follow({ step, message, done, total }) {
      if (step !== name) open(step, TITLES[step] ?? message ?? step);
      const count = total ? `${Math.floor(((done ?? 0) / total) * 100)} %` : '';
      current.progress([count, message].filter(Boolean).join('  '));
    },
    finish: () => current.done(),
    fail: () => current.fail(),
  };
}

const REMEDIES = {
  build: 'run `npm run build` and look at what it says.',
  settings: 'correct or unset it; the settings are listed in README.md.',
  database: 'check DATABASE_URL and that its server accepts connections.',
  migrate:
    'nothing of the failed step was kept. The log names the migration; `npm run -s socle -- doctor` checks the rest.',
  port: 'stop the program that has it, or choose another.',
};

function crashReport(failure, code, signal, log) {
  if (failure) {
    return new Failure(failure.message, {
      hint: REMEDIES[failure.step] ?? `see ${log ? log.file : 'the log lines above'}.`,
    });
  }
  const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
  return new Failure(`The server ${how}; everything was stopped, the data are safe.`, {
    detail: log ? tail(log.written(), 20) : undefined,
    hint: 'the log lines above say why; correct that and run `npm start` again. `npm run -s socle -- doctor` checks the installation.',
  });
}

function openLog(dataDir) {
  const directory = path.join(dataDir, 'logs');
  const file = path.join(directory, 'server.log');
  fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
  if ((fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) {
    fs.renameSync(file, `${file}.old`);
  }
  const descriptor = fs.openSync(file, 'a', 0o600);
  const from = fs.fstatSync(descriptor).size;
  return {
    file,
    descriptor,
    written: () => fs.readFileSync(file).subarray(from).toString('utf8'),
  };
}

function announce({ say }, { settings, ready, postgres, log, isBackground }) {
  const rows = [
    ready.url && ['Open', ready.url],
    ready.demo && ['Sign in', `${ready.demo.email}   password ${ready.demo.password}`],
    ['Data', settings.dataDir],
    postgres && ['', `PostgreSQL on 127.0.0.1:${postgres.port}, in ${postgres.cluster}`],
    log && ['Log', log.file],
    ['Stop', isBackground ? 'npm stop' : 'Ctrl-C, or npm stop'],
  ];
  say('');
  say('Socle is ready.');
  say('');
  for (const row of rows) if (row) say(`  ${row[0].padEnd(9)}${row[1]}`);
  say('');
}
